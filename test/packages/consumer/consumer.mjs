// Plain JavaScript: key, organization and base URL come from the environment.
import { ApiError } from "@specloom/julep";
import { JobFailedError, Roe } from "@specloom/roe";

const [agentId, jobId, failedId, missingId] = process.argv.slice(2);
const { jobs } = new Roe().agents;

const listed = [];
for await (const job of jobs.list(agentId, { ordering: ["-created_at", "cost"] })) listed.push(job.id);

const { outputs } = await jobs.waitFor(jobId);
const failure = await jobs.waitFor(failedId).catch((error) => error);
const missing = await jobs.getStatus(missingId).catch((error) => error);

const report = {
  listed,
  outputs,
  failure: { known: failure instanceof JobFailedError, message: failure.message },
  // Providers share one runtime, and so one set of error classes.
  missing: { known: missing instanceof ApiError, status: missing.status },
};
process.stdout.write(JSON.stringify(report));
