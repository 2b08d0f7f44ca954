import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import type { LockedName } from "../../../packages/toolchain/src/contract/names/lock.js";
import { readContract } from "../../../packages/toolchain/src/contract/read-contract.js";
import { readDocument } from "../../../packages/toolchain/src/document/read-document.js";
import { readSource } from "../../../packages/toolchain/src/document/read-source.js";
import { drift } from "../../../packages/toolchain/src/drift/drift.js";
import type { DriftFinding } from "../../../packages/toolchain/src/drift/finding.js";
import type { ComparedState } from "../../../packages/toolchain/src/drift/compared-state.js";

type Fields = Readonly<Record<string, unknown>>;

/** Two states, and what is found from one to the other and back. */
export interface Pair {
  readonly what: string;
  /** Which part of a document `before` and `after` are. */
  readonly form: keyof typeof forms;
  readonly before: unknown;
  readonly after: unknown;
  /** Findings from `before` to `after`: wire/source, the rule, and where in the part. */
  readonly there: readonly string[];
  readonly back: readonly string[];
}

export const today = "2026-01-01";

const folder = join(import.meta.dirname, "pairs");

/** The files of pairs, by subject. */
export const pairFiles: readonly string[] = readdirSync(folder).filter((file) => file.endsWith(".yaml"));

/** @param file Its name here, or a path. */
export function readPairs(file: string): Pair[] {
  return parse(readFileSync(resolve(folder, file), "utf8"));
}

/** The document that a part stands for. */
export function documentOf(form: Pair["form"], part: unknown): object {
  return forms[form](part).document;
}

/** What is found between two states, in a line each. */
export function lines(form: Pair["form"], before: unknown, after: unknown): string[] {
  return compared(form, before, after).map(lineOf).toSorted();
}

export function compared(form: Pair["form"], before: unknown, after: unknown): DriftFinding[] {
  const earlier = stateOf(form, before);
  return drift({ before: earlier, after: stateOf(form, after, earlier.contract.operations) }, today);
}

function lineOf({ judgement: { wire, source }, rule, change: { path } }: DriftFinding): string {
  return `${wire}/${source} ${rule} ${path}`.trim();
}

/** The state that a part stands for. */
export function stateOf(form: Pair["form"], part: unknown, locked: readonly LockedName[] = []): ComparedState {
  const { document: value, source: more } = forms[form](part);
  const source = readSource({
    path: "specs/shop/source.yaml",
    text: JSON.stringify({
      name: "shop",
      package: "@example/shop",
      title: "Shop",
      document: "whole",
      files: { "openapi.json": "https://shop.example/openapi.json" },
      ...more,
    }),
  });
  const text = JSON.stringify(value);
  const { document } = readDocument(source, [{ path: "specs/shop/openapi.json", text }]);
  const url = source.files[0]?.url;
  return { document, contract: readContract(document, { ...source, url }, locked).contract, url };
}

/** A document and what its source.yaml says besides. */
interface State {
  readonly document: Fields;
  readonly source?: Fields;
}

const frame = { openapi: "3.1.0", info: { title: "Shop", version: "1" }, paths: {} };

const order = (operation: Fields): Fields => ({
  ...frame,
  paths: {
    "/orders": { post: { operationId: "orders_create", responses: { 200: { description: "" } }, ...operation } },
  },
});

const exchange = (schema: unknown): Fields => {
  const content = { "application/json": { schema } };
  return { requestBody: { content }, responses: { 200: { description: "", content } } };
};

const forms = {
  /** A schema that is sent and received. */
  schema: (schema: unknown): State => ({ document: order(exchange(schema)) }),
  /** A version of OpenAPI and a schema that is sent and received. */
  versions: (part: unknown): State => {
    const [openapi, schema] = Array.isArray(part) ? part : [];
    return { document: { ...order(exchange(schema)), openapi } };
  },
  parameters: (parameters: unknown): State => ({
    document: {
      ...order({ parameters }),
      components: { parameters: { Q: { name: "q", in: "query", schema: { type: "string" } } } },
    },
  }),
  operation: (operation: unknown): State => ({ document: order(fields(operation)) }),
  /** What stands at the root of the document. */
  document: (document: unknown): State => ({ document: { ...frame, ...fields(document) } }),
  /** What source.yaml says. */
  source: (source: unknown): State => ({ document: order({}), source: fields(source) }),
} as const;

function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
