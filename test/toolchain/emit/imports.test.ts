import { posix } from "node:path";
import { generate } from "specloom";
import { expect, test } from "vitest";
import { Imports } from "../../../packages/toolchain/src/emit/imports.js";
import { inputOf } from "../../support/provider-input.js";

test("imports are sorted, types marked, packages first, nothing twice", () => {
  const imports = new Imports();
  imports.type("./schema.js", "operations");
  imports.value("./operations/b.js", "operation", "bOperation");
  imports.type("@specloom/runtime", "Call");
  imports.type("@specloom/runtime", "Call");
  imports.value("@specloom/runtime", "paginate");
  expect(imports.print()[0]?.text).toBe(
    [
      'import { type Call, paginate } from "@specloom/runtime";',
      'import { operation as bOperation } from "./operations/b.js";',
      'import type { operations } from "./schema.js";',
    ].join("\n"),
  );
});

test("a class first named as a type and then used is imported as a value", () => {
  const imports = new Imports();
  imports.type("@specloom/runtime", "Client");
  expect(imports.value("@specloom/runtime", "Client")).toBe("Client");
  expect(imports.print()[0]?.text).toBe('import { Client } from "@specloom/runtime";');
});

test("a job's module finds the start in the module of the resource above", async () => {
  const job = "{ type: object, properties: { id: { type: string }, status: { enum: [pending, complete, failed] } } }";
  const text = `openapi: 3.0.3
info: { title: Acme, version: "1" }
paths:
  /integrations/{id}/import:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    post:
      operationId: importTargets
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses: { "201": { description: d, headers: { Location: { schema: { type: string } } } } }
  /integrations/{id}/import/{jobId}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: string } }
      - { name: jobId, in: path, required: true, schema: { type: string } }
    get:
      operationId: getImportJob
      responses: { "200": { description: d, content: { application/json: { schema: ${job} } } } }
`;
  const { files, contract } = await generate(inputOf({ path: "openapi.yaml", text }));
  expect(contract.jobs.map(({ resource }) => resource)).toEqual(["integrations.import"]);
  const missing = [...files].flatMap(([path, source]) =>
    [...source.matchAll(/ from "(\.[^"]*)\.js"/gu)]
      .map(([, name = ""]) => posix.join(posix.dirname(path), `${name}.ts`))
      .filter((imported) => path.endsWith(".ts") && !files.has(imported)),
  );
  expect(missing).toEqual([]);
});
