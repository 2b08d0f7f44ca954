import { ToolchainError } from "../errors.js";
import { formatPointer, parsePointer, valueAt } from "../json.js";
import type { Fragment } from "./fragment.js";
import { type TextChange, rewrite } from "./rewrite.js";
import { type Decision, pathIn, type Source } from "./source.js";

type Rename = Extract<Decision, { readonly rename: object }>;

/**
 * The fragments with each renamed part under its new name, and with everything in the same page that refers to it.
 * @throws ToolchainError `document/decision` where the page has no such part, or has the new name already
 */
export function applyRenames(source: Source, fragments: readonly Fragment[]): Fragment[] {
  const renames = source.conflicts.filter((decision): decision is Rename => "rename" in decision);
  for (const { rename, location } of renames) {
    if (fragments.some(({ file }) => file === pathIn(source, rename.in))) continue;
    throw refused(`Expected a file of this API, found ${rename.in}`, location);
  }
  return fragments.map((fragment) =>
    renames.filter(({ rename }) => pathIn(source, rename.in) === fragment.file).reduce(renameIn, fragment),
  );
}

function renameIn(fragment: Fragment, { at, rename, location }: Rename): Fragment {
  const { change, target } = changeOf(fragment, at, rename.to, location);
  if (valueAt(fragment.value, at) === undefined)
    throw refused(`Expected ${rename.in} to have ${at}, found no such part`, location);
  if (change.kind === "component" && valueAt(fragment.value, target) !== undefined) {
    throw refused(`Expected ${rename.to} to be a new name, found ${target} in ${rename.in}`, location);
  }
  const locate: Fragment["locate"] = (pointer) =>
    fragment.locate(
      pointer === target || pointer.startsWith(`${target}/`) ? `${at}${pointer.slice(target.length)}` : pointer,
    );
  return { ...fragment, value: rewrite(fragment.value, change), locate };
}

/** What a decision changes, and the pointer of the part under its new name. */
function changeOf(
  { value }: Fragment,
  at: string,
  to: string,
  location: Rename["location"],
): { change: TextChange; target: string } {
  const path = parsePointer(at);
  const [root, section = "", from = ""] = path;
  if (root === "components" && path.length === 3) {
    return { change: { kind: "component", section, from, to }, target: formatPointer([root, section, to]) };
  }
  const id = valueAt(value, at);
  if (path.at(-1) === "operationId" && typeof id === "string") {
    return { change: { kind: "operationId", from: id, to }, target: at };
  }
  const hint = "Rename /components/<kind>/<name> or /paths/<path>/<method>/operationId; decide others by `prefer`.";
  throw refused(`Expected a component or an operationId to rename, found ${at}`, location, hint);
}

function refused(message: string, location: Rename["location"], hint?: string): ToolchainError {
  return new ToolchainError("document/decision", message, hint === undefined ? { location } : { location, hint });
}
