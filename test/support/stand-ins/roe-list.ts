import type { Answer } from "./answer.js";
import { json } from "./answer.js";

/** One row of an agent's job list, with what it can be ordered by. */
export interface ListedJob {
  readonly id: string;
  readonly versionName: string;
  readonly statusCode: number;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly cost: number;
}

const DEFAULT_PAGE_SIZE = 20;
const MAX_PAGE_SIZE = 100;

const ORDERINGS: Readonly<Record<string, (job: ListedJob) => string | number>> = {
  id: ({ id }) => id,
  agent_version_name: ({ versionName }) => versionName,
  status_code: ({ statusCode }) => statusCode,
  created_at: ({ createdAt }) => createdAt,
  last_updated_at: ({ updatedAt }) => updatedAt,
  duration: ({ createdAt, updatedAt }) => updatedAt - createdAt,
  cost: ({ cost }) => cost,
};

/**
 * A page of the list as Django REST framework's page numbers have it. `next` and `previous` are the URL of the request
 * with another `page`, on the origin that the framework believes to be its own.
 */
export function listPage(jobs: readonly ListedJob[], url: URL): Answer {
  const query = url.searchParams;
  const found = ordered(
    jobs.filter((job) => matches(job, query)),
    (query.get("ordering") ?? "").split(","),
  );
  const size = Math.min(Number(query.get("page_size") ?? DEFAULT_PAGE_SIZE) || DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE);
  const page = Number(query.get("page") ?? 1);
  const last = Math.max(1, Math.ceil(found.length / size));
  if (!Number.isInteger(page) || page < 1 || page > last) return json(404, { detail: "Invalid page." });
  return json(200, {
    count: found.length,
    next: page < last ? withPage(url, page + 1) : null,
    previous: page > 1 ? withPage(url, page - 1) : null,
    results: found.slice((page - 1) * size, page * size).map(row),
  });
}

function matches(job: ListedJob, query: URLSearchParams): boolean {
  const from = query.get("created_from");
  const to = query.get("created_to");
  return (
    (from === null || job.createdAt >= Date.parse(from)) &&
    (to === null || job.createdAt <= Date.parse(to)) &&
    (query.get("status_code") ?? `${job.statusCode}`) === `${job.statusCode}` &&
    (query.get("version_name") ?? job.versionName) === job.versionName &&
    (query.get("job_id") ?? job.id) === job.id
  );
}

/** Newest first unless told otherwise; names that are not declared are passed over, as the framework does. */
function ordered(jobs: readonly ListedJob[], names: readonly string[]): ListedJob[] {
  const keys = names.filter((name) => ORDERINGS[name.replace(/^-/, "")] !== undefined);
  if (keys.length === 0) keys.push("-created_at");
  const compare = (one: ListedJob, other: ListedJob): number => {
    for (const key of keys) {
      const value = ORDERINGS[key.replace(/^-/, "")];
      const [a, b] = [value?.(one) ?? 0, value?.(other) ?? 0];
      if (a !== b) return a < b === key.startsWith("-") ? 1 : -1;
    }
    return 0;
  };
  const copy = [...jobs];
  copy.sort(compare);
  return copy;
}

function withPage(url: URL, page: number): string {
  const other = new URL(url);
  other.searchParams.set("page", `${page}`);
  return other.href;
}

function row({ id, versionName, statusCode, createdAt, updatedAt }: ListedJob): unknown {
  const at = new Date(createdAt).toISOString();
  return {
    id,
    agent_version_name: versionName,
    status_events: [{ timestamp: at, status_code: statusCode }],
    status_code: statusCode,
    created_at: at,
    last_updated_at: new Date(updatedAt).toISOString(),
    duration_ms: statusCode < 3 ? null : updatedAt - createdAt,
    job_inputs: [],
    metadata: {},
    ui_fields: {},
    evaluation: null,
    feedback_review: null,
  };
}
