import { type Described, documentFrom, integer, listOf, object, ref, text } from "./build.js";

/** FastAPI's id: the function, the path with `_` for all but letters and digits, and the method. */
function route(name: string, at: string, more: Omit<Described, "route" | "operationId" | "tag">): Described {
  const [method = "", path = ""] = at.split(/ (.*)/su);
  const operationId = `${name}${path.replaceAll(/\W/gu, "_")}_${method.toLowerCase()}`;
  return { route: at, operationId, tag: path.split("/")[3] ?? "", ...more };
}

const status = {
  type: "string",
  description: "The status of the job: pending, processing, completed, partial, failed or cancelled.",
};

/** A service of memories as FastAPI describes it: the state is any text, which its description lists. */
export const crosmos = documentFrom(
  "Memories",
  {
    Space: object({ id: text, name: text }),
    Source: object({ id: integer, title: text }),
    JobStatus: object({ job_id: text, status, completed_at: text, error_message: text }),
    Accepted: object({ job_id: text, source_ids: listOf(integer) }),
  },
  [
    route("list_spaces", "GET /api/v1/spaces", {
      query: { limit: { type: "integer", default: 50 }, offset: { type: "integer", default: 0 } },
      answer: object({ spaces: listOf(ref("Space")), total: integer }),
    }),
    route("list_sources", "GET /api/v1/spaces/{space_id}/sources", {
      query: { cursor: text, limit: integer },
      answer: object({ sources: listOf(ref("Source")), next_cursor: { type: ["string", "null"] } }),
    }),
    route("create_space", "POST /api/v1/spaces", { body: ref("Space"), status: 201, answer: ref("Space") }),
    route("ingest", "POST /api/v1/ingest", { body: object({ text }), status: 202, answer: ref("Accepted") }),
    route("get_job", "GET /api/v1/jobs/{job_id}", { answer: ref("JobStatus") }),
    route("search", "POST /api/v1/search", { body: object({ query: text }), answer: listOf(ref("Source")) }),
  ],
);

export const crosmosWants = {
  paginated: ["spaces.list", "spaces.sources.list"],
  jobs: { "jobs.get": ["start ingest.create"] },
  names: ["spaces.create", "jobs.get"],
};
