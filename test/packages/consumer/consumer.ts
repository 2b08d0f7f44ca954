import { raw as rawClient } from "@specloom/roe/raw";
// What a user writes against the installed packages. It is compiled, not run; `misuse.ts` holds what must not compile.
import { Crosmos, type Ingestion } from "@specloom/crosmos";
import { Julep, type JobStatus } from "@specloom/julep";
import { ApiError, JobFailedError, type ListAgentJob, type Page, Roe, type Snapshot, settleAll } from "@specloom/roe";

const roe = new Roe({
  apiKey: async () => "key",
  organizationId: "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
  maxRetries: 1,
});
const julep = new Julep({ baseUrl: "http://127.0.0.1:8080", timeoutMs: 5_000 });
const crosmos = new Crosmos().withOptions({ headers: { "x-trace": "1" } });

export async function paging(agentId: string): Promise<readonly string[]> {
  const failed: string[] = [];
  const jobs = roe.agents.jobs.list(agentId, { ordering: ["-created_at", "cost"], page_size: 50 }, { prefetch: 1 });
  for await (const job of jobs) if (job.status_code === 4) failed.push(job.id);
  const first: Page<ListAgentJob, { readonly count: number }> = await jobs.page();
  const second = await first.next();
  return [...failed, ...(second?.items ?? first.items).map(({ created_at: created }) => created)];
}

export async function waiting(jobId: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const result = await roe.agents.jobs.waitFor(jobId, { deadlineMs: 600_000, signal });
    return result.outputs[0]?.value;
  } catch (error) {
    if (error instanceof JobFailedError) return error.message;
    if (error instanceof ApiError && error.status === 404) return error.detail;
    throw error;
  }
}

export async function settling(jobId: string): Promise<JobStatus | string | undefined> {
  const job = julep.jobs.job(jobId);
  const saved: Snapshot = job.snapshot();
  const outcome = await julep.jobs.job(saved).settle({ onUpdate: ({ progress }) => void progress?.toFixed() });
  if (outcome.kind === "succeeded") return outcome.result;
  return outcome.kind === "cancelled" ? outcome.status.state : outcome.error.message;
}

export async function together(roeId: string, julepId: string, crosmosId: string): Promise<string[]> {
  const jobs = [roe.agents.jobs.job(roeId), julep.jobs.job(julepId), crosmos.jobs.job(crosmosId)] as const;
  const [ofRoe, ofJulep] = await settleAll(jobs);
  const ends: string[] = [];
  if (ofRoe.ok && ofRoe.outcome.kind === "succeeded") ends.push(...ofRoe.outcome.result.outputs.map(({ key }) => key));
  if (ofJulep.ok) ends.push(ofJulep.outcome.status.state ?? "pending");
  for await (const { index, ok } of settleAll(jobs, { deadlineMs: 1_000 }).asCompleted()) ends.push(`${index} ${ok}`);
  return ends;
}

export async function wrappers(agentId: string, jobId: string): Promise<Ingestion> {
  for await (const { id } of roe.agents.jobs.walk(agentId, { search: "invoice" })) {
    const { cost = 0, outputs } = await roe.agents.jobs.summarize(id);
    if (cost > 1) return crosmos.jobs.ingested(String(outputs["job"]));
  }
  for await (const { percent } of julep.jobs.progress(jobId)) if (percent === 100) break;
  return crosmos.jobs.ingested(jobId, { minDelayMs: 2_000 });
}

export async function plainCalls(jobId: string): Promise<string | null> {
  const { data, response } = await crosmos.jobs.getStatus(jobId, { "X-Org-Id": "acme" }).withResponse();
  const raw = await rawClient(roe.client).GET("/v1/agents/jobs/{job_id}/status/", {
    params: { path: { job_id: jobId } },
  });
  const code: 0 | 1 | 2 | 3 | 4 | 5 | 6 | undefined = raw.data?.status;
  return response.headers.get(`x-${data.status}-${code ?? ""}`);
}
