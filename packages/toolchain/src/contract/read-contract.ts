import type { SourceDocument } from "../openapi/document.js";
import { azurePageable } from "./annotations/azure-pageable.js";
import { fernPagination } from "./annotations/fern-pagination.js";
import { fernStreaming, speakeasyOverload } from "./annotations/streaming.js";
import { fernIdempotent, speakeasyRetries } from "./annotations/retries.js";
import { rootNotes } from "./annotations/root.js";
import { speakeasyPagination } from "./annotations/speakeasy-pagination.js";
import { stainlessPagination } from "./annotations/stainless-pagination.js";
import type { BodySource } from "./content.js";
import type { Body, Contract, Operation, Pagination, Retry, StreamChoice } from "./contract.js";
import { readClient } from "./declarations/client.js";
import { declaredPagination } from "./declarations/pagination.js";
import { checkPlacement } from "./declarations/placement.js";
import { declaredRetry, documentedRetry } from "./declarations/retry.js";
import { declaredStream } from "./declarations/stream.js";
import { omitUndefined } from "./omit-undefined.js";
import { inferredPagination } from "./inference/pagination.js";
import { inferredStream } from "./inference/stream.js";
import type { JobContext } from "./job-context.js";
import { readJobs } from "./jobs.js";
import { resourcesOf } from "./names/assign.js";
import { rootOf } from "../openapi/located.js";
import { lockedByOperation, type LockedJob, type LockedName } from "./names/lock.js";
import type { Name } from "./names/name.js";
import { nameOperations } from "./names/names.js";
import type { Note } from "./note.js";
import { type OperationSource, readOperations } from "./operations.js";
import { variedPages } from "./pages.js";
import { clientWide, keyParameters } from "./parameter-keys.js";
import { firstReading, type FactReader, type FactReading } from "./fact-readers.js";
import { readSecurity } from "./security.js";
import { readServers } from "./servers.js";
import { settledChoices } from "./stream-choices.js";

/** Who the document's client is, as `source.yaml` says. */
export interface ContractIdentity {
  /** Folder and API name, such as `roe`. */
  readonly name: string;
  readonly package: string;
  readonly title: string;
  readonly client: string;
  /** Where the document was published. */
  readonly url?: string | undefined;
}

type OperationReader<T> = FactReader<OperationSource, SourceDocument, T>;

/** In order: what is declared wins over what is read from other generators' annotations, and that over inference. */
const paginationReaders: readonly OperationReader<Pagination>[] = [
  declaredPagination,
  speakeasyPagination,
  fernPagination,
  stainlessPagination,
  azurePageable,
  inferredPagination,
];
const retryReaders: readonly OperationReader<Retry>[] = [
  declaredRetry,
  speakeasyRetries,
  fernIdempotent,
  documentedRetry,
];

const streamReaders: readonly OperationReader<StreamChoice>[] = [
  declaredStream,
  speakeasyOverload,
  fernStreaming,
  inferredStream,
];

/** A contract, and what it was read from. */
export interface ContractReading {
  readonly contract: Contract;
  /** Its operations as the document has them. */
  readonly operations: readonly OperationSource[];
  /** For the maintainer; they change nothing in the contract. */
  readonly notes: readonly Note[];
}

/**
 * Reads a document, its overlay applied, into the contract of its client.
 *
 * @param locked Names that an earlier generation gave; they stand.
 * @throws ToolchainError of a `contract/` code, for the first thing that cannot stand.
 */
export function readContract(
  document: SourceDocument,
  identity: ContractIdentity,
  locked: readonly LockedName[] = [],
): ContractReading {
  checkPlacement(document);
  const servers = readServers(rootOf(document), identity.url) ?? [];
  const security = readSecurity(document);
  const { operations: unkeyed, notes } = readOperations(document, identity.url);
  const client = readClient(document, unkeyed);
  const { operations, notes: keyNotes } = keyParameters(document, unkeyed, client.parameters);
  const named = nameOperations(document, operations, locked);
  const described = operations.map((operation) => describe(operation, document, named.names));
  const names = described.flatMap(({ operation }) => [operation.name, ...(operation.aliases ?? [])]);
  const { jobs, notes: jobNotes } = readJobs(jobContext(document, operations, client, described, locked), names);
  const read = described.map(({ operation }) => operation);
  const settled = settledChoices(read, jobs, operations, document);
  return {
    contract: {
      provider: identity.name,
      package: identity.package,
      title: identity.title,
      client: identity.client,
      servers,
      security,
      ...client,
      operations: settled.operations,
      jobs,
    },
    operations,
    notes: [
      ...rootNotes(document),
      ...notes,
      ...keyNotes,
      ...named.notes,
      ...described.flatMap((entry) => entry.notes),
      ...jobNotes,
      ...settled.notes,
    ],
  };
}

interface Described {
  readonly operation: Operation;
  readonly notes: readonly Note[];
}

/** One operation with its name and its facts; where parts were written is left behind. */
function describe(source: OperationSource, document: SourceDocument, names: ReadonlyMap<string, Name>): Described {
  const pagination = variedPages(firstReading(paginationReaders, source, document), source, document);
  const retry = firstReading(retryReaders, source, document);
  const stream = firstReading(streamReaders, source, document);
  const name = names.get(source.id) ?? { name: source.id, origin: "derived" };
  const operation = omitUndefined({
    id: source.id,
    name: name.name,
    aliases: name.aliases,
    method: source.method,
    path: source.path,
    summary: source.summary,
    description: source.description,
    deprecated: source.deprecated,
    replacement: source.replacement,
    servers: source.servers,
    parameters: source.parameters.map(({ at: _at, ...parameter }) => parameter),
    body: source.body && bodyOf(source.body),
    responses: source.responses.map(({ at: _at, ...response }) => response),
    security: source.security,
    retry: factOf(retry),
    pagination: factOf(pagination),
    stream: factOf(stream),
    origins: omitUndefined({
      name: name.origin,
      pagination: originOf(pagination),
      retry: originOf(retry),
      stream: originOf(stream),
    }),
  });
  return { operation, notes: [...pagination.notes, ...retry.notes, ...stream.notes] };
}

function bodyOf({ at: _at, ...body }: BodySource): Body {
  return body;
}

function jobContext(
  document: SourceDocument,
  operations: readonly OperationSource[],
  client: Pick<Contract, "parameters">,
  described: readonly Described[],
  locked: readonly LockedName[],
): JobContext {
  const names = new Map(described.map(({ operation }) => [operation.id, operation.name]));
  const nameOf = (id: string): string => names.get(id) ?? "";
  const lockedJobs = [...lockedByOperation(operations, locked)].flatMap(([id, { job }]): [string, LockedJob][] =>
    job === undefined ? [] : [[id, job]],
  );
  return {
    document,
    operations: new Map(operations.map((operation) => [operation.id, operation])),
    resources: new Set(described.flatMap(({ operation }) => resourcesOf(operation.name))),
    resourceOf: ({ id }) => nameOf(id).split(".").slice(0, -1).join("."),
    nameOf,
    locked: new Map(lockedJobs),
    isClientWide: clientWide(client.parameters),
  };
}

function factOf<T>(reading: FactReading<T>): T | undefined {
  return reading.kind === "fact" ? reading.fact : undefined;
}

function originOf(reading: FactReading<unknown>): Contract["operations"][number]["origins"]["name"] | undefined {
  return reading.kind === "fact" ? reading.origin : undefined;
}
