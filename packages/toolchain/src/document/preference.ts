import { ToolchainError } from "../errors.js";
import type { PartVersions } from "./part-versions.js";
import { type Decision, pathIn, type Source } from "./source.js";

/** A person's decision that one file is right about a part. */
export type Preference = Extract<Decision, { readonly prefer: string }>;

/**
 * The preferences of source.yaml, by the part that they decide.
 * @throws ToolchainError `document/decision` where no page, or not the preferred one, has the part
 */
export function preferencesOf(source: Source, claims: readonly PartVersions[]): Map<string, Preference> {
  const parts = new Map(claims.map(({ at, parts: all }) => [at, all]));
  const preferences = source.conflicts.filter((decision): decision is Preference => "prefer" in decision);
  for (const { at, prefer, location } of preferences) {
    const files = parts.get(at)?.map(({ fragment }) => fragment.file) ?? [];
    if (files.includes(pathIn(source, prefer))) continue;
    const message = `Expected ${prefer} to have ${at}, found it in ${files.join(", ") || "no page"}`;
    const hint = "Name a part that pages share, such as /info, /servers, /paths/~1jobs/get or /components/schemas/Job.";
    throw new ToolchainError("document/decision", message, { location, hint });
  }
  return new Map(preferences.map((preference) => [preference.at, preference]));
}
