import { pointerTokens, readPointer } from "../json/pointer.js";
import { pollHint } from "./poll-hint.js";
import type { StatusAnswer } from "./poll-state.js";
import { failedAnswer, type PollTarget } from "./status-requests.js";

/**
 * Requests the status of several jobs of one kind in one request. Returns an answer for each, in order, and never
 * rejects. Generated code refers to it, so clients without a batch operation do not contain it.
 */
export async function askBatch(targets: readonly PollTarget[], signal: AbortSignal): Promise<readonly StatusAnswer[]> {
  const [first] = targets;
  const batch = first?.spec.batch;
  if (first === undefined || batch === undefined) return [];
  const { client, spec } = first;
  const { operation, ids: location, key, numbers } = batch;
  try {
    const ids = [...new Set(targets.map(({ id }) => (numbers ? Number(id) : id)))];
    const body = pointerTokens(location).reduceRight<unknown>((value, token) => ({ [token]: value }), ids);
    const params = /^(\/|$)/.test(location) ? { body } : { [location]: ids };
    const { data, response } = await client.request(operation, [], params, { signal, maxRetries: 0 });
    if (!Array.isArray(data)) throw new TypeError(`${operation.id} did not return a list`);
    const hintMs = pollHint(response, spec.pollAfter, client.clock.date());
    const rows = new Map(data.map((row: unknown) => [String(readPointer(row, key)), row]));
    return targets.map(({ id }) =>
      rows.has(id) ? { ok: true, status: rows.get(id), code: response.status, hintMs } : { ok: false },
    );
  } catch (fault) {
    return targets.map(() => failedAnswer(first, fault));
  }
}
