import type { Answer, Received } from "./answer.js";
import { bearer, json } from "./answer.js";
import { ScriptedJob, type Stage } from "./script.js";
import { DEFAULT_KEY, isUuid, standIn, type StandIn, type StandInOptions, uuid } from "./stand-in.js";

/** What of a status changes as the job goes on. `completed: true` sets the completion time. */
export interface CrosmosFields {
  readonly status: string;
  readonly result?: Readonly<Record<string, unknown>> | null;
  readonly error_message?: string | null;
  readonly completed?: boolean;
}

export interface CrosmosStart {
  readonly script: readonly Stage<CrosmosFields>[];
  readonly sourceIds?: readonly number[];
}

interface Row {
  readonly sourceIds: readonly number[];
  readonly createdAt: string;
  readonly job: ScriptedJob<CrosmosFields>;
  completedAt: string | null;
}

export interface CrosmosOptions extends StandInOptions {
  /** Organisations it knows by their `X-Org-Id`; any, and none, unless given. */
  readonly organizations?: readonly string[];
}

/** Crosmos as its page and its server have it: `GET /api/v1/jobs/{job_id}`, states that are free text. */
export function startCrosmos(options: CrosmosOptions = {}): Promise<StandIn<CrosmosStart>> {
  const { key = DEFAULT_KEY, now = Date.now, organizations } = options;
  const rows = new Map<string, Row>();
  return standIn<CrosmosStart>(
    {
      basePath: "",
      key,
      startJob({ script, sourceIds = [] }) {
        const id = uuid(rows.size + 1, 0xc0);
        const createdAt = new Date(now()).toISOString();
        rows.set(id, { sourceIds, createdAt, job: new ScriptedJob(script, now), completedAt: null });
        return id;
      },
      answer(request) {
        if (bearer(request) !== key) return json(401, { detail: "Invalid or missing credentials" });
        const organization = request.headers["x-org-id"];
        if (organization !== undefined && organizations?.includes(organization) === false) {
          return json(403, { detail: "Not a member of this organization" });
        }
        return status(rows, request, now);
      },
    },
    options,
  );
}

function status(rows: ReadonlyMap<string, Row>, { method, url }: Received, now: () => number): Answer {
  const id = /^\/api\/v1\/jobs\/([^/?]*)(\?|$)/.exec(url)?.[1];
  if (method !== "GET" || id === undefined) return json(404, { detail: "Not Found" });
  if (!isUuid(id)) {
    const problem = { loc: ["path", "job_id"], msg: "Input should be a valid UUID", type: "uuid_parsing", input: id };
    return json(422, { detail: [problem] });
  }
  const row = rows.get(id);
  if (row === undefined) return json(404, { detail: "Job not found" });
  const { status: state, result = null, error_message = null, completed = false } = row.job.poll();
  if (completed) row.completedAt ??= new Date(now()).toISOString();
  return json(200, {
    job_id: id,
    status: state,
    source_ids: row.sourceIds,
    result,
    error_message,
    created_at: row.createdAt,
    started_at: row.createdAt,
    completed_at: row.completedAt,
  });
}
