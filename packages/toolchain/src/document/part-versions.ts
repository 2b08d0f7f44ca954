import { formatPointer, type Json } from "../json.js";
import type { Fragment } from "./fragment.js";
import { type Part, partsOf } from "./part.js";

/** All that the fragments say about one part of the merged document, in the order of their files. */
export interface PartVersions {
  /** JSON pointer by which people name the part; a tag's ends in its name. */
  readonly at: string;
  readonly parts: readonly [Part, ...Part[]];
  /** Parts that say nothing and so mean the specification's default. They are compared and never chosen. */
  readonly implied: readonly Part[];
}

/** Fields of the root that govern a page's operations even where the page leaves them out, with what that means. */
const IMPLIED = new Map<string, Json>([
  ["servers", [{ url: "/" }]],
  ["security", []],
]);

/** The claims of all fragments, in the order in which their parts first occur. */
export function partVersionsOf(fragments: readonly Fragment[]): PartVersions[] {
  const claims = new Map<string, [Part, ...Part[]]>();
  for (const part of fragments.flatMap(partsOf)) {
    const at = formatPointer(part.path);
    const parts = claims.get(at);
    if (parts === undefined) claims.set(at, [part]);
    else parts.push(part);
  }
  return [...claims].map(([at, parts]) => ({ at, parts, implied: impliedBy(fragments, parts) }));
}

function impliedBy(fragments: readonly Fragment[], [first, ...others]: PartVersions["parts"]): Part[] {
  const [key = "", inner] = first.path;
  const value = IMPLIED.get(key);
  if (value === undefined || inner !== undefined) return [];
  const silent = fragments.filter((fragment) => ![first, ...others].some((part) => part.fragment === fragment));
  return silent.map((fragment) => ({ ...first, fragment, value }));
}
