import type { Answer, Received } from "./answer.js";
import { bearer, json } from "./answer.js";
import { ScriptedJob, type Stage } from "./script.js";
import { DEFAULT_KEY, isUuid, standIn, type StandIn, type StandInOptions, uuid } from "./stand-in.js";

/** What of a status changes as the job goes on; a state left out is not sent. */
export interface JulepFields {
  readonly state?: string;
  readonly reason?: string;
  readonly has_progress?: boolean;
  readonly progress?: number;
}

export interface JulepStart {
  readonly script: readonly Stage<JulepFields>[];
  readonly name?: string;
}

interface Row {
  readonly name: string;
  readonly createdAt: string;
  readonly job: ScriptedJob<JulepFields>;
}

/** Julep as its page and its server have it: `GET /jobs/{job_id}` below `/api`. */
export function startJulep(options: StandInOptions = {}): Promise<StandIn<JulepStart>> {
  const { key = DEFAULT_KEY, now = Date.now } = options;
  const rows = new Map<string, Row>();
  return standIn<JulepStart>(
    {
      basePath: "/api",
      key,
      startJob({ script, name = "" }) {
        const id = uuid(rows.size + 1, 0x11);
        rows.set(id, { name, createdAt: new Date(now()).toISOString(), job: new ScriptedJob(script, now) });
        return id;
      },
      answer(request) {
        // The server takes the key with and without the prefix.
        if ((bearer(request) ?? request.headers["authorization"]) !== key) {
          return failure(401, "Invalid API key", "unauthorized");
        }
        return status(rows, request, now);
      },
    },
    options,
  );
}

function status(rows: ReadonlyMap<string, Row>, { method, url }: Received, now: () => number): Answer {
  const id = /^\/api\/jobs\/([^/?]*)(\?|$)/.exec(url)?.[1];
  if (method !== "GET" || id === undefined) return failure(404, "Not Found", "not_found");
  // The page declares FastAPI's list here; the server sends its own envelope.
  if (!isUuid(id)) return failure(422, "Input should be a valid UUID", "validation_error");
  const row = rows.get(id);
  if (row === undefined) return failure(400, "Job not found", "bad_request");
  const { state, reason = "", has_progress = false, progress = 0 } = row.job.poll();
  return json(200, {
    id,
    created_at: row.createdAt,
    updated_at: new Date(now()).toISOString(),
    name: row.name,
    reason,
    has_progress,
    progress,
    state,
  });
}

function failure(code: number, message: string, name: string): Answer {
  return json(code, { error: { message, details: null, code: name } });
}
