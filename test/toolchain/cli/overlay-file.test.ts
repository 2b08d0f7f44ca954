import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { environmentFor, overlayFile } from "../../../packages/toolchain/src/cli/add/overlay-file.js";
import type { SourceText } from "../../../packages/toolchain/src/openapi/document.js";
import { ToolchainError } from "../../../packages/toolchain/src/errors.js";
import { inspect, type Inspection } from "../../../packages/toolchain/src/inspect.js";
import { findDocuments } from "../../corpus/documents.js";

function inspected(files: readonly SourceText[], entry: string, overlay?: string): Inspection {
  const listed = files.map(({ path }) => `  ${JSON.stringify(path.slice("specs/acme/".length))}: { local: true }\n`);
  const source = `name: acme\npackage: acme\ntitle: Acme\ndocument: whole\nentry: ${JSON.stringify(entry)}\nfiles:\n${listed.join("")}`;
  return inspect({
    name: "acme",
    source: { path: "specs/acme/source.yaml", text: source },
    overlay: overlay === undefined ? undefined : { path: "specs/acme/overlay.yaml", text: overlay },
    documents: files,
    contract: undefined,
    manifest: undefined,
    custom: [],
    readme: undefined,
    lock: undefined,
  });
}

/** The first overlay of a document, as `add` writes it. */
function firstOverlay({ contract, notes, document }: Inspection): string {
  const environment = environmentFor({ name: "acme" }, contract);
  return overlayFile({ title: "Acme" }, { contract: { ...contract, environment }, notes, document });
}

/** A commented action. */
const BLOCK = /^ {2}# - target: .*\n(?: {2}# {3}.*\n)*/gmu;

/** The overlay with one of its commented actions uncommented, for each of them. */
function uncommented(overlay: string): string[] {
  const blocks = [...overlay.matchAll(BLOCK)];
  return blocks.map(
    ({ 0: block, index }) =>
      overlay.slice(0, index) + block.replaceAll(/^ {2}# /gmu, "  ") + overlay.slice(index + block.length),
  );
}

const isName = (action: string): boolean => action.includes("x-specloom-name");
/** What is only seen in part has blanks. */
const hasBlanks = (action: string): boolean => /[:-] "?<[^>]*>/u.test(action);

/** The overlay with all of its commented actions uncommented but names: of those that clash, people choose one. */
const factsUncommented = (overlay: string): string =>
  overlay.replaceAll(BLOCK, (block) =>
    isName(block) || hasBlanks(block) ? block : block.replaceAll(/^ {2}# /gmu, "  "),
  );

const DOCUMENT = `
openapi: 3.1.0
info: { title: Acme, version: 1.0.0 }
components:
  securitySchemes: { key: { type: http, scheme: bearer } }
  schemas:
    Widget: { type: object, properties: { id: { type: string } } }
    Job:
      type: object
      properties: { id: { type: string }, status: { type: string, enum: [queued, running, succeeded, failed] } }
paths:
  /widgets:
    get:
      operationId: listWidgets
      parameters:
        - { name: page, in: query, schema: { type: integer } }
        - { name: page_size, in: query, schema: { type: integer } }
      responses:
        "200":
          description: A page.
          content:
            application/json:
              schema:
                type: object
                properties:
                  count: { type: integer }
                  next: { type: string }
                  previous: { type: string }
                  results: { type: array, items: { $ref: "#/components/schemas/Widget" } }
  /jobs:
    post: { operationId: createJob, responses: { "202": { description: Begun., content: { application/json: { schema: { $ref: "#/components/schemas/Job" } } } } } }
  /jobs/{job_id}:
    get:
      operationId: getJob
      parameters: [{ name: job_id, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: A job., content: { application/json: { schema: { $ref: "#/components/schemas/Job" } } } } }
  /jobs/{job_id}/result:
    get:
      operationId: getJobResult
      parameters: [{ name: job_id, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: Its result., content: { application/json: { schema: { type: object } } } } }
  /runs/{run_id}:
    get:
      operationId: getRun
      parameters: [{ name: run_id, in: path, required: true, schema: { type: string } }]
      responses:
        "200":
          description: A run.
          content:
            application/json:
              schema: { type: object, properties: { status: { type: string, enum: [queued, succeeded, failed, strange] } } }
`;
const files = [{ path: "specs/acme/openapi.yaml", text: DOCUMENT }];

describe("a first overlay", () => {
  const before = inspected(files, "openapi.yaml");
  const overlay = firstOverlay(before);

  test("changes nothing but the environment, and every action of it does something", () => {
    const after = inspected(files, "openapi.yaml", overlay);
    expect(after.contract).toEqual({
      ...before.contract,
      environment: { apiKey: "ACME_API_KEY", baseUrl: "ACME_BASE_URL" },
    });
    expect(after.actions.map(({ changed }) => changed)).toEqual([true]);
  });

  test("lists what was found and what is doubtful, each below a line that says what it is", () => {
    const lines = overlay.split("\n").filter((line) => /^ {2}# (?!- | {2})/u.test(line));
    expect(lines).toEqual([
      "  # Pagination that the client uses",
      "  # GET /widgets",
      "  # Jobs that the client uses",
      "  # GET /jobs/{job_id}",
      "  # Look-alikes of pagination or a job; nothing is generated for them",
      expect.stringMatching(
        /^ {2}# GET \/runs\/\{run_id\} looks like a job's status, but the meaning of strange is not known/u,
      ),
    ]);
  });

  test("each action applies once it is uncommented, and then is what the client goes by", () => {
    const variants = uncommented(overlay);
    const origins = variants.map((variant) => {
      const { contract, actions } = inspected(files, "openapi.yaml", variant);
      expect(actions.map(({ changed }) => changed)).toEqual([true, true]);
      const declared = [
        ...contract.operations.flatMap(({ id, origins: { pagination } }) => (pagination === "declared" ? [id] : [])),
        ...contract.jobs.flatMap(({ operation, origin }) => (origin === "declared" ? [operation] : [])),
      ];
      return declared;
    });
    expect(origins).toEqual([["listWidgets"], ["getJob"], ["getRun"]]);
  });
});

describe("signs that are not enough", () => {
  const document = `${DOCUMENT}  /gadgets:
    get:
      operationId: listGadgets
      parameters: [{ name: nr, in: query, schema: { type: integer } }]
      responses: { "200": { description: Some., content: { application/json: { schema: { type: object, properties: { total_pages: { type: integer }, rows: { type: array, items: {} } } } } } } }
  /dishes/{dish_id}:
    get:
      operationId: getDish
      parameters: [{ name: dish_id, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: It., content: { application/json: { schema: { type: object, properties: { step: { type: string } } } } } } }
  /dishes/{dish_id}/cancel:
    post:
      operationId: cancelDish
      parameters: [{ name: dish_id, in: path, required: true, schema: { type: string } }]
      responses: { "204": { description: Done. } }
`;
  const texts = [{ path: "specs/acme/openapi.yaml", text: document }];
  const overlay = firstOverlay(inspected(texts, "openapi.yaml"));
  const blanks = uncommented(overlay).filter((variant) => hasBlanks(variant.replaceAll(/^ {2}# .*$/gmu, "")));
  const fill = (variant: string): string =>
    variant
      .replace("<parameter of the page number>", "nr")
      .replace("</pointer/to/the/state>", "/step")
      .replace("<a state of work that goes on>", "cooking")
      .replace("<a state of success>", "served")
      .replace("<a state of failure>", "burnt");

  test("stand in it with what is missing", () => {
    expect(overlay).toContain("# Signs of pages or a job that are not enough: fill in each `<…>`");
    expect(overlay).toContain("# GET /gadgets has signs of pages: a list ('/rows' of the answer), a number of pages");
    expect(overlay).toContain(
      "# GET /dishes/{dish_id} has signs of a job: a cancel (cancelDish). Missing: a field whose values are",
    );
    expect(blanks).toHaveLength(2);
  });

  test("apply once the blanks are filled in", () => {
    const [list = "", job = ""] = blanks;
    const paged = inspected(texts, "openapi.yaml", fill(list)).contract;
    expect(paged.operations.find(({ id }) => id === "listGadgets")?.pagination).toEqual({
      style: "page",
      request: { page: "nr" },
      response: { items: "/rows" },
    });
    const waited = inspected(texts, "openapi.yaml", fill(job)).contract;
    expect(waited.jobs.find(({ operation }) => operation === "getDish")).toMatchObject({
      state: "/step",
      states: { pending: ["cooking"], succeeded: ["served"], failed: ["burnt"] },
      cancel: { operation: "cancelDish", id: "dish_id" },
    });
  });

  test("and say the whole form where they are not", () => {
    for (const variant of blanks)
      expect(() => inspected(texts, "openapi.yaml", variant)).toThrow(
        expect.objectContaining({ hint: expect.stringContaining("The whole form: x-specloom-") }),
      );
  });
});

describe("the first overlay of every published document", () => {
  const corpus = resolve(import.meta.dirname, "../../../../shared/corpus");
  const { root, documents } = existsSync(corpus) ? findDocuments(corpus) : { root: "", documents: [] };

  test.skipIf(documents.length === 0)("applies as written and uncommented", () => {
    const counted = { actions: 0, names: 0 };
    for (const document of documents.filter(({ isValid }) => isValid)) {
      const texts = document.files.map((file) => ({
        path: `specs/acme/${file}`,
        text: readFileSync(join(root, file), "utf8"),
      }));
      // The large ones say the same, and take a minute.
      if (texts.reduce((sum, { text }) => sum + text.length, 0) > 60_000) continue;
      const before = readable(() => inspected(texts, document.path));
      if (before === undefined) continue;
      const overlay = firstOverlay(before);
      const facts = factsUncommented(overlay);
      const actions = overlay.match(BLOCK)?.filter((block) => !isName(block) && !hasBlanks(block)).length ?? 0;
      expect(inspected(texts, document.path, facts).actions).toHaveLength(actions + 1);
      const names = uncommented(overlay).filter((variant) => isName(variant.replaceAll(/^ {2}# .*$/gmu, "")));
      for (const variant of names.slice(0, 3)) {
        inspected(texts, document.path, variant);
        counted.names += 1;
      }
      counted.actions += actions;
    }
    expect(counted.actions).toBeGreaterThan(0);
    expect(counted.names).toBeGreaterThan(0);
  });

  /** Undefined for what cannot be generated without repairs, with or without a first overlay. */
  function readable(read: () => Inspection): Inspection | undefined {
    try {
      return read();
    } catch (error) {
      if (error instanceof ToolchainError) return undefined;
      throw error;
    }
  }
});
