import { type Described, documentFrom, integer, listOf, object, ref, text } from "./build.js";

function controller(name: string, path: string) {
  return (
    action: string,
    method: string,
    rest: string,
    more: Omit<Described, "route" | "operationId" | "tag">,
  ): Described => ({
    route: `${method} /${path}${rest}`,
    operationId: `${name}Controller_${action}`,
    tag: path,
    ...more,
  });
}

const flag = { type: "boolean" };
/** A page as `nestjs` paginators describe it. */
const pageOf = (schema: string) =>
  object({
    data: listOf(ref(schema)),
    meta: object({ page: integer, take: integer, itemCount: integer, pageCount: integer, hasNextPage: flag }),
  });
const paging = { page: { type: "integer", minimum: 1, default: 1 }, take: { type: "integer", default: 10 } };

function resource(name: string, path: string, schema: string): Described[] {
  const route = controller(name, path);
  return [
    route("findAll", "GET", "", { query: paging, answer: pageOf(schema) }),
    route("create", "POST", "", { body: ref(schema), status: 201, answer: ref(schema) }),
    route("findOne", "GET", "/{id}", { answer: ref(schema) }),
    route("update", "PATCH", "/{id}", { body: ref(schema), answer: ref(schema) }),
    route("remove", "DELETE", "/{id}", { status: 200 }),
  ];
}

const imports = controller("Imports", "imports");
const reports = controller("Reports", "teams/{teamId}/reports");
const patients = controller("Patients", "patients");
const state = { type: "string", enum: ["PENDING", "PROCESSING", "COMPLETED", "FAILED"] };

export const nest = documentFrom(
  "Clinic",
  {
    Patient: object({ id: text }),
    Visit: object({ id: text }),
    Doctor: object({ id: text }),
    Room: object({ id: text, status: { type: "string", enum: ["created", "active", "completed", "failed"] } }),
    Import: object({ data: object({ id: text, state }) }),
    Report: object({ id: text, state }),
  },
  [
    ...resource("Patients", "patients", "Patient"),
    ...resource("Visits", "visits", "Visit"),
    ...resource("Doctors", "doctors", "Doctor"),
    ...resource("Rooms", "rooms", "Room"),
    imports("start", "POST", "", { body: object({ url: text }), status: 201, answer: ref("Import") }),
    imports("findOne", "GET", "/{id}", { answer: ref("Import") }),
    imports("cancel", "POST", "/{id}/cancel", { status: 204 }),
    reports("create", "POST", "", { status: 202, answer: ref("Report") }),
    reports("findOne", "GET", "/{reportId}", { answer: ref("Report") }),
    reports("download", "GET", "/{reportId}/download", { status: 200 }),
    patients("search", "POST", "/search", { body: object({ q: text }), answer: listOf(ref("Patient")) }),
    patients("archive", "POST", "/{id}/archive", { answer: ref("Patient") }),
    patients("findVisits", "GET", "/{id}/visits", { query: paging, answer: pageOf("Visit") }),
    patients("getProfile", "GET", "/me", { answer: ref("Patient") }),
  ],
);

export const nestWants = {
  paginated: ["doctors.list", "patients.findVisits", "patients.list", "rooms.list", "visits.list"],
  jobs: {
    "imports.get": ["start imports.create", "cancel imports.cancel"],
    "reports.get": ["start reports.create", "result reports.download"],
  },
  names: [
    "patients.create",
    "patients.get",
    "patients.update",
    "patients.delete",
    "patients.search",
    "patients.archive",
  ],
};
