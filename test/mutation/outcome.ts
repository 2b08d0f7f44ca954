import { formatLocation, type Location, type ProviderInput, ToolchainError } from "specloom";
import { inputOf } from "../support/provider-input.js";
import type { Mutation } from "./mutations.js";

/** What a command makes of a document: the places that it tells of, and TypeScript by path where it generates any. */
export interface Answer {
  readonly places: readonly (Location | undefined)[];
  readonly code?: ReadonlyMap<string, string>;
}

/** The second input is that of the document as it was. */
export type Command = (input: ProviderInput, valid: ProviderInput) => Answer | Promise<Answer>;

/** An answer, a refusal that says where and what to do, or something else. */
export type Outcome =
  | { readonly kind: "answered"; readonly code: ReadonlyMap<string, string> | undefined }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "failed"; readonly message: string };

export async function outcomeOf({ file, text, valid }: Mutation, command: Command): Promise<Outcome> {
  const lines = Math.max(...[text, valid].map((given) => given.split("\n").length));
  const isPlace = (at: Location | undefined): boolean =>
    at?.file === `specs/acme/${file}` && at.line !== undefined && at.line >= 1 && at.line <= lines;
  try {
    const { places, code } = await command(inputOf({ path: file, text }), inputOf({ path: file, text: valid }));
    const vague = places.find((place) => !isPlace(place));
    if (places.every(isPlace)) return { kind: "answered", code };
    return { kind: "failed", message: `tells of ${vague === undefined ? "no place" : formatLocation(vague)}` };
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
