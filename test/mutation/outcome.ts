import { formatLocation, generate, type Location, ToolchainError } from "@specloom/toolchain";
import { inputOf } from "../support/provider-input.js";
import type { Mutation } from "./mutations.js";

/** What became of a document: TypeScript by path, a refusal that says where and what to do, or something else. */
export type Outcome =
  | { readonly kind: "generated"; readonly code: ReadonlyMap<string, string> }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "failed"; readonly message: string };

export async function outcomeOf({ file, text }: Pick<Mutation, "file" | "text">): Promise<Outcome> {
  const lines = text.split("\n").length;
  const isPlace = (at: Location | undefined): boolean =>
    at?.file === `specs/acme/${file}` && at.line !== undefined && at.line >= 1 && at.line <= lines;
  try {
    const { files, notes } = await generate(inputOf({ path: file, text }));
    const vague = notes.find(({ places }) => places.length === 0 || !places.every(isPlace));
    if (vague !== undefined) return { kind: "failed", message: `note without file and line: ${vague.message}` };
    const code = new Map([...files].filter(([path]) => path.endsWith(".ts")));
    return { kind: "generated", code };
  } catch (error) {
    if (!(error instanceof ToolchainError)) return { kind: "failed", message: `exception at ${shown(error)}` };
    const place = error.location === undefined ? "no place" : formatLocation(error.location);
    const message = `${error.code}: ${error.message} (${place})`;
    if (isPlace(error.location) && error.hint !== "") return { kind: "refused", message };
    return { kind: "failed", message: `refused without file, line or hint: ${message}` };
  }
}

/** An exception, after the place in the sources that it comes from. */
function shown(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const [at = "no place"] = /[\w-]+\/[\w-]+\.[cm]?[jt]s:\d+/u.exec(stack) ?? [];
  return `${at}: ${String(error).split("\n", 1).join("")}`;
}
