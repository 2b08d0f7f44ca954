import { isObject, type Json } from "../json.js";
import type { QueryMatch } from "./query.js";

/** Returns the new value of a selected node; undefined removes it. */
export type Rewrite = (value: Json, place: QueryMatch) => Json | undefined;

/**
 * Rewrites each selected node of a value, outer nodes before inner ones. Nothing is mutated: containers on the way are
 * copied, everything else is shared, and where no rewrite changes its input the value itself is returned. Items are
 * removed together, so that no index shifts during the removal.
 */
export function rewriteAt(value: Json, places: readonly QueryMatch[], rewrite: Rewrite): Json | undefined {
  const root: Branch = { children: new Map() };
  for (const place of places) {
    let branch = root;
    for (const step of place) {
      const child = branch.children.get(step) ?? { children: new Map() };
      branch.children.set(step, child);
      branch = child;
    }
    branch.place = place;
  }
  return rewriteBranch(value, root, rewrite);
}

/** The selected places as a tree, so that a container with many of them is copied once. */
interface Branch {
  place?: QueryMatch;
  readonly children: Map<string | number, Branch>;
}

function rewriteBranch(value: Json, branch: Branch, rewrite: Rewrite): Json | undefined {
  const current = branch.place === undefined ? value : rewrite(value, branch.place);
  if (current === undefined || branch.children.size === 0) return current;
  if (Array.isArray(current)) {
    const items = current.map((item, index) => rewriteChild(item, branch.children.get(index), rewrite));
    return items.every((item, index) => item === current[index]) ? current : items.filter((item) => item !== undefined);
  }
  if (!isObject(current)) return current;
  const entries = Object.entries(current);
  const rewritten = entries.map(([key, item]) => rewriteChild(item, branch.children.get(key), rewrite));
  if (rewritten.every((item, index) => item === entries[index]?.[1])) return current;
  return Object.fromEntries(
    entries.flatMap(([key], index) => {
      const item = rewritten[index];
      return item === undefined ? [] : [[key, item]];
    }),
  );
}

function rewriteChild(item: Json, branch: Branch | undefined, rewrite: Rewrite): Json | undefined {
  return branch === undefined ? item : rewriteBranch(item, branch, rewrite);
}
