import { type Described, documentFrom, integer, listOf, object, ref, text } from "./build.js";

/** FastAPI's id: the function, the path with `_` for all but letters and digits, and the method. */
function route(
  name: string,
  method: string,
  path: string,
  more: Omit<Described, "route" | "operationId" | "tag">,
): Described {
  const full = `/api/v1${path}`;
  const operationId = `${name}${full.replaceAll(/\W/gu, "_")}_${method.toLowerCase()}`;
  return { route: `${method} ${full}`, operationId, tag: path.split("/")[1] ?? "", ...more };
}

/** The usual five of a collection; lists by `skip` and `limit`, which have defaults. */
function crud(many: string, one: string, schema: string): Described[] {
  const list = object({ data: listOf(ref(schema)), count: integer });
  const query = { skip: { type: "integer", default: 0 }, limit: { type: "integer", default: 100 } };
  return [
    route(`read_${many}`, "GET", `/${many}/`, { query, answer: list }),
    route(`create_${one}`, "POST", `/${many}/`, { body: ref(schema), answer: ref(schema) }),
    route(`read_${one}`, "GET", `/${many}/{id}`, { answer: ref(schema) }),
    route(`update_${one}`, "PUT", `/${many}/{id}`, { body: ref(schema), answer: ref(schema) }),
    route(`delete_${one}`, "DELETE", `/${many}/{id}`, { answer: object({ message: text }) }),
  ];
}

const status = { type: "string", enum: ["queued", "running", "completed", "failed", "cancelled"] };

export const fastApi = documentFrom(
  "Films",
  {
    Film: object({ id: text, title: text }),
    Scene: object({ id: text, film: text }),
    Actor: object({ id: text, name: text }),
    Studio: object({ id: text, name: text }),
    Render: object({ id: text, status, progress: { type: "number" }, error_message: text }),
    Export: object({ job_id: text, job_status: status }),
  },
  [
    ...crud("films", "film", "Film"),
    ...crud("scenes", "scene", "Scene"),
    ...crud("actors", "actor", "Actor"),
    ...crud("studios", "studio", "Studio"),
    route("create_render", "POST", "/renders", { body: object({ film: text }), status: 202, answer: ref("Render") }),
    route("read_render", "GET", "/renders/{render_id}", { answer: ref("Render") }),
    route("cancel_render", "POST", "/renders/{render_id}/cancel", { answer: ref("Render") }),
    route("read_render_result", "GET", "/renders/{render_id}/result", { answer: object({ url: text }) }),
    route("start_export", "POST", "/exports", {
      body: object({ format: text }),
      status: 202,
      answer: object({ job_id: text }),
    }),
    route("read_export", "GET", "/exports/{job_id}", { answer: ref("Export") }),
    route("search_films", "POST", "/films/search", { body: object({ q: text }), answer: listOf(ref("Film")) }),
    route("read_film_reviews", "GET", "/films/{id}/reviews", {
      query: { cursor: text, limit: integer },
      answer: object({ items: listOf(object({ text })), next_cursor: text }),
    }),
    route("publish_film", "POST", "/films/{id}/publish", { answer: ref("Film") }),
    route("read_health", "GET", "/health", { answer: object({ ok: { type: "boolean" } }) }),
  ],
);

export const fastApiWants = {
  paginated: ["actors.list", "films.list", "films.reviews.list", "scenes.list", "studios.list"],
  jobs: {
    "exports.get": ["start exports.create"],
    "renders.get": ["start renders.create", "cancel renders.cancel", "result renders.getResult"],
  },
  names: ["films.create", "films.get", "films.update", "films.delete", "films.search", "films.publish", "health.get"],
};
