import type { Queue, Worker } from "bullmq";
import { RedisSetupError } from "./errors.js";

/** The one method that the package calls on the connection of a queue: any command, by name. */
export interface RedisCommands {
  call(command: string, ...args: readonly (string | number)[]): Promise<unknown>;
}

/**
 * The connection of a queue or worker. BullMQ 6 has it at its backend, BullMQ 5 at the queue itself. Resolves when Redis
 * is reached for the first time.
 *
 * @throws {RedisSetupError} where BullMQ runs on another client than ioredis.
 */
export async function commandsOf(owner: Queue | Worker): Promise<RedisCommands> {
  const backend: unknown = "getBackend" in owner ? owner.getBackend() : owner;
  const client: unknown = await Object(backend).client;
  if (isCommands(client)) return client;
  throw new RedisSetupError("The connection of BullMQ is no ioredis client: run `npm install ioredis`");
}

function isCommands(client: unknown): client is RedisCommands {
  return typeof client === "object" && client !== null && "call" in client && typeof client.call === "function";
}

/** The error of a connection without its command: the arguments of `AUTH` have the password. */
export function withoutCommand(error: Error): Error {
  const { name, message } = error;
  return "command" in error ? Object.assign(new Error(message), { name }) : error;
}

/** A reply that is a text, or undefined where Redis has none. */
export function textOf(reply: unknown): string | undefined {
  return typeof reply === "string" ? reply : undefined;
}
