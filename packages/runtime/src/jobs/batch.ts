import { read, tokens } from "../pointer.js";
import type { Answer } from "./facts.js";
import { hintOf } from "./hint.js";
import { refused, type Subject } from "./requests.js";

/**
 * Asks for the status of several jobs of one kind at once: an answer for each, in order. Never rejects. Apart from the
 * rest and named by generated code, so that only clients with such an operation carry it.
 */
export async function askBatch(subjects: readonly Subject[], signal: AbortSignal): Promise<readonly Answer[]> {
  const [first] = subjects;
  const batch = first?.spec.batch;
  if (first === undefined || batch === undefined) return [];
  const { client, spec } = first;
  const { operation, ids: place, key } = batch;
  try {
    const ids = [...new Set(subjects.map(({ id }) => id))];
    const body = tokens(place).reduceRight<unknown>((value, token) => ({ [token]: value }), ids);
    const params = /^(\/|$)/.test(place) ? { body } : { [place]: ids };
    const { data, response } = await client.request(operation, [], params, { signal, maxRetries: 0 });
    if (!Array.isArray(data)) throw new TypeError(`${operation.id} answered with no list`);
    const hintMs = hintOf(response, spec.pollAfter, client.clock.date());
    const rows = new Map(data.map((row: unknown) => [String(read(row, key)), row]));
    return subjects.map(({ id }) =>
      rows.has(id) ? { ok: true, status: rows.get(id), code: response.status, hintMs } : { ok: false },
    );
  } catch (fault) {
    return subjects.map(() => refused(first, fault));
  }
}
