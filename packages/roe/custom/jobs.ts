import type { JobError, WaitOptions, WalkOptions } from "@specloom/runtime";
import type { AgentJobResultResponse, AgentJobStatus, AgentsJobs, ListAgentJob } from "../src/index.js";

/**
 * All jobs of an agent, oldest first, each once, while new ones keep arriving.
 *
 * Page numbers shift when a row is inserted before them. This walk orders by creation time and id, looks at nothing
 * that was created after it began, and drops a row that it has already given.
 *
 * @param agentId UUID of the agent.
 * @param params Filters as for `list`. `created_to` moves the end of the walk; ordering and page are its own.
 */
export async function* walk(
  this: Pick<AgentsJobs, "list">,
  agentId: string,
  params?: Omit<AgentsJobs.ListParams, "ordering" | "page">,
  options?: WalkOptions,
): AsyncGenerator<ListAgentJob, void, undefined> {
  const fixed = { ...params, created_to: params?.created_to ?? new Date(), ordering: ordering() };
  yield* this.list(agentId, fixed, { ...options, uniqueBy: options?.uniqueBy ?? "/id" });
}

function ordering(): NonNullable<AgentsJobs.ListParams["ordering"]> {
  return ["created_at", "id"];
}

/** What became of a job, with its outputs by key. */
export interface JobSummary {
  readonly jobId: string;
  readonly state: "succeeded" | "failed" | "cancelled";
  /** True where the result was taken from an earlier, equal job. */
  readonly cached: boolean;
  /** Present where the job failed. */
  readonly error: JobError | undefined;
  /** Values by output key. Outputs of type `application/json` are parsed where they can be; others are text. */
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
  /** Sum over the outputs that state a cost, in the API's own unit; undefined where none does. */
  readonly cost: number | undefined;
}

/**
 * Waits for a job if it still runs, and sums up what became of it. Does not throw for a job that failed or was
 * cancelled.
 *
 * @param jobId UUID of the job.
 * @throws {JobTimeoutError} where the job still runs when `deadlineMs` has passed.
 */
export async function summarize(
  this: Pick<AgentsJobs, "job">,
  jobId: string,
  options?: WaitOptions<AgentJobStatus>,
): Promise<JobSummary> {
  const outcome = await this.job(jobId).settle(options);
  switch (outcome.kind) {
    case "succeeded":
    case "partial":
      return {
        jobId,
        state: "succeeded",
        cached: outcome.kind === "succeeded" && outcome.cached,
        error: undefined,
        ...summarizeResult(outcome.result),
      };
    case "failed":
    case "cancelled":
      return {
        jobId,
        state: outcome.kind,
        cached: false,
        error: outcome.kind === "failed" ? outcome.error : undefined,
        outputs: {},
        inputTokens: undefined,
        outputTokens: undefined,
        cost: undefined,
      };
  }
}

function summarizeResult({
  outputs,
  input_tokens: inputTokens,
  output_tokens: outputTokens,
}: AgentJobResultResponse): Pick<JobSummary, "outputs" | "inputTokens" | "outputTokens" | "cost"> {
  const costs = outputs.flatMap(({ cost }) => cost ?? []);
  return {
    outputs: Object.fromEntries(outputs.map(({ key, data_type: type, value }) => [key, parse(type, value)])),
    inputTokens: inputTokens ?? undefined,
    outputTokens: outputTokens ?? undefined,
    cost: costs.length === 0 ? undefined : costs.reduce((sum, cost) => sum + cost, 0),
  };
}

function parse(type: string, value: string): unknown {
  if (!/^application\/json\b/iu.test(type)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
