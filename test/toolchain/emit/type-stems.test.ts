import { describe, expect, test } from "vitest";
import { contractOf } from "../contract/support.js";
import { modelsOf } from "../../../packages/toolchain/src/emit/entry.js";
import { classNames } from "../../../packages/toolchain/src/emit/names.js";
import { resourceTree } from "../../../packages/toolchain/src/emit/resources.js";
import { typeStems } from "../../../packages/toolchain/src/emit/type-stems.js";

/** What the names of the types of these methods begin with. */
function stems(methods: readonly string[]): Record<string, string> {
  const contract = { client: "Acme" };
  const paths = methods.flatMap((name) =>
    name
      .split(".")
      .slice(0, -1)
      .map((_, at, all) => all.slice(0, at + 1).join(".")),
  );
  const classes = new Map([...classNames(contract, [...new Set(paths)]), ["", "Acme"] as const]);
  return Object.fromEntries(typeStems(methods, classes, contract));
}

describe("names of a method's types", () => {
  const cases: [string, Record<string, string>][] = [
    ["class and method", { "agents.jobs.list": "AgentsJobsList", ping: "AcmePing" }],
    [
      "a resource and a method that read alike",
      { "admin.users.list": "AdminUsers_list", "admin.usersList": "Admin_usersList", "admin.get": "AdminGet" },
    ],
    ["methods that differ in letter case", { "jobs.list": "Jobs_list", "jobs.List": "Jobs_List" }],
    ["a class of the name of a type", { "jobs.list": "Jobs_list", "jobsListParams.get": "JobsListParamsGet" }],
    ["an error of the runtime", { "not.found": "Not_found", "no.get": "NoGet" }],
  ];
  test.each(cases)("%s", (_title, expected) => {
    const methods = Object.keys(expected);
    expect(stems(methods)).toEqual(expected);
    expect(stems(methods.toReversed())).toEqual(expected);
  });
});

test("schemas by whose names the package exports something else are told apart", () => {
  const { contract } = contractOf(`paths:
  /jobs:
    get: { operationId: listJobs, parameters: [{ name: q, in: query }], responses: { "204": { description: none } } }`);
  const schemas = [
    "Job",
    "Page",
    "Thing",
    "NotFoundError",
    "Acme",
    "Jobs",
    "JobsListParams",
    "class",
    "Error",
    "a-b",
    "operations",
  ];
  expect(modelsOf(resourceTree(contract), contract, schemas, [])).toEqual({
    exported: ["Thing"],
    hidden: ["Acme", "Error", "Job", "Jobs", "JobsListParams", "NotFoundError", "Page", "class", "operations"],
  });
});
