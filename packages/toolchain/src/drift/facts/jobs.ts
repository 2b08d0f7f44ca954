import type { Contract, Job, State } from "../../contract/contract.js";
import type { Change, ChangeKind } from "../change.js";
import type { OperationPair } from "./match.js";

/** Compares jobs: their states, and their operations. */
export function compareJobs(before: Contract, after: Contract, pairs: readonly OperationPair[]): Change[] {
  const renamed = new Map(
    pairs.flatMap((pair) => (pair.before && pair.after ? [[pair.before.id, pair.after.id]] : [])),
  );
  const taken = new Set<Job>();
  const gone = before.jobs.flatMap((was) => {
    const is = after.jobs.find((job) => job.operation === (renamed.get(was.operation) ?? was.operation));
    if (is === undefined) return [changeOf(before, was)("job-removed", was.resource, undefined)];
    taken.add(is);
    return compareJob(was, is, renamed, changeOf(after, is));
  });
  const added = after.jobs.filter((job) => !taken.has(job));
  return [...gone, ...added.map((job) => changeOf(after, job)("job-added", undefined, job.resource))];
}

type CreateChange = (kind: ChangeKind, before: string | undefined, after: string | undefined) => Change;

function changeOf({ operations }: Contract, job: Job): CreateChange {
  const operation = operations.find(({ id }) => id === job.operation);
  return (kind, before, after) => ({
    kind,
    direction: undefined,
    where: `job \`${job.resource}\``,
    path: "",
    before: { pointer: "", value: before },
    after: { pointer: "", value: after },
    operations: operation ? [{ id: operation.id, route: `${operation.method} ${operation.path}` }] : [],
  });
}

function compareJob(was: Job, is: Job, renamed: ReadonlyMap<string, string>, change: CreateChange): Change[] {
  return [
    ...(was.resource === is.resource ? [] : [change("job-moved", was.resource, is.resource)]),
    ...compareStates(was, is, change),
    ...compareResult(was, is, renamed, change),
    ...compareHelpers(was, is, change),
    ...compareFields(was, is, change),
  ];
}

/** A state that is no longer mapped counts as removed: waiting for it would never end. */
function compareStates(was: Job, is: Job, change: CreateChange): Change[] {
  const [before, after] = [outcomes(was), outcomes(is)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((state) => {
    const [from, to] = [before.get(state), after.get(state)];
    if (from === to) return [];
    if (from === undefined) return [change("job-state-added", undefined, `${state} (${to})`)];
    if (to === undefined) return [change("job-state-removed", `${state} (${from})`, undefined)];
    return [change("job-state-moved", `${state} (${from})`, `${state} (${to})`)];
  });
}

function outcomes({ states }: Job): Map<State, string> {
  return new Map(
    Object.entries(states).flatMap(([outcome, list]: [string, readonly State[]]) =>
      list.map((state) => [state, outcome] as const),
    ),
  );
}

function compareResult(was: Job, is: Job, renamed: ReadonlyMap<string, string>, change: CreateChange): Change[] {
  const before = was.result && resultOf(was.result, renamed);
  const after = is.result && resultOf(is.result, new Map());
  if (before === after) return [];
  const kind = before === undefined ? "added" : after === undefined ? "removed" : "changed";
  return [change(`job-result-${kind}`, before, after)];
}

function resultOf(result: NonNullable<Job["result"]>, renamed: ReadonlyMap<string, string>): string {
  if ("location" in result) return result.location.join(", ");
  return "pointer" in result ? result.pointer : (renamed.get(result.operation) ?? result.operation);
}

/** The operations that start, cancel, and read many jobs. */
function compareHelpers(was: Job, is: Job, change: CreateChange): Change[] {
  const helpers = ["start", "cancel", "batch"] as const;
  return helpers.flatMap((name) => {
    if (was[name] === undefined && is[name] !== undefined) return [change("job-operation-added", undefined, name)];
    return was[name] !== undefined && is[name] === undefined ? [change("job-operation-removed", name, undefined)] : [];
  });
}

function compareFields(was: Job, is: Job, change: CreateChange): Change[] {
  const [before, after] = [was, is].map(
    ({ state, location, otherwise, progress, error, completedAt, absent, cached, notFound }) =>
      JSON.stringify({ state, location, otherwise, progress, error, completedAt, absent, cached, notFound }),
  );
  return before === after ? [] : [change("job-fields-changed", before, after)];
}
