import type { Answer } from "./recording-server.js";
import type { Row } from "./harness.js";

export const JSON_TYPE = "application/json";
export const EVENTS = "text/event-stream";
export const LINES = "application/x-ndjson";

const whole = { type: "object", required: ["answer"], properties: { answer: { type: "string" } } };
const delta = { type: "object", required: ["delta"], properties: { delta: { type: "string" } } };

/** A JSON body with these properties. */
export function request(properties: object): object {
  return { requestBody: { required: true, content: { [JSON_TYPE]: { schema: { type: "object", properties } } } } };
}

const body = request({ text: { type: "string" }, stream: { type: ["boolean", "null"] } });

/** An operation that answers JSON or a stream; members that are undefined are none. */
export function chat(members: object = {}, streamType = EVENTS): Pick<Row, "operation" | "method"> {
  const content = { [JSON_TYPE]: { schema: whole }, [streamType]: { schema: delta } };
  const operation = { ...body, responses: { 200: { description: "", content } }, ...members };
  const given = Object.entries(operation).filter(([, member]) => member !== undefined);
  return {
    operation: Object.fromEntries(given),
    method: given.some(([key]) => key === "requestBody") ? "post" : "get",
  };
}

/** A call that gives the whole answer. */
export function call(
  subject: string,
  operation: Pick<Row, "operation">,
  params: string,
  type = "{ answer: string }",
): Row {
  const shown = type === "unknown" ? {} : { type };
  return { subject, ...operation, call: `call(${params})`, gives: { answer: "hi" }, ...shown };
}

/** A call whose stream is read to its end; each item by what stands in its `data`, or by itself. */
export function collected(subject: string, operation: Pick<Row, "operation">, params: string, data = ".data"): Row {
  const loop = `for await (const item of stream) seen.push(item${data}.delta);`;
  return {
    subject,
    ...operation,
    call: `call(${params}).then(async (stream) => { const seen: string[] = []; ${loop} return seen; })`,
    gives: ["h", "i"],
    type: "string[]",
  };
}

export function asked(line: string, answers: Answer, accept = JSON_TYPE): Pick<Row, "sends" | "answers"> {
  return { sends: [line, `accept: ${accept}`], answers };
}

export function askedByPost(sent: string, answers: Answer, accept = JSON_TYPE): Pick<Row, "sends" | "answers"> {
  return { sends: ["POST ", `accept: ${accept}`, "content-type: application/json", "", sent], answers };
}
