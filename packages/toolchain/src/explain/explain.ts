import { isIdempotent } from "../openapi/methods.js";
import { stringify } from "yaml";
import type { Contract, Job, Operation } from "../contract/contract.js";
import { overlayAction, overlayActions, targetOf } from "../contract/overlay-action.js";
import { defectNotes } from "../contract/defect-notes.js";
import type { Defect } from "../document/defects/defect.js";
import { formatPointer, type Json, valueAt } from "../json.js";
import type { SourceDocument } from "../openapi/document.js";
import { pathIn } from "../document/source.js";
import { pointerFrom } from "../openapi/reference.js";
import type { Inspection } from "../inspect.js";
import { evidenceOf } from "./evidence.js";
import type { Explanation, Fact } from "./explanation.js";

/** Explains one operation of a provider. */
export function explain(inspection: Inspection, operation: Operation): Explanation {
  const { contract, document, notes, defects } = inspection;
  const { id, name, method, path } = operation;
  const subject = { inspection, operation, pointer: formatPointer(["paths", path, method.toLowerCase()]) };
  return {
    provider: contract.provider,
    operation: { id, name, method, path },
    location: document.locate(subject.pointer),
    facts: [
      nameFact(subject),
      paginationFact(subject),
      ...jobFacts(subject),
      streamFact(subject),
      retryFact(subject),
      securityFact(subject),
    ].filter((known) => known !== undefined),
    evidence: evidenceOf(document, contract, id),
    doubts: [
      ...notes.filter((note) => note.operation === id && note.kind !== "renamed" && note.kind !== "defect"),
      ...defectNotes({ ...inspection, defects: defects.filter(concerns(document, subject.pointer)) }, contract),
    ],
  };
}

/**
 * Whether a defect is in an operation, in its path item, or in a component that it refers to, directly or indirectly.
 */
function concerns(document: SourceDocument, pointer: string): (defect: Defect) => boolean {
  const pathItem = pointer.slice(0, pointer.lastIndexOf("/"));
  const shared = pointerFrom(valueAt(document.value, pathItem));
  const parts = new Set([
    pointer,
    `${pathItem}/parameters`,
    `${pathItem}/servers`,
    ...(shared === undefined ? [] : [shared]),
  ]);
  for (const part of parts) for (const reference of referencesIn(valueAt(document.value, part))) parts.add(reference);
  return ({ pointer: at }) => [...parts].some((part) => at === part || at.startsWith(`${part}/`));
}

/** The pointers of all references within a value. */
function referencesIn(value: Json | undefined): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = pointerFrom(value);
  return [...(own === undefined ? [] : [own]), ...Object.values(value).flatMap(referencesIn)];
}

interface ExplainContext {
  readonly inspection: Inspection;
  readonly operation: Operation;
  /** The pointer of the operation in the repaired document. */
  readonly pointer: string;
}

function nameFact(subject: ExplainContext): Fact {
  const { name, aliases, origins } = subject.operation;
  const value = aliases === undefined ? name : { name, aliases };
  return fact(subject, "name", name, origins.name, { key: "x-specloom-name", value });
}

function paginationFact(subject: ExplainContext): Fact | undefined {
  const { pagination, origins } = subject.operation;
  if (pagination === undefined) return undefined;
  const declaration = { key: "x-specloom-pagination", value: pagination };
  return fact(subject, "pagination", flow(pagination), origins.pagination ?? "inferred", declaration);
}

function streamFact(subject: ExplainContext): Fact | undefined {
  const { stream, origins } = subject.operation;
  if (stream === undefined) return undefined;
  // What it means to leave the field out is the schema's to say.
  const declaration = { key: "x-specloom-stream", value: { when: stream.when } };
  return fact(subject, "stream", flow(stream), origins.stream ?? "inferred", declaration);
}

/**
 * The job whose state the operation reports, and those that it starts, cancels, reports in bulk, or gets the result of.
 */
function jobFacts(subject: ExplainContext): Fact[] {
  const { contract } = subject.inspection;
  return contract.jobs.flatMap((job) => {
    if (job.operation === subject.operation.id) {
      const { operation: _operation, origin, absent: _absent, ...value } = job;
      return [fact(subject, "job", flow(value), origin, { key: "x-specloom-job", value })];
    }
    const role = roleIn(job, subject.operation.id);
    return role === undefined ? [] : [plainFact(subject, "job", `${role} ${nameOf(contract, job)}`, job.origin)];
  });
}

function roleIn({ start, cancel, batch, result }: Job, id: string): string | undefined {
  if (start?.some(({ operation }) => operation === id) === true) return "starts the job of";
  if (cancel?.operation === id) return "cancels the job of";
  if (batch?.operation === id) return "reports many jobs of";
  return result !== undefined && "operation" in result && result.operation === id ? "gives the result of" : undefined;
}

function nameOf({ operations }: Contract, { operation }: Job): string {
  return operations.find(({ id }) => id === operation)?.name ?? operation;
}

function retryFact(subject: ExplainContext): Fact {
  const { retry, method, origins } = subject.operation;
  const key = "x-specloom-retry";
  if (retry !== undefined)
    return fact(subject, "retry", flow(retry), origins.retry ?? "document", { key, value: retry });
  const value = { idempotent: isIdempotent(method) };
  return fact(subject, "retry", `${flow(value)} as ${method} is`, "derived", { key, value });
}

/** Overlays append to arrays, so the operation's own security is removed first. */
function securityFact(subject: ExplainContext): Fact {
  const { inspection, operation, pointer } = subject;
  const { document, contract } = inspection;
  const requirements = operation.security ?? contract.security.default;
  const own = operation.security !== undefined;
  const at = own ? `${pointer}/security` : "/security";
  const target = targetOf(["paths", operation.path, operation.method.toLowerCase()]);
  const security = requirements.map((names) => Object.fromEntries(names.map((name) => [name, []])));
  const location = document.locate(requirements.length === 0 ? at : `${at}/0`);
  const change = overlayActions([
    ...(own ? [{ target: `${target}.security`, remove: true as const }] : []),
    { target, update: { security } },
  ]);
  const value =
    requirements.length === 0 ? "none" : requirements.map((names) => names.join(" and ") || "none").join(", or ");
  return {
    kind: "security",
    value,
    origin: isOverlay(inspection, location.file) ? "declared" : "document",
    location,
    change,
  };
}

function fact(
  subject: ExplainContext,
  kind: Fact["kind"],
  value: string,
  origin: Fact["origin"],
  declaration: { readonly key: string; readonly value: string | object },
): Fact {
  const plain = plainFact(subject, kind, value, origin, declaration.key);
  const { inspection, operation } = subject;
  if (isOverlay(inspection, plain.location.file)) return plain;
  const action = overlayAction(operation, declaration.key, declaration.value);
  return { ...plain, change: removalOf(subject, declaration.key) + action };
}

/** The document's own declaration is removed first, because an update would append to its lists. */
function removalOf(
  { inspection: { document }, operation: { path, method }, pointer }: ExplainContext,
  key: string,
): string {
  if (valueAt(document.value, pointer + formatPointer([key])) === undefined) return "";
  const target = targetOf(["paths", path, method.toLowerCase(), key]);
  return overlayActions([{ target, remove: true }]);
}

function plainFact(
  { inspection: { document }, pointer }: ExplainContext,
  kind: Fact["kind"],
  value: string,
  origin: Fact["origin"],
  key = "",
): Fact {
  const own = pointer + formatPointer([key]);
  const isWritten = origin === "declared" && valueAt(document.value, own) !== undefined;
  return { kind, value, origin, location: document.locate(isWritten ? own : pointer) };
}

function isOverlay({ source }: Inspection, file: string): boolean {
  return file === pathIn(source, "overlay.yaml");
}

function flow(value: object): string {
  return stringify(value, { collectionStyle: "flow", lineWidth: 0 }).trim();
}
