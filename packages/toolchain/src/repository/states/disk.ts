import { listFiles, readText } from "../files.js";
import type { StateFiles } from "./state-files.js";

/** The files below a folder on disk. */
export function filesOnDisk(root: string, label: string): StateFiles {
  return {
    label,
    list: async (folder) => (folder === "" ? listBelow(root) : listFiles(root, folder)),
    read: (path) => readText(root, path),
  };
}

async function listBelow(root: string): Promise<string[]> {
  return (await listFiles(root, ".")).map((path) => path.slice(2));
}
