import type { IncomingMessage, ServerResponse } from "node:http";
import { type Loopback, loopback } from "../support/loopback.js";

/** One canned response. Without a status it is 200 where it has a body, else 204. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Breaks the connection off once the body is sent. */
  readonly breaksOff?: boolean;
}

/** A server that keeps each request as text and gives canned answers, the last one for ever. */
export interface RecordingServer {
  readonly url: string;
  /** Forgets the last row's requests and takes the answers of the next. `mark` is taken out of what is recorded. */
  reset(answers: readonly Answer[], mark: string): void;
  /** Every request since, as lines: method and target, headers, and after an empty line the body. */
  lines(): readonly string[];
  close(): Promise<void>;
}

/** Headers that the platform writes, and those that hold for every call. */
const PLATFORM = new Set(
  "accept-encoding accept-language connection content-length host sec-fetch-mode transfer-encoding user-agent".split(
    " ",
  ),
);

export async function recordingServer(): Promise<RecordingServer> {
  let answers: readonly Answer[] = [];
  let count = 0;
  let mark = "";
  let lines: string[] = [];
  const server: Loopback = await loopback((request, response) => {
    void bodyOf(request).then((body) => {
      lines.push(...render(request, body, mark));
      send(response, answers[Math.min(count++, answers.length - 1)] ?? {});
    });
  });
  return {
    url: server.url,
    reset(next, nextMark) {
      answers = next;
      mark = nextMark;
      count = 0;
      lines = [];
    },
    lines: () => lines,
    close: () => server.close(),
  };
}

function render({ method, url = "", headers, rawHeaders }: IncomingMessage, body: Buffer, mark: string): string[] {
  const boundary = /boundary=(.*)$/u.exec(headers["content-type"] ?? "")?.[1];
  // Node's own object of headers loses `__proto__`.
  const shown = rawHeaders
    .flatMap((name, index) => (index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1] ?? ""] as const] : []))
    .filter(([name, value]) => !PLATFORM.has(name) && !(name === "accept" && value === "*/*"))
    .map(([name, value]) => `${name}: ${value}`)
    .toSorted();
  // Bytes that are no text are shown as such: a decoder would hide them behind one replacement character.
  const text = isUtf8(body) ? body.toString("utf8") : body.toString("hex");
  // Platforms differ in whether a line break follows the last boundary.
  const shownText = boundary === undefined ? text : text.trimEnd();
  const lines = [
    `${method} ${url.replace(mark, "")}`,
    ...shown,
    ...(shownText === "" ? [] : ["", ...shownText.split("\r\n")]),
  ];
  return boundary === undefined ? lines : lines.map((line) => line.replace(boundary, "BOUNDARY"));
}

function isUtf8(bytes: Buffer): boolean {
  return Buffer.from(bytes.toString("utf8")).equals(bytes);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, headers = {}, body, breaksOff }: Answer): void {
  response.writeHead(status ?? (body === undefined ? 204 : 200), headers);
  if (breaksOff !== true) response.end(body);
  else response.write(body ?? "", () => setImmediate(() => response.destroy()));
}
