import type { Contract, Job, State } from "../../contract/contract.js";
import { isObject, type Json, type JsonObject } from "../../json.js";
import type { Change } from "../change.js";
import { plainFacts } from "./contract-facts.js";
import { type ContractPart, createPart } from "./contract-part.js";
import { compareEntries } from "./entries.js";
import type { OperationPair } from "./match.js";

/** Compares jobs: their states, their operations, and all other facts. */
export function compareJobs(before: Contract, after: Contract, pairs: readonly OperationPair[]): Change[] {
  const renamed = new Map(
    pairs.flatMap((pair) => (pair.before && pair.after ? [[pair.before.id, pair.after.id]] : [])),
  );
  const changes: Change[] = [];
  const jobsOf = ({ jobs }: Contract, ids: ReadonlyMap<string, string>): Map<string, Job> =>
    new Map(jobs.map((job) => [ids.get(job.operation) ?? job.operation, job]));
  const inPart = (contract: Contract, job: Job, compare: (part: ContractPart) => void): void => {
    const part = partOf(contract, job, pairs);
    compare(part);
    changes.push(...part.changes);
  };
  compareEntries(jobsOf(before, renamed), jobsOf(after, new Map()), {
    removed: (was) => inPart(before, was, ({ tell }) => tell("job-removed", was.resource, undefined)),
    added: (is) => inPart(after, is, ({ tell }) => tell("job-added", undefined, is.resource)),
    kept: (was, is) => inPart(after, is, (part) => compareJob(part, was, is, renamed)),
  });
  return changes;
}

function partOf({ operations }: Contract, job: Job, pairs: readonly OperationPair[]): ContractPart {
  const operation = operations.find(({ id }) => id === job.operation);
  const pair = pairs.find(({ before, after }) => (after ?? before)?.id === job.operation);
  const affected = operation ? [{ id: operation.id, route: `${operation.method} ${operation.path}` }] : [];
  return createPart(`job \`${job.resource}\``, affected, [
    pair?.before?.at.pointer ?? "",
    pair?.after?.at.pointer ?? "",
  ]);
}

/** Optional operations of a job: methods that come and go. */
const helpers = ["start", "cancel", "batch"] as const;

function compareJob(part: ContractPart, was: Job, is: Job, renamed: ReadonlyMap<string, string>): void {
  if (was.resource !== is.resource) part.tell("job-moved", was.resource, is.resource);
  compareStates(part, was, is);
  const [before, after] = [was.result && resultOf(was.result, renamed), is.result && resultOf(is.result, new Map())];
  if (before !== after) {
    const kind = before === undefined ? "added" : after === undefined ? "removed" : "changed";
    part.tell(`job-result-${kind}`, before, after);
  }
  for (const name of helpers) {
    if (was[name] === undefined && is[name] !== undefined) part.tell("job-operation-added", undefined, name);
    if (was[name] !== undefined && is[name] === undefined) part.tell("job-operation-removed", name, undefined);
  }
  const told = new Set(["resource", "states", "origin", ...(before === after ? [] : ["result"])]);
  for (const name of helpers) if ((was[name] === undefined) !== (is[name] === undefined)) told.add(name);
  const others = (job: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(job).filter(([name]) => !told.has(name)));
  part.tellFields("job-fields-changed", others(renamedIn(plainFacts(was), renamed)), others(plainFacts(is)));
}

/** A state that is no longer mapped counts as removed: waiting for it would never end. */
function compareStates(part: ContractPart, was: Job, is: Job): void {
  const [before, after] = [outcomes(was), outcomes(is)];
  for (const state of new Set([...before.keys(), ...after.keys()])) {
    const [from, to] = [before.get(state), after.get(state)];
    const [old, now] = [from && `${state} (${from})`, to && `${state} (${to})`];
    if (from === to) continue;
    part.tell(
      from === undefined ? "job-state-added" : to === undefined ? "job-state-removed" : "job-state-moved",
      old,
      now,
    );
  }
}

function outcomes({ states }: Job): Map<State, string> {
  return new Map(
    Object.entries(states).flatMap(([outcome, list]: [string, readonly State[]]) =>
      list.map((state) => [state, outcome] as const),
    ),
  );
}

function resultOf(result: NonNullable<Job["result"]>, renamed: ReadonlyMap<string, string>): string {
  if ("location" in result) return result.location.join(", ");
  return "pointer" in result ? result.pointer : (renamed.get(result.operation) ?? result.operation);
}

/** A job's facts with the later ids of the operations that they name. */
function renamedIn(job: JsonObject, renamed: ReadonlyMap<string, string>): JsonObject {
  const change = (value: Json, key: string): Json => {
    if (typeof value === "string") return key === "operation" || key === "like" ? (renamed.get(value) ?? value) : value;
    if (Array.isArray(value)) return value.map((item) => change(item, ""));
    return isObject(value) ? renamedObject(value) : value;
  };
  const renamedObject = (object: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
  return renamedObject(job);
}
