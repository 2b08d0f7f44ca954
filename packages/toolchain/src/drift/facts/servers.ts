import { type Located, member, members, textOf } from "../../openapi/located.js";
import { note, type ComparisonContext } from "./note-part.js";

/** The servers of two holders: the documents, two path items, two operations. */
export function compareServers(context: ComparisonContext, before: Located, after: Located): void {
  const [were, are] = [serversOf(before), serversOf(after)];
  const gone = [...were].filter(([url]) => !are.has(url));
  const added = [...are].filter(([url]) => !were.has(url));
  // One for one is the same server at another address.
  if (gone.length === 1 && added.length === 1 && gone[0] && added[0])
    return note(context, "server-changed", "server", { before: written(gone[0]), after: written(added[0]) });
  for (const entry of gone) note(context, "server-removed", "server", { before: written(entry) });
  for (const entry of added) note(context, "server-added", "server", { after: written(entry) });
  for (const [url, was] of were) {
    const is = are.get(url);
    const isSame = is === undefined || variables(context.before, was) === variables(context.after, is);
    if (!isSame) note(context, "server-changed", "server", { before: written([url, was]), after: written([url, is]) });
  }
}

/** True where a holder names servers of its own. */
export function namesServers(holder: Located): boolean {
  return member(holder, "servers") !== undefined;
}

function serversOf(holder: Located): Map<string, Located> {
  return new Map(
    members(member(holder, "servers") ?? { value: [], pointer: "" }).flatMap(([, { value, pointer }]) => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
      return [[(textOf({ value, pointer }, "url") ?? "/").replace(/\/$/u, ""), { value, pointer }]];
    }),
  );
}

function variables({ shapeOf }: ComparisonContext["before"], server: Located): string {
  const found = member(server, "variables");
  return found === undefined ? "" : shapeOf(found);
}

function written([url, { pointer }]: [string, Located]): { pointer: string; value: string } {
  return { pointer, value: url };
}
