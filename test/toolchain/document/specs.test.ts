import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { printYaml } from "../../../packages/toolchain/src/document/print.js";
import { readDocument } from "../../../packages/toolchain/src/document/read-document.js";
import { readSource } from "../../../packages/toolchain/src/document/read-source.js";
import { documentPaths } from "../../../packages/toolchain/src/document/source.js";
import { decodeText } from "../../../packages/toolchain/src/document/text.js";
import { readYaml } from "../../../packages/toolchain/src/document/yaml.js";
import { formatLocation } from "../../../packages/toolchain/src/location.js";
import { isObject, type Json } from "../../../packages/toolchain/src/json.js";

const file = (path: string) => decodeText(path, readFileSync(new URL(`../../../${path}`, import.meta.url)));

function read(provider: string) {
  const source = readSource(file(`specs/${provider}/source.yaml`));
  return { source, ...readDocument(source, documentPaths(source).map(file)) };
}

const keys = (value: Json | undefined) => (isObject(value) ? Object.keys(value) : []);

describe("roe", () => {
  const { source, document, notes, headers } = read("roe");

  it("is one document of three pages that agree", () => {
    expect(source).toMatchObject({ name: "roe", package: "@specloom/roe", title: "Roe AI", client: "Roe" });
    expect(notes).toStrictEqual([]);
    expect(keys(document.value["paths"])).toStrictEqual([
      "/v1/agents/jobs/{agent_job_id}/result/",
      "/v1/agents/jobs/{job_id}/status/",
      "/v1/agents/{agent_id}/jobs/",
    ]);
    expect([...headers.values()].map(({ method }) => method)).toStrictEqual(["get", "get", "get"]);
  });

  it("has the error schema of all three once", () => {
    const schemas = isObject(document.value["components"]) ? document.value["components"]["schemas"] : undefined;
    expect(keys(schemas).join(" ")).toBe(
      "AgentJobResultResponse ErrorResponse AgentDatum AgentJobStatus PaginatedListAgentJobList ListAgentJob " +
        "AgentJobStatusEvent JobInput AgentJobEvaluation AgentJobFeedbackNested ReviewStatusEnum",
    );
  });

  it("knows the page and line of each part", () => {
    const places = [
      "/paths/~1v1~1agents~1jobs~1{job_id}~1status~1/get/operationId",
      "/components/schemas/AgentJobStatus/properties/timestamp/type",
      "/components/schemas/PaginatedListAgentJobList/properties/next/nullable",
      "/servers/0/url",
    ];
    expect(places.map((pointer) => formatLocation(document.locate(pointer)))).toStrictEqual([
      "specs/roe/roe-agent-job-status.md:36:7 (/paths/~1v1~1agents~1jobs~1{job_id}~1status~1/get/operationId)",
      "specs/roe/roe-agent-job-status.md:90:11 (/components/schemas/AgentJobStatus/properties/timestamp/type)",
      "specs/roe/roe-agent-jobs-list.md:187:11 (/components/schemas/PaginatedListAgentJobList/properties/next/nullable)",
      "specs/roe/roe-agent-jobs-list.md:27:5 (/servers/0/url)",
    ]);
  });
});

describe.each([
  ["julep", "/jobs/{job_id}", "https://api.julep.ai/api/openapi.json"],
  ["crosmos", "/api/v1/jobs/{job_id}", "https://api.crosmos.dev/openapi.json"],
])("%s", (provider, path, documentUrl) => {
  it("is one page, whose header names the whole document", () => {
    const { document, notes, headers } = read(provider);
    expect(keys(document.value["paths"])).toStrictEqual([path]);
    expect(notes).toStrictEqual([]);
    expect([...headers.values()]).toStrictEqual([{ method: "get", path, documentUrl }]);
  });
});

it.each(["roe", "julep", "crosmos"])("%s prints and reads back the same", (provider) => {
  const { document } = read(provider);
  expect(readYaml({ path: "openapi.yaml", text: printYaml(document.value) }).value).toStrictEqual(document.value);
});

it.each(["roe", "julep", "crosmos"])("%s says whose document it is, and lists every page", (provider) => {
  const folder = readdirSync(new URL(`../../../specs/${provider}`, import.meta.url));
  const { source } = read(provider);
  expect(folder).toContain("NOTICE");
  expect(folder.filter((name) => name.endsWith(".md"))).toStrictEqual(source.files.map(({ file: name }) => name));
});
