import type { Contract, Operation } from "../contract/contract.js";
import { compareText } from "../json.js";
import { bareName, everyExport } from "./runtime-exports.js";

/** The resource that holds an operation: `["agents", "jobs"]` of `agents.jobs.list`; `[]` is the client itself. */
export function resourceOf(operation: Pick<Operation, "name">): string[] {
  return operation.name.split(".").slice(0, -1);
}

/** `list` of `agents.jobs.list`. */
export function methodOf(operation: Pick<Operation, "name">): string {
  return operation.name.slice(operation.name.lastIndexOf(".") + 1);
}

/** `jobId` of `job_id`, `xOrgId` of `X-Org-Id`; always a name that a parameter can have. */
export function parameterName(wireName: string): string {
  const [first = "", ...rest] = wireName.split(/[^\p{ID_Continue}]+|_/u).filter((word) => word !== "");
  const name = [lower(first), ...rest.map(pascal)].join("");
  if (!/^[\p{ID_Start}_$]/u.test(name)) return `_${name}`;
  return reserved.has(name) || name.endsWith("JobSpec") ? `${name}_` : name;
}

/**
 * Names of a method's path parameters. Where two would be one they keep the spelling of the wire, and where even that
 * is one, the later gets a `_`.
 */
export function parameterNames(wireNames: readonly string[]): string[] {
  const names = wireNames.map(parameterName);
  const given: string[] = [];
  for (const [index, wireName] of wireNames.entries()) {
    const plain = names[index] ?? "";
    const isShared = names.indexOf(plain) !== names.lastIndexOf(plain);
    let name = isShared ? wireName.replaceAll(/[^\p{ID_Continue}]/gu, "_") : plain;
    while (given.includes(name)) name += "_";
    given.push(name);
  }
  return given;
}

/**
 * Class names by resource path (joined by dots). `agents.jobs` is `AgentsJobs`; where two paths would give one name,
 * or a path gives the client's own or one that generated modules import, the words are joined by `_` instead, in the
 * letter case of the path where nothing else tells two apart, so that no name depends on another's order.
 */
export function classNames(
  contract: Pick<Contract, "client">,
  resources: readonly string[],
): ReadonlyMap<string, string> {
  const plain = (path: string): string => path.split(".").map(pascal).join("");
  const uses = new Map<string, number>(fixedNames(contract).map((name) => [name, 1]));
  for (const path of resources) uses.set(plain(path), (uses.get(plain(path)) ?? 0) + 1);
  const joined = (path: string): string => `${path.split(".").map(pascal).join("_")}_`;
  return new Map(
    [...resources].toSorted(compareText).map((path) => {
      if (uses.get(plain(path)) === 1) return [path, plain(path)];
      const isShared = resources.some((other) => other !== path && joined(other) === joined(path));
      return [path, isShared ? `${path.replaceAll(".", "_")}_` : joined(path)];
    }),
  );
}

/** Names that no class of a client, and no type of a method, may have: generated modules use them. */
export function fixedNames({ client }: Pick<Contract, "client">): string[] {
  return [...imported, ...everyExport.map(bareName), client, `${client}Options`, ...SCHEMA_EXPORTS];
}

/** What `schema.ts` exports. */
export const SCHEMA_EXPORTS = ["components", "operations", "paths", "webhooks"];

/**
 * File names by resource path. Paths that differ in letter case alone would be one file on many disks: each of them has
 * its capitals written as `-` and the small letter, which no other path holds.
 */
export function fileNames(resources: readonly string[]): ReadonlyMap<string, string> {
  const uses = new Map<string, number>();
  for (const path of resources) uses.set(path.toLowerCase(), (uses.get(path.toLowerCase()) ?? 0) + 1);
  const spelled = (path: string): string => path.replaceAll(/\p{Lu}/gu, (capital) => `-${capital.toLowerCase()}`);
  return new Map(resources.map((path) => [path, uses.get(path.toLowerCase()) === 1 ? path : spelled(path)]));
}

/** Names that the module of a class takes from the runtime and from the language. */
const imported = (
  "Api CallOptions Call Client ClientOptions DeclaredError Job JobOptions NoParams Operation Pager PaginationSpec RawClient " +
  "StartOptions RunOptions WaitOptions WalkOptions CancellableJob JobSpec Snapshot EventOptions StreamOptions FieldAt PageItem Binary " +
  "JsonLines MultipartBody ServerSentEvent StatusReply Credential Secret ServerOptions Array Blob Date Error Map NonNullable Object Omit " +
  "Partial Pick Promise ReadableStream Record Response Set String Uint8Array"
).split(" ");

export function pascal(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `ID` → `id`, `jobId` → `jobId`, `URLPath` → `urlPath`. */
function lower(word: string): string {
  return word.replace(/^\p{Lu}+(?=\p{Lu}\p{Ll}|$)|^\p{Lu}/u, (capitals) => capitals.toLowerCase());
}

/** Whether an ES module cannot declare anything by this name (ECMA-262, "Keywords and Reserved Words"). */
export function isReservedWord(name: string): boolean {
  return words.has(name);
}

const words = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends " +
    "false finally for function if implements import in instanceof interface let new null package private protected " +
    "public return static super switch this throw true try typeof undefined var void while with yield"
  ).split(" "),
);

/** Reserved words, and names that generated methods bind themselves. */
const reserved = new Set([
  ...words,
  ..."params options operation pagination paginate paginateLinks jobSpec job cancellableJob jobAt cancellableJobAt waitForJobAt startJob startCancellableJob runJob runCancellableJob".split(
    " ",
  ),
]);
