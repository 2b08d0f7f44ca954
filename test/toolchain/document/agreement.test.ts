import { expect, test } from "vitest";
import { agreementNotes } from "../../../packages/toolchain/src/document/agreement.js";
import { openApiObject } from "../../../packages/toolchain/src/document/openapi-object.js";
import { readPage } from "../../../packages/toolchain/src/document/page.js";
import { readYaml } from "../../../packages/toolchain/src/document/yaml.js";

const FRAGMENT = `openapi: 3.1.0
info: { title: Acme, version: "1" }
servers: []
paths:
  /jobs/{id}:
    get:
      summary: A job.
      responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Job" } } } } }
components:
  schemas:
    Job: { type: object, properties: { state: { type: [string, "null"] } } }
`;

const page = readPage({ path: "job.md", text: `# Job\n\n\`\`\`\`yaml get /jobs/{id}\n${FRAGMENT}\`\`\`\`\n` });

function notes(change: (text: string) => string): string[] {
  const data = readYaml({ path: "whole.yaml", text: change(FRAGMENT) });
  return agreementNotes(page, { file: "whole.yaml", value: openApiObject(data), locate: data.locate }).map(
    ({ message }) => message,
  );
}

const cases: [title: string, change: (text: string) => string, want: string[]][] = [
  ["the same", (text) => text, []],
  ["another description", (text) => text.replace("A job.", "One job."), []],
  ["other servers", (text) => text.replace("servers: []", "servers: [{ url: /v1 }]"), []],
  ["more operations and schemas", (text) => text.replace("    Job:", "    Task: { type: string }\n    Job:"), []],
  [
    "an older version that says the same",
    (text) => text.replace("3.1.0", "3.0.3").replace('type: [string, "null"]', "type: string, nullable: true"),
    [],
  ],
  [
    "another type",
    (text) => text.replace('[string, "null"]', "string"),
    [
      "The page and the whole document disagree on /components/schemas/Job, at its /properties/state/type, whole.yaml:11:49 (/components/schemas/Job/properties/state/type): one of them is out of date",
    ],
  ],
  [
    "no such schema",
    (text) => text.replace("    Job:", "    Task:"),
    ["The page has /components/schemas/Job, which whole.yaml has not: one of them is out of date"],
  ],
];
test.each(cases)("%s", (_title, change, want) => {
  expect(notes(change)).toEqual(want);
});

test("a whole document without the page's operation is refused", () => {
  expect(() => notes((text) => text.replace("    get:", "    put:"))).toThrow(
    "Expected GET /jobs/{id}, which job.md describes, found no such operation in whole.yaml",
  );
});
