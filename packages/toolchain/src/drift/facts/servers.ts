import { type Located, member, members, textOf } from "../../openapi/located.js";
import { record, type ComparisonContext } from "./part-changes.js";

/** Compares the servers of two documents, path items or operations. */
export function compareServers(context: ComparisonContext, before: Located, after: Located): void {
  const [were, are] = [serversOf(before), serversOf(after)];
  const gone = [...were].filter(([url]) => !are.has(url));
  const added = [...are].filter(([url]) => !were.has(url));
  // One removed and one added server are the same server at a new address.
  if (gone.length === 1 && added.length === 1 && gone[0] && added[0])
    return record(context, "server-changed", "server", { before: written(gone[0]), after: written(added[0]) });
  for (const entry of gone) record(context, "server-removed", "server", { before: written(entry) });
  for (const entry of added) record(context, "server-added", "server", { after: written(entry) });
  for (const [url, was] of were) {
    const is = are.get(url);
    const isSame = is === undefined || variables(context.before, was) === variables(context.after, is);
    if (!isSame)
      record(context, "server-changed", "server", { before: written([url, was]), after: written([url, is]) });
  }
}

/** Whether a document, path item or operation has its own servers. */
export function namesServers(container: Located): boolean {
  return member(container, "servers") !== undefined;
}

function serversOf(container: Located): Map<string, Located> {
  return new Map(
    members(member(container, "servers") ?? { value: [], pointer: "" }).flatMap(([, { value, pointer }]) => {
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
