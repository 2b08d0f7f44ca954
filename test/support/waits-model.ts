import type { Event } from "./wait-model.js";

/** Limits of one wait in the model, in milliseconds. */
export interface WaitLimits {
  readonly min: number;
  readonly max: number;
  readonly initial: number;
  readonly deadline: number;
  readonly indeterminateGrace: number;
  readonly notFoundGrace: number;
  readonly faultGrace: number;
}

/** One wait of the model. */
export interface PlannedWait extends WaitLimits {
  /** The job and the tenant: waits with the same one share a loop. */
  readonly job: string;
  readonly at: number;
  readonly abortAfter: number | undefined;
  /** If it ends with a snapshot: how long after that another process goes on from it. */
  readonly resumeAfter: number | undefined;
}

export interface WaitEnd {
  readonly end: string;
  readonly at: number;
}

export interface PredictedWaits {
  /** Of each planned wait, and of each that went on from its snapshot. */
  readonly ends: readonly WaitEnd[];
  readonly resumed: readonly (WaitEnd | undefined)[];
  /** The times of the requests, by job and tenant. */
  readonly times: Readonly<Record<string, readonly number[]>>;
  /** Two things happen to a job at the same time: then their order is not promised. */
  readonly isTied: boolean;
}

/** The state of a loop: what is known of a job. */
interface LoopState {
  attempt: number;
  unchanged: number;
  state: string | undefined;
  answered: number;
  hold: number;
  due: number;
  failing: number | undefined;
  doubt: { readonly kind: string; readonly since: number } | undefined;
}

interface ActiveWait {
  readonly plan: PlannedWait;
  readonly index: number;
  readonly isSecond: boolean;
  readonly deadline: number;
  wish: number;
  isOverdue: boolean;
}

interface ModelLoop {
  facts: LoopState;
  waits: ActiveWait[];
  answerAt: number | undefined;
}

const TERMINAL = new Map([
  ["done", "succeeded"],
  ["some", "partial"],
  ["broken", "failed"],
  ["gone", "cancelled"],
]);
const PENDING = new Set(["queued", "running"]);

/** How long each answer takes. */
export const LATENCY = 16;

function fresh(at: number): LoopState {
  return {
    attempt: 0,
    unchanged: 0,
    state: undefined,
    answered: -Infinity,
    hold: -Infinity,
    due: at,
    failing: undefined,
    doubt: undefined,
  };
}

/**
 * What many waits over few jobs do, written from the statements alone: a list of moments, a clock that is a number,
 * chance always 0. `events` are the answers of the server, by job and tenant.
 */
export function predictWaits(
  plans: readonly PlannedWait[],
  events: Readonly<Record<string, readonly Event[]>>,
): PredictedWaits {
  const ends: WaitEnd[] = [];
  const resumed: (WaitEnd | undefined)[] = plans.map(() => undefined);
  const times: Record<string, number[]> = {};
  const loops = new Map<string, ModelLoop>();
  const joins = plans.map((plan, index) => ({ at: plan.at, plan, index, facts: undefined as LoopState | undefined }));
  let isTied = false;

  function finish(loop: ModelLoop, wait: ActiveWait, end: string, at: number, facts?: LoopState): void {
    loop.waits = loop.waits.filter((other) => other !== wait);
    if (loop.waits.length === 0) loop.answerAt = undefined;
    if (wait.isSecond) {
      resumed[wait.index] = { end, at };
      return;
    }
    ends[wait.index] = { end, at };
    const { plan, index } = wait;
    if (facts !== undefined && plan.resumeAfter !== undefined) {
      joins.push({ at: at + plan.resumeAfter, plan, index, facts: { ...facts, failing: undefined, doubt: undefined } });
    }
  }

  function join({ at, plan, index, facts }: (typeof joins)[number]): void {
    const active = loops.get(plan.job);
    const loop =
      active !== undefined && active.waits.length > 0
        ? active
        : { facts: facts ?? fresh(at), waits: [], answerAt: undefined };
    loops.set(plan.job, loop);
    const deadline = at + plan.deadline;
    const known = loop.facts;
    const wanted = facts !== undefined ? facts.due : known.attempt === 0 ? at + plan.initial : at;
    const earliest = Math.max(at, known.hold, known.answered + plan.min);
    const wish = Math.max(earliest, Math.min(wanted, deadline - plan.min));
    const isSecond = facts !== undefined;
    const wait = { plan, index, isSecond, deadline, wish, isOverdue: deadline <= wish };
    loop.waits.push(wait);
    if (known.hold > at && known.hold >= deadline) finish(loop, wait, "timeout", at, known);
  }

  function ask(job: string, loop: ModelLoop, at: number): void {
    (times[job] ??= []).push(at);
    loop.answerAt = at + LATENCY;
  }

  function answer(job: string, loop: ModelLoop, at: number): void {
    loop.answerAt = undefined;
    const script = events[job] ?? [];
    const event = script[Math.min((times[job]?.length ?? 1) - 1, script.length - 1)];
    if (event === undefined) throw new Error("a server answers at least once");
    const before = loop.facts;
    const hint = event.kind === "not-found" ? undefined : event.hintMs;
    const facts = { ...before, attempt: before.attempt + 1, unchanged: before.unchanged + 1, answered: at };
    facts.hold = hint === undefined ? -Infinity : at + hint;
    loop.facts = facts;
    let doubt: string | undefined;
    if (event.kind === "state") {
      const end = TERMINAL.get(event.state);
      if (end !== undefined) {
        for (const wait of loop.waits) finish(loop, wait, end, at);
        return;
      }
      if (before.state === event.state) facts.unchanged = before.unchanged + 1;
      else facts.unchanged = 0;
      facts.state = event.state;
      facts.failing = undefined;
      if (PENDING.has(event.state)) facts.doubt = undefined;
      else doubt = "indeterminate";
    } else if (event.kind === "transient") facts.failing ??= at;
    else if (event.kind === "not-found") doubt = "not-found";
    if (doubt !== undefined && facts.doubt?.kind !== doubt) facts.doubt = { kind: doubt, since: at };
    const nexts = loop.waits.map((wait) => ({ wait, ...nextOf(wait, event, facts, doubt, hint ?? 0, at) }));
    const staying = nexts.filter(({ end }) => end === undefined);
    facts.due = Math.min(...(staying.length > 0 ? staying : nexts).map(({ due }) => due));
    for (const { wait, due, end } of nexts) {
      wait.wish = due;
      if (end !== undefined) finish(loop, wait, end, at, facts);
    }
  }

  for (;;) {
    const moments: { readonly at: number; readonly job: string; readonly kind: string; readonly run: () => void }[] =
      [];
    for (const one of joins) {
      const { job } = one.plan;
      moments.push({ at: one.at, job, kind: "join", run: () => (joins.splice(joins.indexOf(one), 1), join(one)) });
    }
    for (const [job, loop] of loops) {
      if (loop.answerAt !== undefined) {
        moments.push({ at: loop.answerAt, job, kind: "answer", run: () => answer(job, loop, loop.answerAt ?? NaN) });
      }
      for (const wait of loop.waits) {
        const { plan, deadline, isSecond } = wait;
        if (plan.abortAfter !== undefined && !isSecond) {
          const abortAt = plan.at + plan.abortAfter;
          moments.push({ at: abortAt, job, kind: "abort", run: () => finish(loop, wait, "abort", abortAt) });
        }
        if (!wait.isOverdue) {
          const run = () => finish(loop, wait, "timeout", deadline, loop.facts);
          moments.push({ at: deadline, job, kind: "deadline", run });
        }
        if (loop.answerAt === undefined) {
          moments.push({ at: wait.wish, job, kind: "poll", run: () => ask(job, loop, wait.wish) });
        }
      }
    }
    const [first, ...rest] = moments.toSorted((one, other) => one.at - other.at);
    if (first === undefined) return { ends, resumed, times, isTied };
    isTied ||= rest.some(({ at, job, kind }) => at === first.at && job === first.job && kind !== first.kind);
    first.run();
  }
}

/** When one wait wants the next poll after an answer, and why it ends if it does. */
function nextOf(
  { plan, deadline }: ActiveWait,
  event: Event,
  facts: LoopState,
  doubt: string | undefined,
  hint: number,
  at: number,
): { readonly due: number; readonly end: string | undefined } {
  let delay = plan.min;
  let left = Infinity;
  if (doubt === "indeterminate") {
    left = (facts.doubt?.since ?? at) + plan.indeterminateGrace - at;
    delay = Math.min(plan.max, left);
  } else if (doubt === "not-found") {
    left = (facts.doubt?.since ?? at) + plan.notFoundGrace - at;
    delay = Math.min(plan.min, left);
  } else if (event.kind === "transient") {
    left = (facts.failing ?? at) + plan.faultGrace - at;
    delay = Math.min(plan.min, left);
  }
  const next = at + Math.max(plan.min, delay, hint);
  if (left <= 0) return { due: next, end: doubt ?? "fault" };
  const due = Math.min(next, Math.max(at + Math.max(plan.min, hint), deadline - plan.min));
  return due < deadline ? { due, end: undefined } : { due: next, end: "timeout" };
}
