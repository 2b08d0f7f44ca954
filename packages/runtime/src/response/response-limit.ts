import { ResponseParseError } from "../errors/response-parse-error.js";
import { responseInfo, type ActiveCall } from "../request/active-call.js";

const READERS = ["text", "json", "blob", "arrayBuffer", "formData"] as const;

/**
 * The response with a body that fails with ResponseParseError when more than `maxBytes` of it arrive, or at once if its
 * length says so. Bytes are counted after decompression. On a platform without streams, the whole body arrives first.
 */
export async function limitResponse(response: Response, maxBytes: number, call: ActiveCall): Promise<Response> {
  const { status, headers, body } = response;
  if (body === null) return response;
  let failure: ResponseParseError | undefined;
  const tooLarge = () => {
    const problem = `${status} with a body of more than ${maxBytes} bytes`;
    failure ??= new ResponseParseError(problem, responseInfo(call, response), "too-large", "");
    return failure;
  };
  if (body === undefined) {
    const { size } = await response.clone().blob();
    return size > maxBytes ? withReaders(response, () => Promise.reject(tooLarge())) : response;
  }
  // The length of a compressed body is not that of its content.
  let size = 0;
  const declared = headers.has("content-encoding") ? 0 : Number(headers.get("content-length"));
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    start(controller) {
      if (declared > maxBytes) controller.error(tooLarge());
    },
    transform(chunk, controller) {
      size += chunk.byteLength;
      if (size > maxBytes) throw tooLarge();
      controller.enqueue(chunk);
    },
  });
  // The constructor refuses a status above 599, but a server can send one.
  const init = { headers, statusText: response.statusText, status: Math.min(status, 599) };
  const limited = new Response(body.pipeThrough(counted), init);
  for (const name of ["url", "redirected", "status"] as const)
    Object.defineProperty(limited, name, { value: response[name] });
  // Some platforms replace the error of a stream by one of their own.
  return withReaders(limited, (name) =>
    Response.prototype[name].call(limited).catch((error: unknown) => {
      throw failure ?? error;
    }),
  );
}

function withReaders(response: Response, read: (name: (typeof READERS)[number]) => Promise<unknown>): Response {
  for (const name of READERS) Object.defineProperty(response, name, { value: () => read(name) });
  return response;
}
