import { type Described, documentFrom, integer, listOf, object, ref, text } from "./build.js";

const uri = { type: ["string", "null"], format: "uri" };
const pageOf = (schema: string) => object({ count: integer, next: uri, previous: uri, results: listOf(ref(schema)) });

function route(
  action: string,
  method: string,
  path: string,
  more: Omit<Described, "route" | "operationId" | "tag">,
): Described {
  const full = `/v1${path}`;
  const words = full.split("/").filter((part) => part !== "" && !part.startsWith("{"));
  const operationId = [...words, action].join("_").replaceAll("-", "_");
  return { route: `${method} ${full}`, operationId, tag: words[1] ?? "", ...more };
}

/** A model view set. */
function viewSet(path: string, schema: string): Described[] {
  return [
    route("list", "GET", `/${path}/`, { query: { page: integer, page_size: integer }, answer: pageOf(schema) }),
    route("create", "POST", `/${path}/`, { body: ref(schema), status: 201, answer: ref(schema) }),
    route("retrieve", "GET", `/${path}/{id}/`, { answer: ref(schema) }),
    route("update", "PUT", `/${path}/{id}/`, { body: ref(schema), answer: ref(schema) }),
    route("partial_update", "PATCH", `/${path}/{id}/`, { body: ref(schema), answer: ref(schema) }),
    route("destroy", "DELETE", `/${path}/{id}/`, { status: 204 }),
  ];
}

const ids = object({ ids: { ...listOf(text), maxItems: 100 } }, ["ids"]);

export const djangoRest = documentFrom(
  "Farm",
  {
    Field: object({ id: text }),
    Crop: object({ id: text }),
    Machine: object({ id: text }),
    Run: object({
      id: text,
      status: {
        type: "integer",
        enum: [0, 1, 2, 3, 4],
        description: "* `0` - Pending\n* `1` - Started\n* `2` - Success\n* `3` - Failure\n* `4` - Cancelled",
      },
    }),
  },
  [
    ...viewSet("fields", "Field"),
    ...viewSet("crops", "Crop"),
    ...viewSet("machines", "Machine"),
    route("list", "GET", "/crops/{crop_pk}/harvests/", {
      query: { limit: integer, offset: integer },
      answer: object({ count: integer, next: uri, previous: uri, results: listOf(object({ id: text })) }),
    }),
    route("list", "GET", "/machines/{machine_pk}/events/", {
      query: { cursor: text },
      answer: object({ next: uri, previous: uri, results: listOf(object({ id: text })) }),
    }),
    route("create", "POST", "/runs/", { body: object({ field: text }), status: 201, answer: ref("Run") }),
    route("list", "GET", "/runs/", { query: { page: integer }, answer: pageOf("Run") }),
    route("retrieve", "GET", "/runs/{id}/", { answer: ref("Run") }),
    route("retrieve", "GET", "/runs/{id}/result/", { answer: object({ yield: integer }) }),
    route("create", "POST", "/runs/{id}/cancel/", { answer: ref("Run") }),
    route("create", "POST", "/runs/statuses/", { body: ids, answer: listOf(ref("Run")) }),
    route("create", "POST", "/fields/{id}/water/", { answer: ref("Field") }),
    route("retrieve", "GET", "/weather/", { answer: object({ rain: integer }) }),
    route("create", "POST", "/crops/search/", { body: object({ q: text }), answer: listOf(ref("Crop")) }),
    route("create", "POST", "/auth/token/", { body: object({ name: text }), answer: object({ token: text }) }),
  ],
);

export const djangoRestWants = {
  paginated: ["crops.harvests.list", "crops.list", "fields.list", "machines.events.list", "machines.list", "runs.list"],
  jobs: {
    "runs.get": ["start runs.create", "cancel runs.cancel", "result runs.getResult", "batch runs.statuses"],
  },
  names: ["fields.create", "fields.get", "fields.partialUpdate", "fields.delete", "crops.search", "weather.get"],
};
