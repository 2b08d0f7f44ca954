import { appendTo } from "../../append-to.js";
import { createObjectMemory } from "../../memory.js";
import { templateShape } from "../../openapi/path-template.js";
import type { JobContext } from "../job-context.js";
import { splitWords } from "../names/words.js";
import type { OperationSource } from "../operations.js";
import type { ParameterSource } from "../parameters.js";
import { plain } from "./paging-words.js";

/** An operation whose path is another path with one more word: `cancel` in `/jobs/{}/cancel` and in `/jobs/{}:cancel`. */
export interface Below {
  readonly operation: OperationSource;
  readonly word: string;
}

/** A GET operation and one of its query parameters. */
export interface Filtered {
  readonly operation: OperationSource;
  readonly filter: ParameterSource;
}

/** An operation that may start work: a POST or a PUT. */
export interface Sending {
  readonly operation: OperationSource;
  readonly isAccepted: boolean;
  /** Whether it makes something. A PUT that replaces what is there answers 200 or 204 (RFC 9110, "PUT"). */
  readonly isNew: boolean;
  /** Its index in the operations of the document. */
  readonly order: number;
}

/** The POST and PUT operations whose path has no GET operation by an id below it. */
export interface SentElsewhere {
  readonly all: readonly Sending[];
  /** How many of them have a 202 response. */
  readonly accepted: number;
}

/** The operations of a document, indexed by path. A look-up replaces a search through all operations. */
interface PathIndex {
  readonly sending: Map<string, Sending[]>;
  elsewhere: SentElsewhere;
  readonly at: Map<string, OperationSource[]>;
  readonly below: Map<string, Below[]>;
  /** GET operations by the plain names of their query parameters. */
  readonly filtered: Map<string, Filtered[]>;
  /** The paths of GET operations that end in an id, by the segment before the id. */
  readonly items: Map<string, Set<string>>;
}

const indexes = createObjectMemory<PathIndex>();
const shapes = createObjectMemory<string>();

/** The path of an operation without parameter names and without a final slash: `/teams/{}/jobs/{}`. */
export function pathShapeOf(operation: Pick<OperationSource, "path">): string {
  return shapes(operation, ({ path }) => templateShape(path).replace(/\/$/u, ""));
}

/** The operations of a path. Parameter names do not matter. */
export function operationsOfPath(shape: string, { operations }: JobContext): readonly OperationSource[] {
  return indexOf(operations).at.get(shape) ?? [];
}

/** The operations whose path is this path with one more word. */
export function operationsBelow(shape: string, { operations }: JobContext): readonly Below[] {
  return indexOf(operations).below.get(shape) ?? [];
}

/** The paths of GET operations by id whose collection has the same last segment. */
export function itemsCalledLike(collection: string, { operations }: JobContext): ReadonlySet<string> {
  return indexOf(operations).items.get(lastPart(collection)) ?? new Set();
}

/** The GET operations that have a query parameter of this plain name. */
export function filteredBy(name: string, { operations }: JobContext): readonly Filtered[] {
  return indexOf(operations).filtered.get(name) ?? [];
}

/** The operations that may start work at a path. */
export function sentTo(shape: string, { operations }: JobContext): readonly Sending[] {
  return indexOf(operations).sending.get(shape) ?? [];
}

/** The operations that may start work, except those whose path has GET operations by an id below it. */
export function sentElsewhere({ operations }: JobContext): SentElsewhere {
  return indexOf(operations).elsewhere;
}

function indexOf(operations: JobContext["operations"]): PathIndex {
  return indexes(operations, indexPaths);
}

function indexPaths(operations: JobContext["operations"]): PathIndex {
  const index: PathIndex = {
    sending: new Map(),
    elsewhere: { all: [], accepted: 0 },
    at: new Map(),
    below: new Map(),
    filtered: new Map(),
    items: new Map(),
  };
  for (const [order, operation] of [...operations.values()].entries()) {
    const shape = pathShapeOf(operation);
    appendTo(index.at, shape, operation);
    if (operation.method === "POST" || operation.method === "PUT") {
      const isAccepted = operation.responses.some(({ status }) => status === "202");
      const isNew = isAccepted || operation.responses.some(({ status }) => status === "201");
      appendTo(index.sending, shape, { operation, isAccepted, isNew, order });
    }
    const [end = ""] = /[/:][\w-]+$/u.exec(shape) ?? [];
    if (end !== "") appendTo(index.below, shape.slice(0, -end.length), { operation, word: splitWords(end).join("") });
    if (operation.method !== "GET") continue;
    const names = new Set<string>();
    for (const filter of operation.parameters) {
      const name = plain(filter.name);
      if (filter.in !== "query" || names.has(name)) continue;
      names.add(name);
      appendTo(index.filtered, name, { operation, filter });
    }
    if (!shape.endsWith("/{}")) continue;
    const word = lastPart(shape.slice(0, -"/{}".length));
    index.items.set(word, (index.items.get(word) ?? new Set()).add(shape));
  }
  const all = [...index.sending].flatMap(([shape, sending]) =>
    index.at.get(`${shape}/{}`)?.some(({ method }) => method === "GET") === true ? [] : sending,
  );
  index.elsewhere = { all, accepted: all.filter(({ isAccepted }) => isAccepted).length };
  return index;
}

/** The last segment of a path, with its slash. */
function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/"));
}
