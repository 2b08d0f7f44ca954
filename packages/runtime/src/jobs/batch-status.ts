import { pointerTokens, readPointer } from "../json/pointer.js";
import type { FailedAnswer, StatusAnswer } from "./poll-state.js";
import { failedAnswer, statusAnswer, type Asking, type PollTarget } from "./status-requests.js";

/**
 * Requests the status of several jobs of one kind in one request. Returns an answer for each, in order, and never
 * rejects. Generated code refers to it, so clients without a batch operation do not contain it.
 */
export async function askBatch(
  targets: readonly PollTarget[],
  asking: Asking,
): Promise<readonly (StatusAnswer | FailedAnswer)[]> {
  const [first] = targets;
  const batch = first?.spec.batch;
  if (first === undefined || batch === undefined) return [];
  const { operation, ids: location, key, numbers } = batch;
  try {
    const ids = [...new Set(targets.map(({ address: { id } }) => (numbers ? Number(id) : id)))];
    const body = pointerTokens(location).reduceRight<unknown>((value, token) => ({ [token]: value }), ids);
    const params = /^(\/|$)/.test(location) ? { body } : { [location]: ids };
    const reply = await first.client.request(operation, [], params, { ...asking, maxRetries: 0, purpose: "poll" });
    const { data } = reply;
    if (!Array.isArray(data)) throw new TypeError(`${operation.id} did not return a list`);
    const rows = new Map(data.map((row: unknown) => [String(readPointer(row, key)), row]));
    return targets.map(({ address: { id } }) =>
      rows.has(id) ? statusAnswer(first, { ...reply, data: rows.get(id) }) : { ok: false },
    );
  } catch (fault) {
    return targets.map(() => failedAnswer(first, fault));
  }
}
