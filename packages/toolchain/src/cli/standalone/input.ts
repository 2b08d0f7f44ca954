import type { OutputTarget } from "../../emit/target/target.js";
import { withDeadline } from "../../fetching/network/deadline.js";
import { systemNetwork } from "../../fetching/network/network.js";
import { createAccess } from "../../fetching/vendor/access.js";
import { isAddress, isSafePath } from "../../document/file-name.js";
import { type Repaired, repair } from "../../inspect.js";
import { ownMember } from "../../json.js";
import { readSource } from "../../document/read-source.js";
import type { SourceText } from "../../openapi/document.js";
import type { ProviderInput } from "../../provider.js";
import { contractPath } from "../../provider-paths.js";
import { readText } from "../../repository/files.js";
import { createLoad, urlOf, withStdin } from "../add/load.js";
import { collectDocuments, type Published, type PublishedFile } from "../add/published.js";
import { MAX_TOTAL_MS, timeoutError } from "../add/time-limit.js";
import { listed } from "../add/source-file.js";
import type { CommandContext } from "../context.js";
import { stdin } from "../stdin.js";
import { namesFrom } from "./client-name.js";
import type { Project } from "../../repository/project/project.js";
import type { StandaloneRequest } from "./request.js";

/** The documents as published, by the names that they have there: none is written anywhere. */
export async function publishedOf(request: StandaloneRequest, context: CommandContext): Promise<Published> {
  const { cwd, env, network } = context;
  const access = createAccess({ hosts: [], credentials: [] }, { ...request, env, network });
  const load = withStdin(createLoad(access), cwd, stdin);
  const urls = request.documents.map((typed) => urlOf(typed, cwd));
  const published = await withDeadline(
    MAX_TOTAL_MS,
    network ?? systemNetwork,
    (signal) => collectDocuments(urls, load, signal),
    timeoutError,
  );
  return { ...published, files: published.files.map((file) => asTheyAre(file, published)) };
}

function asTheyAre(file: PublishedFile, { files }: Published): PublishedFile {
  const { as = "" } = file;
  const isTaken = files.some((other) => other.file.toLowerCase() === as.toLowerCase());
  return isSafePath(as) && !isTaken ? { ...file, file: as, as: undefined } : file;
}

/** The paths of the documents' texts, by which messages name them. */
export function pathsOf(request: StandaloneRequest, { files }: Published): string[] {
  const [first = ""] = request.documents;
  const folder = isAddress(first) ? "" : folderOf(first.replaceAll("\\", "/"));
  return files.map(({ file }) => folder + file);
}

/** A generation's input, and its document, which was read to know the title. */
export interface ReadInput {
  readonly input: ProviderInput;
  readonly repaired: Repaired;
}

/** What a generation starts from. The names of the last one stand. */
export async function readInput(
  request: StandaloneRequest,
  published: Published,
  overlay: SourceText | undefined,
  { root }: Pick<Project, "root">,
  target?: OutputTarget,
): Promise<ReadInput> {
  const contract = target && (await readText(root, contractPath("", target)));
  const paths = pathsOf(request, published);
  const documents = published.files.map(({ text }, index) => ({ path: paths[index] ?? "", text }));
  const named = (names: ReturnType<typeof namesFrom>, version: string): ProviderInput => ({
    name: names.name,
    source: { path: sourcePath(paths), text: sourceText(request, published, names) },
    overlay,
    documents,
    contract,
    manifest: { path: "package.json", text: JSON.stringify({ name: names.name, version }) },
    custom: [],
    readme: undefined,
    lock: undefined,
    target,
  });
  const repaired = repair(named({ name: "api", client: "Api", title: "API" }, "0"));
  const info = repaired.document.value["info"];
  const stated = ownMember(info, "version");
  // Sent in the `User-Agent`, so it is one token.
  const version = (typeof stated === "string" && stated.replaceAll(/[^\w.+-]+/gu, "-")) || "0";
  const input = named(lockedNames(contract) ?? namesFrom(ownMember(info, "title")), version);
  return { input, repaired: { ...repaired, source: readSource(input.source) } };
}

/** Files of a source are named relative to its folder. */
export function sourcePath([first = ""]: readonly string[]): string {
  return `${folderOf(first)}source.yaml`;
}

/** All of a path or an address but its last name. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function sourceText(
  { client, include, exclude, strict }: StandaloneRequest,
  published: Published,
  names: ReturnType<typeof namesFrom>,
): string {
  return JSON.stringify({
    name: names.name,
    package: names.name,
    title: names.title,
    client: client ?? names.client,
    document: published.document,
    ...(published.entry === undefined ? {} : { entry: published.entry }),
    strict,
    include,
    exclude,
    files: listed(published),
  });
}

/** The names of the last generation. */
function lockedNames(contract: SourceText | undefined): ReturnType<typeof namesFrom> | undefined {
  if (contract === undefined) return undefined;
  try {
    const locked: unknown = JSON.parse(contract.text);
    const [name, client, title] = ["provider", "client", "title"].map((key) => ownMember(locked, key));
    if (typeof name !== "string" || typeof client !== "string" || typeof title !== "string") return undefined;
    return { name, client, title };
  } catch {
    // The reader of the names says what is wrong.
    return undefined;
  }
}
