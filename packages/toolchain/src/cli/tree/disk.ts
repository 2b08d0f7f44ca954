import { listFiles, readText } from "../files.js";
import type { Tree } from "./tree.js";

/** The files below a folder on disk. */
export function diskTree(root: string, label: string): Tree {
  return {
    label,
    list: async (folder) => (folder === "" ? listBelow(root) : listFiles(root, folder)),
    read: (path) => readText(root, path),
  };
}

async function listBelow(root: string): Promise<string[]> {
  return (await listFiles(root, ".")).map((path) => path.slice(2));
}
