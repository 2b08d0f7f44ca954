import { ToolchainError } from "../../errors.js";

/** The whole form of a declaration, for messages about a part of it. */
const forms = {
  "x-specloom-pagination":
    "{ style: cursor, request: { cursor: after, size: limit }, response: { items: /data, next: /next_cursor, total: /total } }",
  "x-specloom-job":
    "{ id: job_id, state: /status, states: { pending: [running], succeeded: [done], failed: [failed], cancelled: [cancelled] }, start: [{ operation: createJob, jobId: /id }], cancel: { operation: cancelJob, id: job_id }, result: { operation: getResult, id: job_id }, batch: { operation: getStatuses, ids: /ids, limit: 100, key: /id } }",
} as const;

/**
 * Reads a declaration; an error in a part of it tells the whole form too.
 *
 * @throws {ToolchainError} as `read`, with the form in its hint.
 */
export function inWholeForm<T>(key: keyof typeof forms, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ToolchainError) || !error.code.startsWith("contract/")) throw error;
    const { code, message, location, hint, cause } = error;
    const whole = `${hint} The whole form: ${key}: ${forms[key]}`;
    throw new ToolchainError(code, message, { location, hint: whole, cause });
  }
}
