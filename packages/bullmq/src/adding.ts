import { ParameterError, type Snapshot } from "@specloom/runtime";
import type { Kinds } from "./kind.js";
import type { Store } from "./producer.js";
import { rankOf } from "./ranks.js";
import { jsonText, readStored } from "./settlement.js";
import { textOf } from "./redis-commands.js";
import { DATA_VERSION, type WaitData } from "./wait-data.js";
import { contentHash, waitId } from "./wait-id.js";

/** A wait to be added, without its types. */
export interface AnyWait {
  readonly kind: string;
  readonly tenant?: string | undefined;
  readonly job?: unknown;
  readonly input?: unknown;
}

/** A wait as BullMQ takes it. */
export interface PreparedWait {
  readonly id: string;
  readonly kind: string;
  readonly due: number;
  readonly data: WaitData;
}

/**
 * Makes the data of a wait.
 *
 * @throws {ParameterError} for a wait that has no known kind, or not one of `job` and `input`.
 * @throws {SnapshotError} for a snapshot that is damaged, newer or of another provider.
 */
export function prepare(kinds: Kinds, key: string, { kind, tenant, job, input }: AnyWait): PreparedWait {
  const declared = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (declared === undefined) throw new ParameterError("kind", `must be one of ${Object.keys(kinds).join(", ")}`);
  const id = waitId(key);
  if (tenant !== undefined && typeof tenant !== "string") throw new ParameterError("tenant", "must be a text");
  if ((job === undefined) === (input === undefined)) throw new ParameterError("job", "or `input` must be given");
  const base = { version: DATA_VERSION, key, ...(tenant !== undefined && { tenant }), stalls: 0 };
  if (job === undefined) {
    if (declared.start === undefined) throw new ParameterError("input", `needs a kind with \`start\`: ${kind}`);
    const copy = jsonOf(input);
    return { id, kind, due: 0, data: { ...base, content: contentHash(kind, "input", copy), input: copy } };
  }
  const snapshot: Snapshot = declared.resource.job(job).snapshot();
  const content = contentHash(kind, "job", snapshot.operation, snapshot.id, snapshot.path ?? {});
  return { id, kind, due: snapshot.due, data: { ...base, content, snapshot } };
}

/** Copies an input as JSON. Redis stores the copy. */
function jsonOf(input: unknown): unknown {
  try {
    return JSON.parse(jsonText(input));
  } catch {
    throw new ParameterError("input", "cannot be written as JSON");
  }
}

/**
 * Adds waits that are neither there nor settled.
 *
 * @returns The keys that already name a wait with other content. The other waits are added.
 */
export async function addPrepared(store: Store, waits: readonly PreparedWait[]): Promise<readonly string[]> {
  const { queue, redis, keys } = store;
  const ids = waits.map(({ id }) => id);
  const settled = await keys.settlements(ids);
  const now = Date.now();
  const prefix = queue.toKey("");
  const jobs = await Promise.all(
    waits
      .filter((_, index) => settled[index] === undefined)
      .map(async ({ id, kind, due, data }) => {
        const { tenant } = data;
        const priority = tenant === undefined ? undefined : await rankOf(redis, prefix, tenant, due, now);
        const delay = Math.max(0, due - now);
        const opts = { jobId: id, ...(delay > 0 && { delay }), ...(priority !== undefined && { priority }) };
        return { name: kind, data, opts };
      }),
  );
  await queue.addBulk(jobs);
  // BullMQ ignores a job whose id is there, without a word. So what is there is compared. A settlement that was stored
  // meanwhile counts: a worker then drops the job that was added.
  const later = await keys.settlements(ids);
  const contents = await Promise.all(waits.map((wait, index) => contentOf(store, wait, later[index])));
  return waits.filter(({ data }, index) => contents[index] !== data.content).map(({ data }) => data.key);
}

/** The content of what is stored under the key of a wait. */
async function contentOf(
  { queue, redis, keys }: Store,
  { id, data }: PreparedWait,
  settled: string | undefined,
): Promise<string> {
  if (settled !== undefined) return readStored(settled).content;
  const text = textOf(await redis.call("HGET", queue.toKey(id), "data"));
  if (text !== undefined) {
    const stored: WaitData = JSON.parse(text);
    return stored.content;
  }
  // It has ended meanwhile.
  const later = await keys.settlement(id);
  return later === undefined ? data.content : readStored(later).content;
}
