import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { SourceDocument, SourceText } from "../../../packages/toolchain/src/openapi/document.js";
import { readDocument } from "../../../packages/toolchain/src/document/read-document.js";
import { readSource } from "../../../packages/toolchain/src/document/read-source.js";
import { valueAt, type Json } from "../../../packages/toolchain/src/json.js";
import { overlay } from "../../../packages/toolchain/src/overlay/overlay-document.js";
import { readOverlay } from "../../../packages/toolchain/src/overlay/read-overlay.js";
import { deepFreeze } from "./support.js";

const root = new URL("../../../", import.meta.url);

function textOf(path: string): SourceText {
  return { path, text: readFileSync(new URL(path, root), "utf8") };
}

/** The pages of a provider as the document stage reads them. */
function pagesOf(name: string): SourceDocument {
  const folder = `specs/${name}`;
  const source = readSource(textOf(`${folder}/source.yaml`));
  const pages = readdirSync(new URL(folder, root)).filter((file) => file.endsWith(".md"));
  const texts = pages.map((file) => textOf(`${folder}/${file}`));
  return readDocument(source, texts).document;
}

function overlaid(name: string) {
  const pages = pagesOf(name);
  return overlay({ ...pages, value: deepFreeze(pages.value) }, readOverlay(textOf(`specs/${name}/overlay.yaml`)));
}

describe.each(["roe", "julep", "crosmos"])("specs/%s/overlay.yaml", (name) => {
  it("has no action that matches nothing, changes nothing or gives no reason", () => {
    const { report } = overlaid(name);
    const wanting = report.filter((entry) => entry.matched === 0 || !entry.changed || entry.description === undefined);
    expect(wanting).toEqual([]);
  });

  it("gives every operation a name and every job status a declaration", () => {
    const { document } = overlaid(name);
    const paths = Object.values(valueAt(document.value, "/paths") ?? {});
    const names = paths.map((item: Json) => valueAt(item, "/get/x-specloom-name"));
    expect(names).toEqual(
      { roe: ["agents.jobs.getResult", "agents.jobs.getStatus", "agents.jobs.list"] }[name] ?? ["jobs.getStatus"],
    );
    expect(paths.filter((item: Json) => valueAt(item, "/get/x-specloom-job") !== undefined)).toHaveLength(1);
  });
});

describe("the repaired documents", () => {
  const schemas = "/components/schemas";
  const julepJob = "/paths/~1jobs~1{job_id}/get";
  const crosmosJob = "/paths/~1api~1v1~1jobs~1{job_id}/get";
  it.each<[string, string, Json | undefined]>([
    ["roe", "/security", [{ bearerAuth: [] }]],
    ["roe", "/components/securitySchemes/bearerAuth/scheme", "bearer"],
    ["roe", `${schemas}/AgentJobStatus/properties/timestamp/type`, "number"],
    ["roe", `${schemas}/AgentJobStatus/properties/status/enum`, [0, 1, 2, 3, 4, 5, 6]],
    ["roe", `${schemas}/ListAgentJob/properties/status_code/enum`, [0, 1, 2, 3, 4, 5, 6]],
    ["roe", `${schemas}/ErrorResponse/required`, undefined],
    ["roe", `${schemas}/ErrorResponse/properties/detail/type`, "string"],
    ["roe", `${schemas}/PaginatedListAgentJobList/properties/next/type`, ["string", "null"]],
    ["roe", `${schemas}/PaginatedListAgentJobList/properties/previous/type`, ["string", "null"]],
    ["roe", `${schemas}/PaginatedListAgentJobList/properties/previous/nullable`, undefined],
    ["roe", `${schemas}/AgentJobEvaluation/properties/reference`, {}],
    ["roe", "/x-specloom-client/env/timeoutMs", { name: "ROE_TIMEOUT", unit: "s" }],
    ["julep", "/servers", [{ url: "https://api.julep.ai/api" }]],
    [
      "julep",
      "/components/securitySchemes/APIKeyHeader",
      { type: "http", scheme: "bearer", description: "Julep API key" },
    ],
    ["julep", `${julepJob}/responses/400/content/application~1json/schema/$ref`, `#${schemas}/ErrorResponse`],
    ["julep", `${julepJob}/responses/422/content/application~1json/schema/$ref`, `#${schemas}/ErrorResponse`],
    ["julep", `${schemas}/HTTPValidationError`, undefined],
    ["julep", `${schemas}/JobStatus/properties/name`, { type: "string", maxLength: 120, title: "Name", default: "" }],
    ["crosmos", "/servers", [{ url: "https://api.crosmos.dev" }]],
    ["crosmos", `${crosmosJob}/parameters/1/name`, "X-Org-Id"],
    ["crosmos", `${schemas}/IngestionJobResponse/properties/status/enum`, undefined],
  ])("%s %s", (name, pointer, expected) => {
    expect(valueAt(overlaid(name).document.value, pointer)).toEqual(expected);
  });

  it.each([
    [
      "roe",
      "/paths/~1v1~1agents~1jobs~1{job_id}~1status~1/get/x-specloom-job/states/cancelled",
      "specs/roe/overlay.yaml",
    ],
    ["roe", `${schemas}/AgentJobStatus/properties/timestamp/type`, "specs/roe/overlay.yaml"],
    ["roe", `${schemas}/AgentJobStatus/properties/error_message`, "specs/roe/roe-agent-job-status.md"],
    ["julep", `${julepJob}/summary`, "specs/julep/julep-job-status.md"],
    ["crosmos", `${crosmosJob}/parameters/0`, "specs/crosmos/crosmos-job-status.md"],
    ["crosmos", `${crosmosJob}/parameters/1/schema`, "specs/crosmos/overlay.yaml"],
  ])("%s: %s was written in %s", (name, pointer, file) => {
    expect(overlaid(name).document.locate(pointer)).toMatchObject({ file });
  });
});
