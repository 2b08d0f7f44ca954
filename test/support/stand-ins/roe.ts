import type { Answer, Received } from "./answer.js";
import { bearer, json } from "./answer.js";
import { type ListedJob, listPage } from "./roe-list.js";
import { ScriptedJob, type Stage } from "./script.js";
import { DEFAULT_KEY, isUuid, standIn, type StandIn, type StandInOptions, uuid } from "./stand-in.js";

/** What of a status changes as the job goes on. */
export interface RoeFields {
  /** 0 PENDING, 1 STARTED, 2 RETRY, 3 SUCCESS, 4 FAILURE, 5 CANCELLED, 6 CACHED; any other number goes out as it is. */
  readonly status: number;
  readonly error_message?: string;
}

export interface RoeStart {
  readonly script: readonly Stage<RoeFields>[];
  /** Value of the result's one output. */
  readonly output?: string;
  /** Milliseconds since the epoch; now unless given. */
  readonly createdAt?: number;
  readonly versionName?: string;
  readonly cost?: number;
}

/** The one agent of the stand-in, and the organisation it belongs to. */
export const ROE_AGENT_ID = uuid(1, 0xa6);
export const ROE_ORGANIZATION_ID = uuid(1, 0x06);

export interface RoeOptions extends StandInOptions {
  /** Origin that `next` and `previous` name, for a server behind a proxy; the one requested unless given. */
  readonly publicOrigin?: string;
}

interface Row {
  readonly start: RoeStart;
  readonly createdAt: number;
  readonly job: ScriptedJob<RoeFields>;
}

/** Roe as its three pages and its server have it. */
export function startRoe(options: RoeOptions = {}): Promise<StandIn<RoeStart>> {
  const { key = DEFAULT_KEY, now = Date.now, publicOrigin } = options;
  const rows = new Map<string, Row>();
  return standIn<RoeStart>(
    {
      basePath: "",
      key,
      startJob(start) {
        const id = uuid(rows.size + 1, 0x20);
        rows.set(id, { start, createdAt: start.createdAt ?? now(), job: new ScriptedJob(start.script, now) });
        return id;
      },
      answer(request, origin) {
        const url = new URL(request.url, publicOrigin ?? origin);
        return refusal(request, url, key) ?? route(rows, url, now);
      },
    },
    options,
  );
}

/** The key is the framework's business, access to agents the application's: their errors differ in shape. */
function refusal(request: Received, url: URL, key: string): Answer | undefined {
  const given = bearer(request);
  if (given === undefined) return json(401, { detail: "Authentication credentials were not provided." });
  if (given !== key) return json(401, { detail: "Invalid token." });
  if (request.method !== "GET") return json(405, { detail: `Method "${request.method}" not allowed.` });
  // Optional in the schema, required by the parameter's description.
  if (url.searchParams.get("organization_id") === ROE_ORGANIZATION_ID) return undefined;
  return json(403, { error: "You don't have access to agents feature" });
}

function route(rows: ReadonlyMap<string, Row>, url: URL, now: () => number): Answer {
  const [, jobId = "", what] = /^\/v1\/agents\/jobs\/([^/]+)\/(status|result)\/$/.exec(url.pathname) ?? [];
  const [, agentId] = /^\/v1\/agents\/([^/]+)\/jobs\/$/.exec(url.pathname) ?? [];
  if (agentId === ROE_AGENT_ID)
    return listPage(
      Array.from(rows, ([id, row]) => listed(id, row, now())),
      url,
    );
  if (agentId !== undefined && isUuid(agentId)) return json(404, { error: "Agent not found" });
  if (what === undefined || !isUuid(jobId)) return json(404, { detail: "Not found." });
  const row = rows.get(jobId);
  if (row === undefined) return json(404, { error: "Agent job not found" });
  return what === "status" ? status(row, now()) : result(row);
}

function listed(id: string, { start, createdAt, job }: Row, now: number): ListedJob {
  const { versionName = "v1", cost = 0 } = start;
  return { id, versionName, cost, createdAt, updatedAt: Math.max(now, createdAt), statusCode: job.peek().status };
}

/** Declared an integer; the server sends a fraction, as the page's own example does. */
function status({ job }: Row, now: number): Answer {
  const { status: code, error_message } = job.poll();
  return json(200, { status: code, error_message, timestamp: Math.floor(now / 1_000) + 0.569293 });
}

function result({ start, job }: Row): Answer {
  const { status: state } = job.peek();
  if (state !== 3 && state !== 6) return json(404, { error: "Agent job result not found" });
  return json(200, {
    agent_id: ROE_AGENT_ID,
    agent_version_id: uuid(1, 0xa7),
    inputs: [{ key: "input_text", value: "Hello world", data_type: "text/plain" }],
    input_tokens: 100,
    output_tokens: 50,
    outputs: [
      {
        key: "output",
        description: "Output JSON data",
        data_type: "application/json",
        value: start.output ?? '{"summary": "hello world!"}',
        cost: start.cost ?? 0.05,
      },
    ],
  });
}
