import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readContract } from "../../../packages/toolchain/src/contract/read-contract.js";
import { readDocument } from "../../../packages/toolchain/src/document/read-document.js";
import { readSource } from "../../../packages/toolchain/src/document/read-source.js";
import { documentPaths } from "../../../packages/toolchain/src/document/source.js";
import { overlay } from "../../../packages/toolchain/src/overlay/overlay-document.js";
import { readOverlay } from "../../../packages/toolchain/src/overlay/read-overlay.js";
import { namesOf } from "./support.js";

const text = (path: string) => ({ path, text: readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8") });

/** A provider's contract, from its pages alone and with its overlay. */
function contracts(provider: string) {
  const source = readSource(text(`specs/${provider}/source.yaml`));
  const { document } = readDocument(source, documentPaths(source).map(text));
  const repaired = overlay(document, readOverlay(text(`specs/${provider}/overlay.yaml`))).document;
  return { bare: readContract(document, source), full: readContract(repaired, source) };
}

describe("roe", () => {
  const { bare, full } = contracts("roe");

  it("has three operations on agents' jobs, named by its overlay as they would be anyway", () => {
    const names = {
      v1_agents_jobs_result_retrieve: "agents.jobs.getResult",
      v1_agents_jobs_status_retrieve: "agents.jobs.getStatus",
      v1_agents_jobs_list: "agents.jobs.list",
    };
    expect(namesOf(full.contract)).toEqual(names);
    expect(namesOf(bare.contract)).toEqual(names);
    expect(full.contract.operations.map(({ origins }) => origins.name)).toEqual(["declared", "declared", "declared"]);
  });

  it("declares the pages that are inferred without its overlay", () => {
    const [, , declared] = full.contract.operations;
    expect(declared?.pagination).toEqual({
      style: "page",
      request: { page: "page", size: "page_size" },
      response: { items: "/results", next: "/next", total: "/count" },
    });
    expect(declared?.origins.pagination).toBe("declared");
    const inferred = bare.contract.operations.find(({ id }) => id === "v1_agents_jobs_list");
    expect(inferred?.pagination).toEqual(declared?.pagination);
    expect(inferred?.origins.pagination).toBe("inferred");
  });

  it("declares the job that is inferred without its overlay, and adds what means not found", () => {
    const job = {
      resource: "agents.jobs",
      operation: "v1_agents_jobs_status_retrieve",
      id: "job_id",
      state: "/status",
      states: { pending: [0, 1, 2], succeeded: [3, 6], failed: [4], cancelled: [5] },
      cached: [6],
      error: "/error_message",
      result: { operation: "v1_agents_jobs_result_retrieve", id: "agent_job_id" },
    };
    expect(full.contract.jobs).toEqual([{ ...job, notFound: [404], origin: "declared" }]);
    expect(bare.contract.jobs).toEqual([{ ...job, origin: "inferred" }]);
  });

  it("sends ordering as one value, and the organization from the client", () => {
    const parameters = full.contract.operations.flatMap((operation) => operation.parameters);
    expect(parameters.find(({ name }) => name === "ordering")).toMatchObject({
      in: "query",
      style: "form",
      explode: false,
    });
    expect(full.contract.parameters).toMatchObject([
      { name: "organization_id", in: "query", option: "organizationId", env: "ROE_ORGANIZATION_ID" },
    ]);
    expect(full.contract.environment).toEqual({
      apiKey: "ROE_API_KEY",
      baseUrl: "ROE_BASE_URL",
      timeoutMs: { name: "ROE_TIMEOUT", unit: "s" },
      maxRetries: "ROE_MAX_RETRIES",
    });
    expect(full.contract.defaults).toEqual({ timeoutMs: 60_000, maxRetries: 3 });
    expect(full.contract.security).toEqual({
      schemes: { bearerAuth: { type: "http", scheme: "bearer" } },
      default: [["bearerAuth"]],
    });
    expect(full.notes).toEqual([]);
  });
});

describe("julep", () => {
  const { bare, full } = contracts("julep");

  it("has one job, pending where its state is absent", () => {
    expect(namesOf(full.contract)).toEqual({ get_job_status_jobs__job_id__get: "jobs.getStatus" });
    expect(full.contract.jobs).toEqual([
      {
        resource: "jobs",
        operation: "get_job_status_jobs__job_id__get",
        id: "job_id",
        state: "/state",
        states: {
          pending: ["pending", "in_progress", "retrying"],
          succeeded: ["succeeded"],
          failed: ["failed"],
          cancelled: ["aborted"],
          indeterminate: ["unknown"],
        },
        absent: "pending",
        progress: { value: "/progress", when: "/has_progress" },
        error: "/reason",
        notFound: [400],
        origin: "declared",
      },
    ]);
    expect(full.notes).toEqual([]);
  });

  it("only looks like a job without its overlay, and is named the same", () => {
    expect(namesOf(bare.contract)).toEqual(namesOf(full.contract));
    expect(bare.contract.jobs).toEqual([]);
    expect(bare.notes.map(({ kind }) => kind)).toEqual(["doubtful"]);
  });
});

describe("crosmos", () => {
  const { bare, full } = contracts("crosmos");

  it("has one job with its result in the status", () => {
    expect(namesOf(full.contract)).toEqual({ get_job_status_api_v1_jobs__job_id__get: "jobs.getStatus" });
    expect(namesOf(bare.contract)).toEqual(namesOf(full.contract));
    expect(full.contract.jobs).toEqual([
      {
        resource: "jobs",
        operation: "get_job_status_api_v1_jobs__job_id__get",
        id: "job_id",
        state: "/status",
        states: {
          pending: ["pending", "processing"],
          succeeded: ["completed"],
          partial: ["partial"],
          failed: ["failed"],
          cancelled: ["cancelled"],
        },
        error: "/error_message",
        completedAt: "/completed_at",
        result: { pointer: "/result" },
        notFound: [404],
        origin: "declared",
      },
    ]);
    expect(full.contract.parameters).toMatchObject([{ name: "X-Org-Id", in: "header", option: "organizationId" }]);
    expect(full.notes).toEqual([]);
  });

  it("infers nothing from a free string", () => {
    expect(bare.contract.jobs).toEqual([]);
    expect(bare.notes).toEqual([]);
  });
});
