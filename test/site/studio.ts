import { type Answer, bearer, json, type Received } from "../support/stand-ins/answer.js";
import { serve } from "../support/stand-ins/server.js";

/** The key of the pages' examples. */
export const STUDIO_KEY = "studio-key";

/** The address of the API in the document. */
export const STUDIO_URL = "https://studio.example/v1";

/** The API of the pages' examples, on a port of this machine. */
export interface StudioServer {
  readonly origin: string;
  /** Every request, as `GET /renders?limit=2`. */
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

interface Render {
  readonly id: string;
  readonly scene: string;
  readonly status: string;
  readonly progress?: number;
  readonly error?: string;
}

const PNG = "89504e470d0a1a0a";
const SESSION = "session-token";

/** Answers as `packages/site/sample/openapi.yaml` says: five renders are known, and each new one is done when asked. */
export async function startStudio(): Promise<StudioServer> {
  const renders = new Map<string, Render>(
    ["sea", "sky", "ice", "fog", "sun"].map((scene, index) => {
      const id = `r${index + 1}`;
      return [
        id,
        index === 3 ? { id, scene, status: "failed", error: "out of memory" } : { id, scene, status: "done" },
      ];
    }),
  );
  const requests: string[] = [];
  const { origin, close } = await serve((request) => {
    const url = new URL(request.url, STUDIO_URL);
    const path = url.pathname.replace(/^\/v1/u, "");
    requests.push(`${request.method} ${path}${url.search}`);
    if (path === "/login" && request.method === "POST") return login(request);
    return isAllowed(request, path)
      ? route(request, path, url.searchParams, renders)
      : problem(401, "unauthorized", "The token is not valid.");
  });
  return { origin, requests, close };
}

function login({ body }: Received): Answer {
  const { password }: { readonly password?: string } = JSON.parse(body);
  return password === "secret" ? json(200, { token: SESSION }) : problem(401, "unauthorized", "The password is wrong.");
}

/** By a token, or by a signature of method and path. */
function isAllowed(request: Received, path: string): boolean {
  if (request.headers["authorization"] === `Signature ${request.method} ${path}`) return true;
  return [STUDIO_KEY, SESSION].includes(bearer(request) ?? "");
}

function route(request: Received, path: string, query: URLSearchParams, renders: Map<string, Render>): Answer {
  const [, resource = "", id = "", part = ""] = path.split("/");
  const { method } = request;
  if (resource === "events") return events(["queued", "running", "done"].map((status) => ({ id: "r6", status })));
  if (resource === "captions") return caption(request);
  if (resource === "scenes" && method === "POST") return upload(request);
  if (resource !== "renders") return problem(404, "not_found", `There is no ${path}.`);
  if (id === "" && method === "GET") return page([...renders.values()], query);
  if (id === "") return start(request, renders);
  const render = renders.get(id);
  if (render === undefined) return problem(404, "not_found", `There is no render ${id}.`);
  if (part === "image")
    return { status: 200, headers: { "content-type": "image/png" }, body: Buffer.from(PNG, "hex").toString("latin1") };
  if (part === "log")
    return request.headers["accept"] === "text/csv"
      ? { status: 200, headers: { "content-type": "text/csv" }, body: "line\nloaded\ndrawn" }
      : json(200, { lines: ["loaded", "drawn"] });
  if (part === "cancel") {
    renders.set(id, { ...render, status: "cancelled" });
    return { status: 202, headers: {}, body: "" };
  }
  return json(200, render);
}

function page(all: readonly Render[], query: URLSearchParams): Answer {
  const status = query.get("status");
  const wanted = all.filter((render) => status === null || render.status === status);
  const from = Number(query.get("cursor") ?? 0);
  const end = from + Number(query.get("limit") ?? 2);
  return json(200, { data: wanted.slice(from, end), next_cursor: end < wanted.length ? String(end) : null });
}

function start({ body }: Received, renders: Map<string, Render>): Answer {
  const { scene: name = "" }: { readonly scene?: string } = JSON.parse(body);
  if (name === "") return problem(422, "scene_empty", "A render needs a scene.");
  const id = `r${renders.size + 1}`;
  const end = name === "broken" ? { status: "failed", error: "the scene has no camera" } : { status: "done" };
  renders.set(id, { id, scene: name, progress: 100, ...end });
  return json(202, { id, scene: name, status: "queued" });
}

/** Reads the two parts of a form as far as the examples need it. */
function upload({ headers, body }: Received): Answer {
  const boundary = /boundary=(?<boundary>[^;]+)/u.exec(headers["content-type"] ?? "")?.groups?.["boundary"] ?? "";
  const part = (name: string): string =>
    body
      .split(`--${boundary}`)
      .find((text) => text.includes(`name="${name}"`))
      ?.split("\r\n\r\n")[1]
      ?.replace(/\r\n$/u, "") ?? "";
  if (boundary === "") return problem(415, "no_form", "A scene is sent as a form.");
  return json(201, { id: "s1", name: part("name"), bytes: part("file").length });
}

function caption({ body }: Received): Answer {
  const { scene, stream = false }: { readonly scene: string; readonly stream?: boolean } = JSON.parse(body);
  const words = ["a", "quiet", scene];
  return stream ? events(words.map((word) => ({ word }))) : json(200, { text: words.join(" ") });
}

function events(all: readonly object[]): Answer {
  const lines = all.map((data, index) => `id: ${index}\ndata: ${JSON.stringify(data)}\n\n`);
  return { status: 200, headers: { "content-type": "text/event-stream" }, body: lines.join("") };
}

function problem(status: number, code: string, message: string): Answer {
  return json(status, { code, message });
}
