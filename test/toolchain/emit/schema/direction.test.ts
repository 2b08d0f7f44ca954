import { describe, expect, test } from "vitest";
import { member, moduleOf } from "./support.js";

/** A document with one operation that takes and answers the schema `Job`. */
const exchange = (schemas: string) => `openapi: 3.1.0
paths:
  /jobs:
    post:
      operationId: create
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}}
components:
  schemas:
${schemas
  .split("\n")
  .map((line) => `    ${line}`)
  .join("\n")}
`;

const request = ["create", "requestBody", "content", "application/json"] as const;
const response = ["create", "responses", "200", "content", "application/json"] as const;

describe("a schema of both directions", () => {
  const cases: [title: string, schemas: string, want: Record<string, string>][] = [
    [
      "without marks is one",
      "Job: {type: object, properties: {id: {type: string}}, required: [id]}",
      { Job: "{ id: string; }" },
    ],
    [
      "keeps what is read only to the answer, required though it is",
      "Job: {type: object, properties: {id: {type: string, readOnly: true}, name: {type: string}}, required: [id, name]}",
      { Job: "{ readonly id: string; name: string; }", JobInput: "{ name: string; }" },
    ],
    [
      "keeps what is write only to the request",
      "Job: {type: object, properties: {secret: {type: string, writeOnly: true}, name: {type: string}}, required: [secret]}",
      { Job: "{ name?: string; }", JobInput: "{ secret: string; name?: string; }" },
    ],
    [
      "follows references",
      "Job: {type: object, properties: {owner: {$ref: '#/components/schemas/User'}}}\nUser: {type: object, properties: {id: {type: string, readOnly: true}}}",
      {
        Job: `{ owner?: User; }`,
        JobInput: `{ owner?: UserInput; }`,
        UserInput: "Record<string, unknown>",
      },
    ],
    [
      "follows references in circles",
      "Job: {type: object, properties: {id: {type: string, readOnly: true}, next: {$ref: '#/components/schemas/Job'}}}",
      { JobInput: `{ next?: JobInput; }` },
    ],
    [
      "takes the mark from the schema that a property refers to",
      "Job: {type: object, properties: {id: {$ref: '#/components/schemas/Id'}, a: {type: string}}}\nId: {type: string, readOnly: true}",
      { JobInput: "{ a?: string; }" },
    ],
    [
      "requires nothing that is not there, wherever it is required",
      "Base: {type: object, properties: {id: {type: string, readOnly: true}, a: {type: string}}}\nJob: {allOf: [{$ref: '#/components/schemas/Base'}, {required: [id, a]}], required: [id]}",
      {
        Job: `WithRequired<Base, "id" | "a">`,
        JobInput: `WithRequired<BaseInput, "a">`,
        BaseInput: "{ a?: string; }",
      },
    ],
    [
      "has another name where its own is taken",
      "Job: {type: object, properties: {id: {type: string, readOnly: true}}}\nJobInput: {type: string}",
      { JobInput: "string", JobInput_: "Record<string, unknown>" },
    ],
  ];
  test.each(cases)("%s", async (_, schemas, want) => {
    const text = await moduleOf(exchange(schemas));
    const found = Object.keys(want).map((name) => [name, member(text, "components", "schemas", name)]);
    expect(Object.fromEntries(found)).toEqual(want);
  });

  test("is named by each side", async () => {
    const text = await moduleOf(exchange("Job: {type: object, properties: {id: {type: string, readOnly: true}}}"));
    expect([member(text, "operations", ...request), member(text, "operations", ...response)]).toEqual([
      "models.JobInput",
      "models.Job",
    ]);
  });

  test("stays one where only answers have it", async () => {
    const text = await moduleOf(`openapi: 3.1.0
paths: {/a: {get: {responses: {default: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}}}}}
webhooks: {done: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}, responses: {}}}}
components: {schemas: {Job: {type: object, properties: {id: {type: string, readOnly: true}}}}}`);
    expect(text).not.toContain("JobInput");
    expect(member(text, "webhooks", "done", "post", "requestBody", "content", "application/json")).toBe("models.Job");
  });
});
