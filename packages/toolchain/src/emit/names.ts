import { Buffer } from "node:buffer";
import type { Contract, Operation, Parameter } from "../contract/contract.js";
import { startable } from "../contract/names/words.js";
import { inParams } from "../contract/parameter-keys.js";
import { sha256 } from "../document/digest.js";
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
  const [first = "", ...rest] = startable(wireName.split(/[^\p{ID_Continue}]+|_/u).filter((word) => word !== ""));
  return unreserved([lower(first), ...rest.map(pascal)].join(""));
}

function unreserved(name: string): string {
  return reserved.has(name) || /JobSpec$|^runtime\p{Lu}/u.test(name) ? `${name}Value` : name;
}

/**
 * Names of a method's path parameters. Where two would be one they keep the spelling of the wire, and where even that
 * is taken, the later one gets a number.
 */
export function parameterNames(wireNames: readonly string[]): string[] {
  const names = wireNames.map(parameterName);
  const given: string[] = [];
  for (const [index, wireName] of wireNames.entries()) {
    const plain = names[index] ?? "";
    const isShared = names.indexOf(plain) !== names.lastIndexOf(plain);
    const spelled = wireName
      .split(/[^\p{ID_Continue}]|_/u)
      .filter((part) => part !== "")
      .join("_");
    const wanted = isShared && /^\p{ID_Start}/u.test(spelled) ? unreserved(spelled) : plain;
    let name = wanted;
    for (let count = 2; given.includes(name); count += 1) name = `${wanted}${count}`;
    given.push(name);
  }
  return given;
}

/** The arguments that fill the path, in template order, with their names. What the client has stands in `params`. */
export function pathParameters(
  operation: Operation,
  contract: Pick<Contract, "parameters">,
): { readonly name: string; readonly parameter: Parameter }[] {
  const isKeyed = inParams(contract.parameters);
  const parameters = operation.parameters.filter((parameter) => !isKeyed(parameter));
  const names = parameterNames(parameters.map(({ key, name }) => key ?? name));
  return parameters.map((parameter, index) => ({ name: names[index] ?? parameter.name, parameter }));
}

/**
 * Class names by resource path (joined by dots). `agents.jobs` is `AgentsJobs`; where two paths would give one name, or
 * a path gives the client's own or one that generated modules import, it is `AgentsJobsResource`, then with `_` between
 * its words, then in the letter case of the path. Those with one name all get another, so that no name depends on the
 * order.
 */
export function classNames(
  contract: Pick<Contract, "client">,
  resources: readonly string[],
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set(fixedNames(contract));
  let waiting = resources.toSorted(compareText);
  for (let level = 0; waiting.length > 0; level += 1) {
    const wanted = waiting.map((path) => [path, classCandidates(path)[level] ?? path] as const);
    const uses = new Map<string, number>();
    for (const [, name] of wanted) uses.set(name, (uses.get(name) ?? 0) + 1);
    const given = wanted.filter(([, name]) => !taken.has(name) && uses.get(name) === 1);
    for (const [path, name] of given) names.set(path, name);
    for (const [, name] of given) taken.add(name);
    waiting = waiting.filter((path) => !names.has(path));
  }
  return names;
}

/** The last one holds every character of the path, so that no two paths have it. */
function classCandidates(path: string): string[] {
  const words = path.split(".");
  const exact = words.map((word) => word.replaceAll("_", "__")).join("_0");
  const names = [words.map(pascal).join(""), words.map(pascal).join("_"), words.join("_"), exact];
  return [...names.slice(0, 1), ...names.map((name) => `${name}Resource`)];
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
  return new Map(resources.map((path) => [path, cut(uses.get(path.toLowerCase()) === 1 ? path : spelled(path))]));
}

/** What a package exports beside its resources' functions, and the functions of the client itself. */
const OTHER_ENTRIES = new Set(["client", "enums", "raw"]);

/**
 * Resource paths as folders: `agents/jobs` of `agents.jobs`. A resource that is called as another entry of the package
 * has a `-` before its name; the functions of the client itself are in `client`.
 */
export function folderNames(resources: readonly string[]): ReadonlyMap<string, string> {
  const below = [...fileNames(resources.filter((path) => path !== ""))].map(([path, file]): [string, string] => {
    // A path that is cut has no folders of its own any more.
    const folders = file.split(".").join("/");
    return [path, OTHER_ENTRIES.has(folders.toLowerCase()) ? `-${folders}` : folders];
  });
  return new Map([["", "client"], ...below]);
}

/** In bytes of UTF-8. Disks take 255; an ending and a temporary name need some of them. */
const LONGEST_FILE_NAME = 200;

/** A name that disks take: of a longer one its start, and a digest of all of it. */
function cut(name: string): string {
  const bytes = Buffer.from(name);
  if (bytes.length <= LONGEST_FILE_NAME) return name;
  const digest = sha256(name).slice(0, 16);
  // A character that is cut through is left out.
  const start = new TextDecoder().decode(bytes.subarray(0, LONGEST_FILE_NAME - digest.length - 1), { stream: true });
  return `${start}-${digest}`;
}

/** Names that the module of a class takes from the runtime and from the language. */
const imported = (
  "Api CallOptions Call Client ClientOptions DeclaredError Job JobOptions NoParams Operation Pager PaginationSpec RawClient " +
  "StartOptions RunOptions WaitOptions WalkOptions CancellableJob JobSpec Snapshot AcceptOptions EventOptions StreamOptions FieldAt PageItem Binary " +
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
  ..."client functions params options operation pagination paginate paginateLinks paginatePages jobSpec job cancellableJob jobAt cancellableJobAt waitForJob waitForJobAt startJob startCancellableJob runJob runCancellableJob".split(
    " ",
  ),
]);
