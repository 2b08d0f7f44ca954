import { spawn } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Loopback, loopback } from "../loopback.js";

/** GitHub's git server: real repositories behind a token, by git's own CGI program. */
export interface GitServer extends Loopback {
  /** Whether the token may push, as the permission `contents` of a job says. */
  mayPush: boolean;
  /** `service account` of each request that was let in. */
  readonly served: readonly string[];
}

/** @param folder Holds bare repositories, such as `acme/clients.git`. */
export async function gitServer(folder: string, token: string): Promise<GitServer> {
  const served: string[] = [];
  const expected = `basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;
  const server = await loopback((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const service = url.searchParams.get("service") ?? url.pathname.split("/").at(-1) ?? "";
    // GitHub refuses two credentials in one request.
    const given = request.rawHeaders.filter((name, index) => index % 2 === 0 && /^authorization$/iu.test(name)).length;
    if (given > 1) return void response.writeHead(400).end('Duplicate header: "Authorization"');
    if (request.headers.authorization?.replace(/^basic /iu, "basic ") !== expected)
      return void response.writeHead(401, { "www-authenticate": 'Basic realm="GitHub"' }).end();
    if (service === "git-receive-pack" && !gitHub.mayPush)
      return void response.writeHead(403).end("Write access to repository not granted.");
    served.push(service);
    serve(folder, url, request, response);
  });
  const gitHub: GitServer = { ...server, mayPush: false, served };
  return gitHub;
}

function serve(folder: string, url: URL, request: IncomingMessage, response: ServerResponse): void {
  const path = url.pathname.replace(/^(\/[^/]+\/[^/]+?)(?:\.git)?(?=\/)/u, "$1.git");
  const cgi = spawn("git", ["http-backend"], {
    env: {
      ...process.env,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: path,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers["content-type"],
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"],
      GIT_PROTOCOL: request.headersDistinct["git-protocol"]?.[0],
      REMOTE_USER: "x-access-token",
    },
  });
  request.pipe(cgi.stdin);
  const chunks: Buffer[] = [];
  cgi.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  cgi.on("close", () => {
    const output = Buffer.concat(chunks);
    const end = output.indexOf("\r\n\r\n");
    for (const line of output.subarray(0, end).toString("latin1").split("\r\n")) {
      const [name = "", value = ""] = line.split(/:\s*(.*)/su);
      if (name.toLowerCase() === "status") response.statusCode = Number.parseInt(value, 10);
      else response.setHeader(name, value);
    }
    response.end(output.subarray(end + 4));
  });
}
