import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { classNames, fileNames, parameterName, parameterNames } from "../../../packages/toolchain/src/emit/names.js";
import { propertyRuns } from "../../support/property.js";

test.each([
  ["job_id", "jobId"],
  ["jobId", "jobId"],
  ["ID", "id"],
  ["X-Org-Id", "xOrgId"],
  ["URLPath", "urlPath"],
  ["filter[name]", "filterName"],
  ["2fa", "twoFa"],
  ["_id_", "id"],
  ["class", "classValue"],
  ["params", "paramsValue"],
  ["options", "optionsValue"],
  ["größe", "größe"],
  ["名前", "名前"],
])("the path parameter %s is called %s", (wire, expected) => {
  expect(parameterName(wire)).toBe(expected);
});

describe("class names", () => {
  const cases: [string, string[], Record<string, string>][] = [
    ["nested resources", ["agents", "agents.jobs"], { agents: "Agents", "agents.jobs": "AgentsJobs" }],
    [
      "two paths of one name",
      ["agents.jobs", "agentsJobs"],
      { "agents.jobs": "Agents_JobsResource", agentsJobs: "AgentsJobsResource" },
    ],
    ["two paths of one name but for a capital", ["jobs", "Jobs"], { jobs: "jobsResource", Jobs: "JobsResource" }],
    [
      "a path of the name that another one would take",
      ["job", "jobResource"],
      { job: "jobResource", jobResource: "JobResource" },
    ],
    ["the client's own name", ["acme"], { acme: "AcmeResource" }],
    ["the client's options", ["acmeOptions"], { acmeOptions: "AcmeOptionsResource" }],
    [
      "names of the runtime",
      ["client", "job", "page"],
      { client: "ClientResource", job: "JobResource", page: "PageResource" },
    ],
    ["names of the language", ["promise", "record"], { promise: "PromiseResource", record: "RecordResource" }],
  ];
  test.each(cases)("%s", (_title, paths, expected) => {
    expect(Object.fromEntries(classNames({ client: "Acme" }, paths))).toEqual(expected);
    expect(Object.fromEntries(classNames({ client: "Acme" }, [...paths].toReversed()))).toEqual(expected);
  });
});

describe("file names", () => {
  const cases: [string, string[], Record<string, string>][] = [
    [
      "a path is its file's name",
      ["agents", "agents.jobsDone"],
      { agents: "agents", "agents.jobsDone": "agents.jobsDone" },
    ],
    [
      "paths that differ in letter case alone",
      ["userList", "userlist", "UserList", "other"],
      { userList: "user-list", userlist: "userlist", UserList: "-user-list", other: "other" },
    ],
    [
      "what lies below such a path",
      ["userA.jobs", "usera.jobs"],
      { "userA.jobs": "user-a.jobs", "usera.jobs": "usera.jobs" },
    ],
  ];
  test.each(cases)("%s", (_title, paths, expected) => {
    expect(Object.fromEntries(fileNames(paths))).toEqual(expected);
  });

  test("any paths have names that a disk takes, and that differ without regard to letter case", () => {
    const letters = fc.constantFrom("a", "A", "b", "é", "名", "𝒳");
    const segment = fc.oneof(
      fc.array(letters, { minLength: 1, maxLength: 4 }).map((some) => some.join("")),
      fc.tuple(letters, fc.integer({ min: 150, max: 260 })).map(([letter, count]) => letter.repeat(count)),
    );
    const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join("."));
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 8 }), (paths) => {
        const names = [...fileNames(paths).values()];
        expect(names.filter((name) => Buffer.byteLength(name) > 200)).toEqual([]);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(paths.length);
        expect(names.join("")).not.toContain("\ufffd");
      }),
      propertyRuns(),
    );
  });
});

test.each([
  [
    ["agent_id", "job_id"],
    ["agentId", "jobId"],
  ],
  [
    ["job_id", "jobId"],
    ["job_id", "jobId"],
  ],
  [
    ["a-b", "a.b", "c"],
    ["a_b", "a_b2", "c"],
  ],
  [
    ["id", "id_", "_id"],
    ["id", "id2", "id3"],
  ],
  [
    ["class", "class-", "2"],
    ["classValue", "classValue2", "two"],
  ],
])("the path parameters %j are called %j", (wire, expected) => {
  expect(parameterNames(wire)).toEqual(expected);
});

test.each(["pagination", "paginate", "jobSpec", "startJob", "operation", "params"])(
  "a path parameter %s hides nothing of the module",
  (name) => {
    expect(parameterName(name)).toBe(`${name}Value`);
  },
);
