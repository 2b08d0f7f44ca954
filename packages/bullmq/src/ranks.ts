import type { RedisCommands } from "./redis-commands.js";

/** The greatest priority of BullMQ. Lower ones go first. */
const LAST_PRIORITY = 2 ** 21;

/**
 * The rank of a wait among those of its tenant that are due in the same second, from 1. As a priority it makes tenants
 * take turns: the first waits of all tenants go before the second ones.
 */
export async function rankOf(
  redis: RedisCommands,
  prefix: string,
  tenant: string,
  dueAt: number,
  now: number,
): Promise<number> {
  const second = Math.floor(Math.max(dueAt, now) / 1_000);
  const key = `${prefix}rank:${tenant}:${second}`;
  const rank = Number(await redis.call("INCR", key));
  // The counter is needed until its second is over; the margin is for clocks that differ.
  if (rank === 1) await redis.call("PEXPIRE", key, Math.ceil(second * 1_000 - now + 5_000));
  return Math.min(rank, LAST_PRIORITY);
}
