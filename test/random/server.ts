import type { IncomingMessage } from "node:http";
import { loopback } from "../support/loopback.js";
import { bytesOf, type Response } from "./responses.js";

/** A request as it arrived. */
export interface Arrived {
  readonly method: string;
  readonly target: string;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** A server that keeps the last request and answers as it was told. */
export interface RandomServer {
  readonly url: string;
  /** The answer of the upcoming request. */
  answer(response: Response): void;
  /** The requests since it was last asked. */
  arrived(): readonly Arrived[];
  close(): Promise<void>;
}

export async function randomServer(): Promise<RandomServer> {
  let upcoming: Response | undefined;
  let requests: Arrived[] = [];
  const server = await loopback((request, response) => {
    void bodyOf(request).then((body) => {
      const { method = "", url: target = "" } = request;
      requests.push({ method, target, headers: headersOf(request), body });
      const type = upcoming?.mediaType;
      response.writeHead(upcoming?.sent ?? 500, type === undefined ? {} : { "content-type": type });
      response.end(upcoming === undefined || method === "HEAD" ? undefined : bytesOf(upcoming));
    });
  });
  return {
    url: server.url,
    answer(response) {
      upcoming = response;
    },
    arrived() {
      const found = requests;
      requests = [];
      return found;
    },
    close: () => server.close(),
  };
}

/** Node's own object of headers loses a name that JavaScript has a use for. */
function headersOf({ rawHeaders }: IncomingMessage): Map<string, string> {
  const pairs = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1] ?? ""] as const] : [],
  );
  return new Map(pairs);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
  return Buffer.concat(chunks);
}
