import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A repository in a temporary folder, removed by `using` or `remove()`. */
export interface TemporaryRepository {
  readonly root: string;
  write(path: string, text: string | Uint8Array): void;
  read(path: string): string;
  remove(path?: string): void;
  /** Every file with its text. */
  files(): Record<string, string>;
  /** Every file with its modification time. */
  times(): Record<string, number>;
}

export function createRepository(files: Readonly<Record<string, string>> = {}): TemporaryRepository {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "specloom-test-")));
  const paths = (): string[] =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      .toSorted();
  const repository: TemporaryRepository = {
    root,
    write(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    read: (path) => readFileSync(join(root, path), "utf8"),
    remove: (path = "") => rmSync(join(root, path), { recursive: true, force: true }),
    files: () => Object.fromEntries(paths().map((path) => [path, readFileSync(join(root, path), "utf8")])),
    times: () => Object.fromEntries(paths().map((path) => [path, statSync(join(root, path)).mtimeMs])),
  };
  for (const [path, text] of Object.entries(files)) repository.write(path, text);
  return repository;
}
