import { DurableWaits, kind, type DurableWaitsOptions, type WaitKind } from "@specloom/bullmq";
import type { RedisOptions } from "bullmq";
import { Tasks, type Pace, type TaskInput, type TaskResult } from "./tasks.js";

/** The one kind of the tests. */
export type TaskKinds = { readonly task: WaitKind<TaskResult, unknown, string, TaskInput> };

/** The waits of the tests, quick in what can be set. */
export function taskWaits(
  connection: RedisOptions,
  providerUrl: string,
  options: Partial<DurableWaitsOptions<TaskKinds>> & {
    readonly pace?: Pace;
    readonly canFind?: boolean;
    readonly deadlineMs?: number;
    readonly tasks?: Tasks;
  } = {},
): DurableWaits<TaskKinds> {
  const {
    pace = { minDelayMs: 50, maxDelayMs: 50 },
    canFind = false,
    tasks = new Tasks(providerUrl),
    deadlineMs,
    ...rest
  } = options;
  const task: TaskKinds["task"] = kind({
    resource: tasks,
    start: (_input: TaskInput, { key, signal }) => tasks.start(key, signal),
    ...(canFind && { find: (_input: TaskInput, { key }: { readonly key: string }) => tasks.find(key) }),
    wait: { ...pace, ...(deadlineMs !== undefined && { deadlineMs }) },
  });
  return new DurableWaits({ name: "tasks", connection, kinds: { task }, allowStartLoss: true, ...rest });
}
