import * as runtime from "@specloom/runtime";
import { SpecloomError } from "@specloom/runtime";
import { generate } from "specloom";
import { describe, expect, test } from "vitest";
import { inputOf } from "../../support/provider-input.js";
import { contractOf } from "../contract/support.js";
import { classNames, folderNames } from "../../../packages/toolchain/src/emit/names.js";
import { packageNames } from "../../../packages/toolchain/src/emit/package-names.js";
import { resourceTree } from "../../../packages/toolchain/src/emit/resources.js";

const none = new Map<string, string>();

/** The names of the guards of these methods, each of which declares an error. */
function guards(methods: readonly string[]): Record<string, string> {
  const paths = methods.map(
    (name, index) =>
      `  /p${index}: { get: { operationId: o${index}, x-specloom-name: ${name}, responses: { "404": { description: d } } } }`,
  );
  const { contract } = contractOf(`paths:\n${paths.join("\n")}`);
  const names = packageNames(resourceTree(contract), contract, none, []);
  return Object.fromEntries(
    names.guards.map(({ resource, local, exported }) => [`${resource.path} ${local}`, exported]),
  );
}

describe("guards are exported by the names of their class and method", () => {
  const cases: [string, readonly string[], Record<string, string>][] = [
    [
      "class and method",
      ["agents.jobs.list", "ping"],
      { "agents.jobs isListError": "isAgentsJobsListError", " isPingError": "isAcmePingError" },
    ],
    [
      "a resource and a method that read alike",
      ["admin.users.list", "admin.usersList"],
      { "admin.users isListError": "isAdminUsers_listError", "admin isUsersListError": "isAdmin_usersListError" },
    ],
    [
      "methods that differ in letter case",
      ["jobs.list", "jobs.List"],
      { "jobs islist_Error": "isJobs_listError", "jobs isList_Error": "isJobs_ListError" },
    ],
    [
      "a method of the name of a guard",
      ["jobs.list", "jobs.isListError"],
      { "jobs isListErrorGuard": "isJobsListError", "jobs isIsListErrorError": "isJobsIsListErrorError" },
    ],
  ];
  test.each(cases)("%s", (_title, methods, want) => {
    expect(guards(methods)).toEqual(want);
    expect(guards(methods.toReversed())).toEqual(want);
  });
});

test("schemas by whose names the package exports something else stand in the namespace of models alone", () => {
  const { contract } = contractOf(`paths:
  /jobs:
    get: { operationId: listJobs, parameters: [{ name: q, in: query }], responses: { "204": { description: none } } }`);
  const schemas = ["Job", "Page", "Thing", "JobsListParams", "NotFoundError", "Acme", "Jobs", "Error", "operations"];
  const models = new Map(schemas.map((name) => [name, name]));
  const names = packageNames(resourceTree(contract), contract, models, []);
  expect(names.models).toEqual(["JobsListParams", "Thing"]);
  expect([...names.hidden.keys()]).toEqual(schemas.filter((name) => !names.models.includes(name)));
});

/** A pager, and a job with all that belongs to one. */
const everything = `paths:
  /jobs:
    get:
      operationId: listJobs
      x-specloom-pagination: { style: cursor, request: { cursor: c }, response: { items: /items, next: /next } }
      parameters: [{ name: c, in: query }]
      responses: { "200": { description: d, content: { application/json: { schema: { $ref: "#/components/schemas/Page" } } } } }
  /jobs/{id}:
    get:
      operationId: getJob
      x-specloom-job: { id: id, state: /state, states: { succeeded: [done] } }
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: d, content: { application/json: { schema: { $ref: "#/components/schemas/Job" } } } } }
components:
  schemas:
    Page: { type: object, properties: { items: { type: array, items: {} }, next: { type: string } } }
    Job: { type: object, properties: { state: { type: string } } }`;

test("a package with pages and jobs exports every error class of the runtime", () => {
  const { contract } = contractOf(everything);
  const { ofRuntime } = packageNames(resourceTree(contract), contract, none, []);
  const errors = Object.entries<unknown>(runtime).filter(
    ([, value]) => typeof value === "function" && (value === SpecloomError || value.prototype instanceof SpecloomError),
  );
  expect(errors.length).toBeGreaterThan(30);
  expect(errors.map(([name]) => name).filter((name) => !ofRuntime.includes(name))).toEqual([]);
});

test("the rest of the runtime gives way to names of the document", () => {
  const { contract } = contractOf(everything);
  const exported = (...schemas: string[]) =>
    packageNames(resourceTree(contract), contract, new Map(schemas.map((name) => [name, name])), []);
  const plain = exported().ofRuntime;
  expect(plain).toEqual(
    expect.arrayContaining(["ServerError", "exactJson", "type Drift", "type JobState", "type Secret"]),
  );
  const { ofRuntime, models, hidden } = exported("ServerError", "Secret", "JobState");
  expect(models).toEqual(["JobState", "Secret", "ServerError"]);
  expect(hidden.size).toBe(0);
  expect(ofRuntime).toEqual(plain.filter((name) => !["ServerError", "type Secret", "type JobState"].includes(name)));
});

test("functions are imported by the path of their resource", () => {
  expect([...folderNames(["", "agents", "agents.jobs", "raw", "client", "Users", "users"])]).toEqual([
    ["", "client"],
    ["agents", "agents"],
    ["agents.jobs", "agents/jobs"],
    ["raw", "-raw"],
    ["client", "-client"],
    ["Users", "-users"],
    ["users", "users"],
  ]);
});

test("no class has the name of another", () => {
  const paths = ["admin.users", "admin", "adminUsers"];
  expect(new Set(classNames({ client: "Acme" }, paths).values()).size).toBe(paths.length);
});

test.each<[exports: object | undefined, isTold: boolean]>([
  [undefined, false],
  [{ ".": "./src/index.ts", "./*": "./src/functions/*.ts" }, false],
  [{ ".": "./src/index.ts" }, true],
])("a package with the entries %j hides its functions: %s", async (entries, isTold) => {
  const input = inputOf({ path: "openapi.json", text: '{ "openapi": "3.1.0", "paths": {} }' });
  const text = JSON.stringify({ name: "@acme/sdk", version: "1.0.0", exports: entries });
  const { notes } = await generate({ ...input, manifest: { path: "packages/acme/package.json", text } });
  const place = { file: "packages/acme/package.json", pointer: "/exports" };
  expect(notes.filter(({ message }) => message.includes('"./*"')).map(({ places }) => places)).toEqual(
    isTold ? [[place]] : [],
  );
});
