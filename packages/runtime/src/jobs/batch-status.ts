import { pointerTokens, readPointer } from "../json/pointer.js";
import type { KnownJob } from "./job-address.js";
import type { Answer, Asking } from "./job-request.js";

/**
 * Requests the status of several jobs of one kind in one request. Returns an answer for each, in order, and never
 * rejects. Generated code refers to it, so clients without a batch operation do not contain it.
 */
export async function askBatch(jobs: readonly KnownJob[], asking: Asking): Promise<readonly Answer[]> {
  const phase = "status";
  const [first] = jobs;
  const batch = first?.spec.batch;
  if (first === undefined || batch === undefined) return [];
  const { operation, ids: location, key, numbers } = batch;
  try {
    const ids = [...new Set(jobs.map(({ id }) => (numbers ? Number(id) : id)))];
    const body = pointerTokens(location).reduceRight<unknown>((value, token) => ({ [token]: value }), ids);
    const params = /^(\/|$)/.test(location) ? { body } : { [location]: ids };
    const reply = await first.client.request(operation, [], params, { ...asking, maxRetries: 0, purpose: "poll" });
    const { data } = reply;
    if (!Array.isArray(data)) throw new TypeError(`${operation.id} did not return a list`);
    const rows = new Map(data.map((row: unknown) => [String(readPointer(row, key)), row]));
    return jobs.map(({ id }) => (rows.has(id) ? { phase, reply: { ...reply, data: rows.get(id) } } : { phase }));
  } catch (fault) {
    return jobs.map(() => ({ phase, fault }));
  }
}
