import { spawn } from "node:child_process";
import { ToolchainError } from "../../errors.js";

/** An object of a git repository. */
export interface GitObject {
  /** Hexadecimal. */
  readonly id: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Reads objects of one repository, one after the other, by one process of git. */
export interface GitObjects {
  /** The object of a name that git understands, such as `main:specs`; undefined where there is none. */
  readonly read: (name: string) => Promise<GitObject | undefined>;
  readonly close: () => void;
}

/**
 * Starts `git cat-file --batch` in a folder. Names go to its input, so that none is read as an option.
 *
 * @throws {ToolchainError} `drift/state`, from `read`, where git does not run.
 */
export function openGitObjects(folder: string): GitObjects {
  const git = spawn("git", ["-C", folder, "cat-file", "--batch"], { stdio: ["pipe", "pipe", "ignore"] });
  const failure = new Promise<never>((_, reject) => git.once("error", reject));
  failure.catch(() => {});
  git.stdin.on("error", () => {});
  const chunks = git.stdout[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  let last: Promise<unknown> = Promise.resolve();

  const more = async (): Promise<void> => {
    const { done, value } = await Promise.race([chunks.next(), failure]);
    if (done === true) throw new Error("it ended");
    held = Buffer.concat([held, value]);
  };
  const take = async (length: number): Promise<Buffer> => {
    while (held.length < length) await more();
    const taken = held.subarray(0, length);
    held = held.subarray(length);
    return taken;
  };
  const takeLine = async (): Promise<string> => {
    while (!held.includes(10)) await more();
    return (await take(held.indexOf(10) + 1)).toString("utf8").trimEnd();
  };
  const readNext = async (name: string): Promise<GitObject | undefined> => {
    try {
      git.stdin.write(`${name}\n`);
      const [, id, type, size] = /^([\da-f]+) (\w+) (\d+)$/u.exec(await takeLine()) ?? [];
      if (id === undefined || type === undefined) return undefined;
      const bytes = await take(Number(size));
      await take(1);
      return { id, type, bytes };
    } catch (cause) {
      throw new ToolchainError("drift/state", `Cannot read '${name}' with git`, { cause });
    }
  };
  return {
    read(name) {
      if (name.includes("\n")) return Promise.resolve(undefined);
      const result = last.then(() => readNext(name));
      last = result.catch(() => {});
      return result;
    },
    close: () => void git.stdin.end(),
  };
}

/** The entries of a tree object: each a mode, a name, a zero byte and the bytes of an id. */
export function treeEntries({
  id,
  bytes,
}: GitObject): { readonly name: string; readonly id: string; readonly isTree: boolean }[] {
  const entries = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(0, start);
    const [mode = "", ...name] = bytes.subarray(start, end).toString("utf8").split(" ");
    const next = end + 1 + id.length / 2;
    entries.push({ name: name.join(" "), id: bytes.subarray(end + 1, next).toString("hex"), isTree: mode === "40000" });
    start = next;
  }
  return entries;
}
