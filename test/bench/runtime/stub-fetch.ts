import { ANSWER, ANSWER_HEADERS } from "./answer.js";

/**
 * A fetch without a network. It reads what every fetch reads of a request, the signal above all, so that nothing can
 * look cheap here by putting off what a real fetch asks for.
 */
export const stubFetch: typeof fetch = async (input, init) => {
  const request = input instanceof Request ? input : init;
  const { method, headers, body, redirect, signal } = request ?? {};
  if (signal?.aborted === true) throw signal.reason;
  if (method === "TRACE" || redirect === "error" || (body ?? undefined) !== undefined || headers === undefined) {
    throw new TypeError("no such request is expected");
  }
  return new Response(ANSWER, { headers: ANSWER_HEADERS });
};
