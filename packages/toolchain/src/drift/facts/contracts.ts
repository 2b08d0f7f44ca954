import { appendTo } from "../../append-to.js";
import type { Contract, Operation } from "../../contract/contract.js";
import type { Change } from "../change.js";
import { jsonText } from "../json-text.js";
import { type Documents, newAnswers } from "./answers.js";
import { clientFacts, operationFacts } from "./contract-facts.js";
import { type ContractPart, createPart } from "./contract-part.js";
import { unexplained } from "./explanations.js";
import { compareJobs } from "./jobs.js";
import type { OperationPair } from "./match.js";

/**
 * Compares two contracts: what TypeScript users see, and what the client does.
 *
 * @param documents The documents that the contracts were read from.
 * @param told The changes of the document, which explain most differences.
 */
export function compareContracts(
  before: Contract,
  after: Contract,
  documents: Documents,
  pairs: readonly OperationPair[],
  told: readonly Change[],
): Change[] {
  const [were, are] = [before, after].map(({ operations }) => new Map(operations.map((item) => [item.id, item])));
  const toldOf = byOperation(told);
  const methods = pairs.flatMap(({ before: earlier, after: later }) => {
    const [was, is] = [earlier && were?.get(earlier.id), later && are?.get(later.id)];
    const affected = later ?? earlier;
    if (affected === undefined) return [];
    // Most methods stay as they are.
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    const { id, route } = affected;
    const pointers = [earlier?.at.pointer ?? "", later?.at.pointer ?? ""] as const;
    const part = createPart(`method \`${(is ?? was)?.name ?? id}\``, [{ id, route }], pointers);
    const changes = toldOf.get(id) ?? [];
    // Only another status or media type gives another answer.
    if (was && is && earlier && later && changes.some(({ kind }) => /-status-|^media-type-/u.test(kind)))
      for (const answer of newAnswers(documents, [earlier.at, later.at], was, is))
        part.tell("answer-added", undefined, answer);
    const hasServers = was?.servers !== undefined || is?.servers !== undefined;
    return compareMethod(
      part,
      was && hasServers ? { servers: before.servers, ...was } : was,
      is && hasServers ? { servers: after.servers, ...is } : is,
      changes,
    );
  });
  return [...compareClients(before, after, told), ...methods, ...compareJobs(before, after, pairs)];
}

/** The changes of each operation, by its id. */
function byOperation(told: readonly Change[]): ReadonlyMap<string, readonly Change[]> {
  const changes = new Map<string, Change[]>();
  for (const change of told)
    for (const id of new Set(change.operations.map((operation) => operation.id))) appendTo(changes, id, change);
  return changes;
}

/** Compares the name and the constructor options of the client. */
function compareClients(before: Contract, after: Contract, told: readonly Change[]): Change[] {
  const part = createPart("client", []);
  if (before.client !== after.client) part.tell("client-renamed", before.client, after.client);
  if (before.package !== after.package) part.tell("package-renamed", before.package, after.package);
  compareNames(part, "client-option", before.parameters.map(optionOf), after.parameters.map(optionOf));
  compareCredentials(part, before.security.schemes, after.security.schemes);
  compareNames(part, "environment", environmentOf(before), environmentOf(after));
  return part.close(unexplained("client", clientFacts(before), clientFacts(after), [...part.changes, ...told]));
}

function compareNames(
  part: ContractPart,
  noun: "client-option" | "environment" | "method-alias",
  before: readonly string[],
  after: readonly string[],
): void {
  for (const name of before) if (!after.includes(name)) part.tell(`${noun}-removed`, name, undefined);
  for (const name of after) if (!before.includes(name)) part.tell(`${noun}-added`, undefined, name);
}

/** One credential that goes and one that comes, for the same scheme, have another name. */
function compareCredentials(
  part: ContractPart,
  before: Contract["security"]["schemes"],
  after: Contract["security"]["schemes"],
): void {
  const [gone, added] = [
    Object.keys(before).filter((name) => !Object.hasOwn(after, name)),
    Object.keys(after).filter((name) => !Object.hasOwn(before, name)),
  ];
  const isRenamed =
    gone.length === 1 && added.length === 1 && jsonText(before[gone[0] ?? ""]) === jsonText(after[added[0] ?? ""]);
  if (isRenamed) return part.tell("credential-renamed", gone[0], added[0]);
  for (const name of gone) part.tell("credential-removed", name, undefined);
  for (const name of added) part.tell("credential-added", undefined, name);
}

function compareMethod(
  part: ContractPart,
  was: Operation | undefined,
  is: Operation | undefined,
  told: readonly Change[],
): Change[] {
  if (was && is) {
    compareMethodNames(part, was, is);
    comparePositions(part, was, is);
    comparePagination(part, was, is);
  }
  const [before, after] = [was, is].map((operation) => operation && operationFacts(operation));
  return part.close(unexplained("operation", before, after, [...part.changes, ...told]));
}

/** A name that became an alias still works; other former names and aliases are lost. */
function compareMethodNames(part: ContractPart, was: Operation, is: Operation): void {
  const [had, has] = [was.aliases ?? [], is.aliases ?? []];
  if (was.name !== is.name && !has.includes(was.name)) part.tell("method-renamed", was.name, is.name);
  compareNames(
    part,
    "method-alias",
    had.filter((alias) => alias !== is.name),
    has,
  );
}

/** Path parameters are positional, in the order of the template; a new name in the same position breaks nobody. */
function comparePositions(part: ContractPart, was: Operation, is: Operation): void {
  const [before = [], after = []] = [was, is].map(({ parameters }) =>
    parameters.filter((parameter) => parameter.in === "path").map((parameter) => parameter.name),
  );
  const [oldOrder, newOrder] = [before.join(", "), after.join(", ")];
  if (after.length > before.length) part.tell("positional-parameter-added", oldOrder, newOrder);
  if (after.length < before.length) part.tell("positional-parameter-removed", oldOrder, newOrder);
  if (oldOrder !== newOrder && before.toSorted().join() === after.toSorted().join())
    part.tell("positional-parameters-reordered", oldOrder, newOrder);
}

function comparePagination(part: ContractPart, { pagination: was }: Operation, { pagination: is }: Operation): void {
  if (was === undefined && is !== undefined) part.tell("pagination-added", undefined, is.style);
  if (was !== undefined && is === undefined) part.tell("pagination-removed", was.style, undefined);
  if (was === undefined || is === undefined) return;
  if (was.style !== is.style) return part.tell("pagination-style-changed", was.style, is.style);
  part.tellFields("pagination-fields-changed", was, is);
}

function optionOf({ option }: Contract["parameters"][number]): string {
  return option;
}

/** The environment variables of the client. */
function environmentOf({ environment, parameters }: Contract): string[] {
  const own = [environment.apiKey, environment.baseUrl, environment.timeoutMs?.name, environment.maxRetries];
  return [...own, ...parameters.map(({ env }) => env)].filter((name) => name !== undefined);
}
