import { type Answer, json } from "../support/stand-ins/answer.js";
import { standIn, type StandIn, type StandInOptions } from "../support/stand-ins/stand-in.js";

const EVENTS = "data: one\n\ndata: two\n\n";

/** A server that takes every request: what it was sent is among its `requests`. */
export function startEcho({ key = "", cors }: StandInOptions = {}): Promise<StandIn<never>> {
  return standIn<never>(
    { basePath: "/echo", key, startJob: (none) => none, answer: ({ url }) => answerTo(url) },
    { cors },
  );
}

function answerTo(url: string): Answer {
  if (url === "/echo/nothing") return { status: 204, headers: {}, body: "" };
  if (url === "/echo/text") return { status: 200, headers: { "content-type": "text/plain" }, body: "grüße" };
  if (url === "/echo/bytes") {
    return { status: 200, headers: { "content-type": "application/octet-stream" }, body: "bytes" };
  }
  if (url === "/echo/events") return { status: 200, headers: { "content-type": "text/event-stream" }, body: EVENTS };
  return json(200, { ok: true });
}
