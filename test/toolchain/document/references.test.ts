import { join, resolve } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { generate } from "specloom";
import { inputOf } from "../../support/provider-input.js";
import { typeCheck } from "../../support/type-check.js";

/** Documents whose parts refer to each other in every way, and what a user of their clients writes. */
const CASES: readonly (readonly [title: string, files: Readonly<Record<string, string>>, use: string])[] = [
  [
    "a document in files, its components named by the entry",
    {
      "api.yaml": `openapi: 3.1.0
info: {title: t, version: "1"}
servers: [{url: https://api.example.com}]
security: [{Key: []}]
paths:
  /things: {$ref: 'paths/things.yaml'}
  /things/{id}: {$ref: './paths/things.yaml#/item'}
components:
  securitySchemes: {Key: {$ref: 'parts/key.yaml'}}
  parameters: {Id: {$ref: 'parts/parameters.yaml#/Id'}, Limit: {$ref: '#/components/parameters/Max'}, Max: {$ref: 'parts/parameters.yaml#/Max'}}
  responses: {Thing: {$ref: 'parts/thing-answer.yaml'}, Same: {$ref: '#/components/responses/Thing'}}
  requestBodies: {Thing: {$ref: 'parts/thing-body.yaml'}}
  schemas: {Thing: {$ref: 'schemas/Thing.yaml'}, Kind: {$ref: 'schemas/my%20kind.yaml'}}`,
      "paths/things.yaml": `get:
  operationId: listThings
  parameters: [{$ref: '../api.yaml#/components/parameters/Limit'}]
  responses: {'200': {description: ok, content: {application/json: {schema: {type: array, items: {$ref: ../schemas/Thing.yaml}}}}}}
post:
  operationId: addThing
  requestBody: {$ref: '../api.yaml#/components/requestBodies/Thing'}
  responses: {'200': {$ref: '../api.yaml#/components/responses/Same'}}
item:
  get:
    operationId: getThing
    parameters: [{$ref: '../parts/parameters.yaml#/Id'}]
    responses: {'200': {$ref: '../parts/thing-answer.yaml'}}`,
      "parts/key.yaml": "{type: apiKey, in: header, name: X-Key}",
      "parts/parameters.yaml": `Id: {name: id, in: path, required: true, schema: {type: integer}}
Max: {$ref: '#/Limit'}
Limit: {name: limit, in: query, schema: {type: integer}}`,
      "parts/thing-answer.yaml":
        "{description: ok, content: {application/json: {schema: {$ref: '../schemas/Thing.yaml'}}}}",
      "parts/thing-body.yaml":
        "{required: true, content: {application/json: {schema: {$ref: '../schemas/Thing.yaml#/properties/draft'}}}}",
      "schemas/Thing.yaml": `type: object
required: [id, kind, draft]
properties:
  id: {type: integer}
  kind: {$ref: 'my kind.yaml'}
  draft: {type: object, required: [title], properties: {title: {type: string}}}
  parent: {$ref: '#'}`,
      "schemas/my kind.yaml": "{type: string, enum: [a, b]}",
    },
    `import { Acme, type Kind, type Thing } from "./packages/acme/src/index.js";
export async function use(acme: Acme): Promise<Kind | undefined> {
  const [first]: Thing[] = await acme.things.list({ limit: 5 });
  const added: Thing = await acme.things.add({ body: { title: "t" } });
  // @ts-expect-error An id is an integer.
  await acme.things.get("1");
  const one: Thing = await acme.things.get(added.id);
  return one.parent?.parent?.kind ?? first?.kind;
}`,
  ],
  [
    "Swagger 2.0: pointers into operations, for every part",
    {
      "api.yaml": `swagger: "2.0"
info: {title: t, version: "1"}
host: api.example.com
paths:
  /cats/{id}:
    parameters: [{in: path, name: id, type: integer, required: true}]
    get:
      operationId: getCat
      responses: {200: {description: ok, schema: {type: object, required: [name], properties: {name: {type: string}, kitten: {$ref: '#/paths/~1cats~1{id}/get/responses/200/schema'}}}}}
    put:
      operationId: replaceCat
      parameters: [{in: body, name: cat, required: true, schema: {$ref: '#/paths/~1cats~1%7Bid%7D/get/responses/200/schema'}}]
      responses: {200: {$ref: '#/paths/~1cats~1{id}/get/responses/200'}}
  /cats:
    post:
      operationId: addCat
      parameters: [{$ref: '#/paths/~1cats~1{id}/put/parameters/0'}]
      responses: {200: {description: ok, schema: {type: array, items: {$ref: '#/paths/~1cats~1{id}/put/parameters/0/schema'}}}}`,
    },
    `import type { Acme } from "./packages/acme/src/index.js";
export async function use(acme: Acme): Promise<string | undefined> {
  const cat = await acme.cats.get(1);
  const kitten: string | undefined = cat.kitten?.kitten?.name;
  const replaced = await acme.cats.replace(1, { body: cat });
  const [added] = await acme.cats.add({ body: replaced });
  return kitten ?? added?.name;
}`,
  ],
  [
    "path items and callbacks by reference",
    {
      "api.yaml": `openapi: 3.1.0
info: {title: t, version: "1"}
servers: [{url: https://api.example.com}]
paths:
  /ping: {$ref: '#/components/pathItems/Ping', summary: here}
  /pong: {$ref: '#/paths/~1old'}
  /old: {get: {callbacks: {done: {$ref: '#/components/callbacks/Done'}}, responses: {'200': {$ref: 'shared.yaml#/components/responses/Text'}}}}
webhooks: {ping: {$ref: '#/components/pathItems/First'}}
components:
  pathItems:
    Ping: {$ref: '#/components/pathItems/First'}
    First: {get: {operationId: ping, responses: {'200': {$ref: 'shared.yaml#/components/responses/Text'}}}}
  callbacks: {Done: {$ref: 'shared.yaml#/components/callbacks/Done'}}`,
      "shared.yaml": `components:
  responses: {Text: {description: ok, content: {application/json: {schema: {type: string}}}}}
  callbacks: {Done: {'{$request.query.url}': {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Event'}}}}, responses: {'204': {description: ok}}}}}}
  schemas: {Event: {type: object, required: [at], properties: {at: {type: integer}}}}`,
    },
    `import type { Acme, Event, webhooks } from "./packages/acme/src/index.js";
export const use = (acme: Acme): Promise<string> => acme.ping.ping();
export const at = (event: Event): number => event.at;
export type Hook = webhooks["ping"]["get"];`,
  ],
  [
    "identifiers, anchors and odd names",
    {
      "api.yaml": `openapi: 3.1.0
info: {title: t, version: "1"}
servers: [{url: https://api.example.com}]
paths:
  /a: {get: {operationId: getA, responses: {'200': {description: ok, content: {application/json: {schema: {type: object, required: [t, l, p, s, u, w], properties: {t: {$ref: 'https://acme.example/tree'}, l: {$ref: '#label'}, p: {$ref: '#/components/schemas/50%25'}, s: {$ref: '#/components/schemas/a~1b'}, u: {$ref: '#/components/schemas/Größe'}, w: {$ref: '#/components/schemas/two words'}}}}}}}}}
components:
  schemas:
    Tree: {$id: 'https://acme.example/tree', type: object, required: [value], properties: {value: {$ref: '#/$defs/value'}, children: {type: array, items: {$ref: tree}}}, $defs: {value: {$anchor: v, type: integer}}}
    Label: {$anchor: label, type: string}
    50%: {type: string}
    a/b: {type: boolean}
    Größe: {type: number}
    two words: {type: 'null'}`,
    },
    `import type { Acme } from "./packages/acme/src/index.js";
export async function use(acme: Acme): Promise<number | undefined> {
  const { t, l, p, s, u, w } = await acme.a.get();
  const all: [string, string, boolean, number, null] = [l, p, s, u, w];
  return all.length + (t.children?.[0]?.children?.[0]?.value ?? t.value);
}`,
  ],
];

const folder = resolve(import.meta.dirname, "../../../node_modules/.cache/specloom/references");
const messages = new Map<string, string[]>();

beforeAll(async () => {
  const texts = new Map<string, string>();
  for (const [index, [, { "api.yaml": text = "", ...others }, use]] of CASES.entries()) {
    const at = join(folder, String(index));
    const files = Object.entries(others).map(([path, other]) => ({ path, text: other }));
    const { files: made, notes } = await generate(inputOf({ path: "api.yaml", text }, files));
    for (const [path, code] of made) if (path.endsWith(".ts")) texts.set(join(at, path), code);
    texts.set(join(at, "use.ts"), use);
    messages.set(
      String(index),
      notes.filter(({ kind }) => kind === "defect").map(({ message }) => message),
    );
  }
  for (const [file, found] of typeCheck([], texts)) {
    const [index = "", ...path] = file.slice(folder.length + 1).split("/");
    messages.get(index)?.push(...found.map((message) => `${path.join("/")}:${message}`));
  }
});

test.each(CASES.map(([title], index) => [title, index]))(
  "%s: no defect, and the client is used as said",
  (_, index) => {
    expect(messages.get(String(index))).toStrictEqual([]);
  },
);
