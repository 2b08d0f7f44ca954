import type { Contract, Operation } from "../../contract/contract.js";
import type { Change, ChangeKind } from "../change.js";
import { compareClients } from "./clients.js";
import { compareJobs } from "./jobs.js";
import type { OperationPair } from "./match.js";

/** Compares what TypeScript users see: names, positional parameters, pagers, jobs and options. */
export function compareContracts(before: Contract, after: Contract, pairs: readonly OperationPair[]): Change[] {
  const [were, are] = [before, after].map(({ operations }) => new Map(operations.map((item) => [item.id, item])));
  const methods = pairs.flatMap((pair) => {
    const was = pair.before && were?.get(pair.before.id);
    const is = pair.after && are?.get(pair.after.id);
    return was && is ? compareMethods(was, is) : [];
  });
  return [...compareClients(before, after), ...methods, ...compareJobs(before, after, pairs)];
}

function compareMethods(was: Operation, is: Operation): Change[] {
  const reached = [{ id: is.id, route: `${is.method} ${is.path}` }];
  const change = (kind: ChangeKind, before: string | undefined, after: string | undefined): Change => ({
    kind,
    direction: undefined,
    where: `method \`${is.name}\``,
    path: "",
    before: { pointer: "", value: before },
    after: { pointer: "", value: after },
    operations: reached,
  });
  return [
    ...compareNames(was, is, change),
    ...comparePositions(was, is, change),
    ...comparePagination(was, is, change),
  ];
}

type CreateChange = (kind: ChangeKind, before: string | undefined, after: string | undefined) => Change;

/** A name that became an alias still works; other former names and aliases are lost. */
function compareNames(was: Operation, is: Operation, change: CreateChange): Change[] {
  const [had, has] = [was.aliases ?? [], is.aliases ?? []];
  const isLost = was.name !== is.name && !has.includes(was.name);
  return [
    ...(isLost ? [change("method-renamed", was.name, is.name)] : []),
    ...has.filter((alias) => !had.includes(alias)).map((alias) => change("method-alias-added", undefined, alias)),
    ...had
      .filter((alias) => alias !== is.name && !has.includes(alias))
      .map((alias) => change("method-alias-removed", alias, undefined)),
  ];
}

/** Path parameters are positional, in the order of the template; a new name in the same position breaks nobody. */
function comparePositions(was: Operation, is: Operation, change: CreateChange): Change[] {
  const [before, after] = [was, is].map(positions);
  if (before === undefined || after === undefined) return [];
  const [oldOrder, newOrder] = [before.join(", "), after.join(", ")];
  if (after.length > before.length) return [change("positional-parameter-added", oldOrder, newOrder)];
  if (after.length < before.length) return [change("positional-parameter-removed", oldOrder, newOrder)];
  const isReordered = oldOrder !== newOrder && before.toSorted().join() === after.toSorted().join();
  return isReordered ? [change("positional-parameters-reordered", oldOrder, newOrder)] : [];
}

function positions({ parameters }: Operation): string[] {
  return parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
}

function comparePagination(
  { pagination: was }: Operation,
  { pagination: is }: Operation,
  change: CreateChange,
): Change[] {
  if (was === undefined && is === undefined) return [];
  if (was === undefined) return [change("pagination-added", undefined, is?.style)];
  if (is === undefined) return [change("pagination-removed", was.style, undefined)];
  if (was.style !== is.style) return [change("pagination-style-changed", was.style, is.style)];
  const [before, after] = [was, is].map(({ request, response }) => JSON.stringify({ request, response }));
  return before === after ? [] : [change("pagination-fields-changed", before, after)];
}
