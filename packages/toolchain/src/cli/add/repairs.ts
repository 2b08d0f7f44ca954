import { basename, dirname, resolve } from "node:path";
import { stringify } from "yaml";
import type { SourceText } from "../../openapi/document.js";
import { readData } from "../../document/read-data.js";
import { ToolchainError } from "../../errors.js";
import { ownMember } from "../../json.js";
import { readText } from "../../repository/files.js";
import { slashed } from "../../repository/gate/paths.js";

/**
 * Reads the overlay that repairs a document before generation.
 *
 * @throws {ToolchainError} `document/unreadable` where the file does not exist.
 */
export async function readRepairs(typed: string | undefined, cwd: string): Promise<SourceText | undefined> {
  if (typed === undefined) return undefined;
  const path = resolve(cwd, typed);
  const found = await readText(dirname(path), basename(path));
  if (found !== undefined) return { path: slashed(typed), text: found.text };
  throw new ToolchainError("document/unreadable", "Expected an overlay, found no file", {
    location: { file: slashed(typed) },
  });
}

/** YAML of an overlay's actions. */
export function actionsOf(overlay: SourceText): string {
  return stringify(ownMember(readData(overlay).value, "actions"), { lineWidth: 0 });
}
