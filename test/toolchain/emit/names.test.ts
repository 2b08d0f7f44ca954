import { describe, expect, test } from "vitest";
import { classNames, parameterName } from "../../../packages/toolchain/src/emit/names.js";

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
    ["the client's own name", ["acme"], { acme: "Acme_" }],
  ];
  test.each(cases)("%s", (_title, paths, expected) => {
    expect(Object.fromEntries(classNames({ client: "Acme" }, paths))).toEqual(expected);
    expect(Object.fromEntries(classNames({ client: "Acme" }, [...paths].toReversed()))).toEqual(expected);
  });
});
