import type { IncomingMessage, ServerResponse } from "node:http";
import { type Loopback, loopback } from "./loopback.js";

/** A pull request as the stand-in keeps it. */
export interface StoredPull {
  readonly number: number;
  readonly head: string;
  readonly base: string;
  title: string;
  body: string;
  draft: boolean;
  state: "open" | "closed";
  merged: boolean;
}

export interface StoredComment {
  readonly id: number;
  readonly pull: number;
  body: string;
  readonly user: string;
}

/** A repository on GitHub: the routes of its REST and GraphQL APIs that the toolchain uses. */
export interface GitHubStandIn {
  /** What GitHub Actions would set. */
  readonly env: Readonly<Record<string, string>>;
  readonly pulls: StoredPull[];
  readonly comments: StoredComment[];
  /** `METHOD path` of all that changed something. */
  readonly writes: string[];
  /** Answers that the next requests get, one each, in place of their own. */
  readonly faults: Fault[];
  /** Answers writes with this status instead, as for tokens that may only read. */
  refuse: number | undefined;
  /** False as in private repositories of the free plan. */
  hasDrafts: boolean;
  close(): Promise<void>;
}

/** An answer without success. */
export interface Fault {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export const TOKEN = "ghs_stand_in";

const NO_DRAFTS = "Draft pull requests are not supported in this repository.";

type Route = (match: readonly string[], body: Readonly<Record<string, unknown>>, url: URL) => unknown;

export async function githubStandIn(): Promise<GitHubStandIn> {
  const pulls: StoredPull[] = [];
  const comments: StoredComment[] = [];
  const writes: string[] = [];
  const repository = "acme/clients";
  const routes: readonly (readonly [method: string, path: RegExp, route: Route])[] = [
    [
      "GET",
      /^pulls$/u,
      (_match, _body, { searchParams }) => {
        const [owner, branch] = (searchParams.get("head") ?? "").split(":");
        if (owner !== "acme") return [];
        return pulls
          .filter(({ head }) => head === branch)
          .toReversed()
          .map(shownPull);
      },
    ],
    [
      "POST",
      /^pulls$/u,
      (_match, { title, body, head, base, draft }) => {
        const pull: StoredPull = {
          number: pulls.length + 1,
          title: String(title),
          body: String(body),
          head: String(head),
          base: String(base),
          draft: draft === true,
          state: "open",
          merged: false,
        };
        pulls.push(pull);
        return shownPull(pull);
      },
    ],
    [
      "PATCH",
      /^pulls\/(\d+)$/u,
      ([number], { title, body, state }) => {
        const pull = pulls[Number(number) - 1];
        if (pull === undefined) return undefined;
        if (typeof title === "string") pull.title = title;
        if (typeof body === "string") pull.body = body;
        if (state === "closed") pull.state = state;
        return shownPull(pull);
      },
    ],
    [
      "GET",
      /^issues\/(\d+)\/comments$/u,
      ([number], _body, { searchParams }) => {
        const [size, page] = [Number(searchParams.get("per_page")), Number(searchParams.get("page"))];
        const all = comments.filter(({ pull }) => pull === Number(number));
        return all.slice((page - 1) * size, page * size).map(shownComment);
      },
    ],
    [
      "POST",
      /^issues\/(\d+)\/comments$/u,
      ([number], { body }) => {
        const id = 1_000 + comments.length;
        comments.push({ id, pull: Number(number), body: String(body), user: "github-actions[bot]" });
        return { id };
      },
    ],
    [
      "PATCH",
      /^issues\/comments\/(\d+)$/u,
      ([id], { body }) => {
        const comment = comments.find((candidate) => candidate.id === Number(id));
        if (comment !== undefined) comment.body = String(body);
        return comment && shownComment(comment);
      },
    ],
  ];
  const server: Loopback = await loopback((request, response) => void answer(request, response));
  const standIn: GitHubStandIn = {
    env: { GITHUB_API_URL: server.url, GITHUB_REPOSITORY: repository, GITHUB_TOKEN: TOKEN },
    pulls,
    comments,
    writes,
    faults: [],
    refuse: undefined,
    hasDrafts: true,
    close: () => server.close(),
  };
  return standIn;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", server.url);
    const { method = "GET" } = request;
    const body = await read(request);
    const send = (status: number, value: unknown): void =>
      void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return send(401, { message: "Bad credentials" });
    const fault = standIn.faults.shift();
    if (fault !== undefined) {
      response.writeHead(fault.status, { "content-type": "application/json", ...fault.headers });
      return void response.end(typeof fault.body === "string" ? fault.body : JSON.stringify(fault.body));
    }
    if (method !== "GET" && standIn.refuse !== undefined)
      return send(standIn.refuse, { message: "Resource not accessible by integration" });
    if (body["draft"] === true && !standIn.hasDrafts) return send(422, { message: NO_DRAFTS });
    const path = url.pathname.replace(`/repos/${repository}/`, "");
    if (method !== "GET") writes.push(`${method} ${path}`);
    if (path === "/graphql") return send(200, mutate(body));
    for (const [wanted, pattern, route] of routes) {
      const match = pattern.exec(path);
      if (wanted !== method || match === null) continue;
      const value = route(match.slice(1), body, url);
      return value === undefined ? send(404, { message: "Not Found" }) : send(method === "POST" ? 201 : 200, value);
    }
    send(404, { message: "Not Found" });
  }

  function mutate({ query, variables }: Readonly<Record<string, unknown>>): object {
    const id = typeof variables === "object" && variables !== null && "id" in variables ? variables.id : undefined;
    const pull = pulls.find(({ number }) => `PR_${number}` === id);
    if (pull === undefined) return { errors: [{ message: "Could not resolve to a node" }] };
    if (!standIn.hasDrafts) return { errors: [{ message: NO_DRAFTS }] };
    pull.draft = String(query).includes("convertPullRequestToDraft");
    return { data: {} };
  }
}

function shownPull({ number, title, body, draft, state, merged }: StoredPull): object {
  return {
    number,
    node_id: `PR_${number}`,
    html_url: `https://github.example/acme/clients/pull/${number}`,
    title,
    body,
    draft,
    state,
    merged_at: merged ? "2026-01-01T00:00:00Z" : null,
  };
}

function shownComment({ id, body, user }: StoredComment): object {
  const isBot = user.endsWith("[bot]");
  // GitHub gives comments back with line ends of its own.
  const given = body.replaceAll("\n", "\r\n");
  return {
    id,
    body: given,
    user: { type: isBot ? "Bot" : "User" },
    author_association: isBot ? "NONE" : "CONTRIBUTOR",
  };
}

async function read(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text === "" ? {} : JSON.parse(text);
}
