import { describe, expect, test } from "vitest";
import { classNames, fileNames, parameterName, parameterNames } from "../../../packages/toolchain/src/emit/names.js";

test.each([
  ["job_id", "jobId"],
  ["jobId", "jobId"],
  ["ID", "id"],
  ["X-Org-Id", "xOrgId"],
  ["URLPath", "urlPath"],
  ["filter[name]", "filterName"],
  ["2fa", "_2fa"],
  ["class", "class_"],
  ["params", "params_"],
  ["options", "options_"],
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
      { "agents.jobs": "Agents_Jobs_", agentsJobs: "AgentsJobs_" },
    ],
    ["two paths of one name but for a capital", ["jobs", "Jobs"], { jobs: "jobs_", Jobs: "Jobs_" }],
    ["the client's own name", ["acme"], { acme: "Acme_" }],
    ["the client's options", ["acmeOptions"], { acmeOptions: "AcmeOptions_" }],
    ["names of the runtime", ["client", "job", "page"], { client: "Client_", job: "Job_", page: "Page_" }],
    ["names of the language", ["promise", "record"], { promise: "Promise_", record: "Record_" }],
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
    ["a_b", "a_b_", "c"],
  ],
])("the path parameters %j are called %j", (wire, expected) => {
  expect(parameterNames(wire)).toEqual(expected);
});

test.each(["pagination", "paginate", "jobSpec", "startJob", "operation", "params"])(
  "a path parameter %s hides nothing of the module",
  (name) => {
    expect(parameterName(name)).toBe(`${name}_`);
  },
);
