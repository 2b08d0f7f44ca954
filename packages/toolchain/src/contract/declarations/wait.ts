import type { Job } from "../contract.js";
import { omitUndefined } from "../omit-undefined.js";
import { waitForm } from "./job-form.js";
import { integer, type Read, readFields } from "./fields.js";

/** Reads `wait`: the default timing of a wait, in milliseconds. */
export const readWait: Read<NonNullable<Job["wait"]>> = (at, document) => {
  const fields = readFields(at, document, waitForm);
  return omitUndefined({
    initialDelayMs: fields.optional("initialDelayMs", integer(0)),
    minDelayMs: fields.optional("minDelayMs", integer(0)),
    maxDelayMs: fields.optional("maxDelayMs", integer(0)),
    deadlineMs: fields.optional("deadlineMs", integer(0)),
  });
};
