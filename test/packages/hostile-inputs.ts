import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./repository.js";
import { hostileParts } from "../support/hostile-texts.js";

/** Files of a repository with the API `acme`, by path; texts of some size in all. */
export type Files = Readonly<Record<string, string>>;

/** An input that costs more than it seems to, and the harmless one of its size that it is compared with. */
export interface Kind {
  readonly files: (bytes: number) => Files;
  readonly harmless: "prose" | "operations";
}

export const DOCUMENT = "specs/acme/openapi.yaml";
export const PAGE = "specs/acme/page.md";

/** Repeats a part up to a size. */
const fill = (part: string, bytes: number): string => part.repeat(Math.ceil(bytes / Buffer.byteLength(part)));

/** Joins what is made of ascending numbers up to a size. */
function many(make: (index: number) => string, bytes: number): string {
  const found: string[] = [];
  for (let [index, size] = [0, 0]; size < bytes; index += 1) {
    const next = make(index);
    found.push(next);
    size += next.length;
  }
  return found.join("");
}

interface Document {
  readonly info?: object;
  readonly get?: object;
  readonly paths?: string;
  readonly schemas?: string;
  readonly more?: string;
}

/** A document with one operation, `widgets.list`; `paths` and `schemas` are members in JSON, with a comma before each. */
function document({ info, get, paths = "", schemas = "", more = "" }: Document): Files {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/S" } } };
  const list = { operationId: "widgets_list", responses: { 200: { description: "d", content } }, ...get };
  return {
    [DOCUMENT]:
      `{"openapi":"3.1.0","info":${JSON.stringify({ title: "Acme", version: "1", ...info })},` +
      `"paths":{"/widgets":{"get":${JSON.stringify(list)}}${paths}},` +
      `"components":{"schemas":{"S0":{"type":"string"}${schemas === "" || !schemas.includes('"S":') ? ',"S":{"type":"object"}' : ""}${schemas}}}${more}}`,
  };
}

/** One text in each place that a person reads. */
function saying(part: string, bytes: number): Files {
  // In JSON, a part may take more bytes than by itself.
  const written = JSON.stringify(part).length - 2;
  const text = part.repeat(Math.ceil(bytes / 4 / Math.max(written, Buffer.byteLength(part))));
  return document({
    info: { description: text },
    get: { summary: text, description: text },
    schemas: `,"S":{"type":"object","properties":{"a":{"description":${JSON.stringify(text)}}}}`,
  });
}

/** Each reference twice, so that who follows each of them does so 2^depth times. The rest of the size is prose. */
function doubling(make: (next: string) => object): (bytes: number) => Files {
  const depth = 60;
  return (bytes) => {
    const one = (index: number): string =>
      `,"S${index === 0 ? "" : index}":${JSON.stringify(make(`#/components/schemas/S${(index + 1) % depth === 0 ? 0 : index + 1}`))}`;
    const schemas = Array.from({ length: depth }, (_, index) => one(index))
      .slice(0, depth)
      .join("");
    return document({
      info: { description: fill("plain words ", bytes) },
      schemas: schemas.replace(',"S0":', ',"T":'),
    });
  };
}

const schemaOf = (schema: string): Files => document({ schemas: `,"S":${schema}` });

/** The harmless inputs. */
export const harmless: Readonly<Record<Kind["harmless"], (bytes: number) => Files>> = {
  prose: (bytes) => saying("Plain words, as people write them. ", bytes),
  operations: (bytes) =>
    document({
      paths: many(
        (index) =>
          `,"/things${index}/{id}":{"get":{"operationId":"things${index}_get","summary":"Gets one thing.","parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"string"}}],"responses":{"200":{"description":"A thing","content":{"application/json":{"schema":{"type":"object","properties":{"id":{"type":"string"},"label":{"type":"string","description":"What people call it."}}}}}}}}}`,
        bytes,
      ),
    }),
};

const prose = (files: Kind["files"]): Kind => ({ files, harmless: "prose" });
const operations = (files: Kind["files"]): Kind => ({ files, harmless: "operations" });
const beside = (path: string, text: (bytes: number) => string): Kind =>
  prose((bytes) => ({ ...document({}), [path]: text(bytes) }));

/** A page of documentation as a provider publishes it. */
export const SAMPLE_PAGE = readFileSync(join(repository, "specs/roe/roe-agent-job-status.md"), "utf8");

/** A page of documentation with a text before its document, and after it. */
const page = (text: (bytes: number) => string): Kind =>
  prose((bytes) => ({
    "specs/acme/source.yaml": `name: acme\npackage: "@acme/client"\ntitle: Acme\ndocument: pages\nfiles:\n  page.md: { local: true }\n`,
    [PAGE]: `${text(bytes / 2)}\n\n${SAMPLE_PAGE}\n\n${text(bytes / 2)}\n`,
  }));

const texts = [
  ...hostileParts,
  "[",
  "](",
  "<",
  "&",
  ">",
  "- ",
  "1. ",
  "\\",
  "**",
  "_",
  "a\n\n",
  "  \n",
  "http://",
  "|-",
  "{",
  "<a href=",
  "&#",
];

/** Every kind, by its name. */
export const kinds: Readonly<Record<string, Kind>> = {
  ...Object.fromEntries(texts.map((part) => [`text ${JSON.stringify(part)}`, prose((bytes) => saying(part, bytes))])),
  "all texts": prose((bytes) => saying(hostileParts.join(""), bytes)),
  "a name": prose((bytes) => schemaOf(`{"type":"object","properties":{"${fill("a", bytes)}":{}}}`)),
  "an operationId": prose((bytes) => document({ get: { operationId: fill("aB_", bytes) } })),
  "a path": prose((bytes) => document({ paths: `,"${fill("/a", bytes)}":{"get":{"responses":{}}}` })),
  "a path of parameters": prose((bytes) =>
    document({ paths: `,"${many((index) => `/{a${index}}`, bytes)}":{"get":{"responses":{}}}` }),
  ),
  "a title": prose((bytes) => document({ info: { title: fill("a B-", bytes) } })),
  "a pattern": prose((bytes) => schemaOf(`{"type":"string","pattern":"${fill("(a+)+", bytes)}"}`)),
  digits: prose((bytes) => schemaOf(`{"type":"number","default":${fill("7", bytes)}}`)),
  "an exponent": prose((bytes) => schemaOf(`{"type":"number","default":1e${fill("9", bytes)}}`)),
  "lists in lists": prose((bytes) => schemaOf(`{"default":${fill("[", bytes / 2)}${fill("]", bytes / 2)}}`)),
  "objects in objects": prose((bytes) => schemaOf(`{"default":${fill('{"a":', bytes)}`)),
  "lists without an end": prose((bytes) => ({ [DOCUMENT]: fill("[", bytes) })),
  "flows of YAML": prose((bytes) => ({ [DOCUMENT]: `a: ${fill("{ ? ", bytes)}` })),
  dashes: prose((bytes) => ({ [DOCUMENT]: fill("- ", bytes) })),
  aliases: operations((bytes) => ({
    [DOCUMENT]: `a0: &a0 [x]\n${many((index) => `a${index + 1}: &a${index + 1} [${fill(`*a${index},`, 60)}x]\n`, bytes)}`,
  })),
  anchors: operations((bytes) => ({ [DOCUMENT]: many((index) => `a${index}: &a${index} {}\n`, bytes) })),
  "merge keys": operations((bytes) => ({
    [DOCUMENT]: `a0: &a0 { x: 1 }\n${many((index) => `a${index + 1}: &a${index + 1}\n  <<: *a${index}\n  b${index}: 1\n`, bytes)}`,
  })),
  comments: prose((bytes) => ({ [DOCUMENT]: fill("# a\n", bytes) + document({})[DOCUMENT] })),
  "empty lines": prose((bytes) => ({ [DOCUMENT]: fill(" \n", bytes) + document({})[DOCUMENT] })),
  "a folded text": prose((bytes) => ({
    [DOCUMENT]: `openapi: 3.1.0\ninfo:\n  title: Acme\n  version: '1'\n  description: >-\n${fill("    a\n\n     b\n", bytes)}paths: {}\n`,
  })),
  "documents of YAML": operations((bytes) => ({ [DOCUMENT]: fill("---\na: 1\n", bytes) })),
  "a key repeated": operations((bytes) => ({ [DOCUMENT]: fill("a: 1\n", bytes) })),
  defects: operations((bytes) =>
    document({ paths: many((index) => `,"/t${index}":{"get":{"parameters":[{"name":"a"},7],"responses":[]}}`, bytes) }),
  ),
  "references to nothing": operations((bytes) =>
    document({ schemas: many((index) => `,"R${index}":{"$ref":"#/components/schemas/No${index}"}`, bytes) }),
  ),
  "a chain of references": operations((bytes) =>
    document({
      schemas: `,"S":{"$ref":"#/components/schemas/C0"}${many((index) => `,"C${index}":{"$ref":"#/components/schemas/C${index + 1}"}`, bytes)}`,
    }),
  ),
  "a chain of heirs": operations((bytes) =>
    document({
      schemas: `,"S":{"allOf":[{"$ref":"#/components/schemas/C0"}]}${many((index) => `,"C${index}":{"allOf":[{"$ref":"#/components/schemas/C${index + 1}"}],"properties":{"p${index}":{"readOnly":true}}}`, bytes)}`,
    }),
  ),
  "doubling heirs": prose(doubling((next) => ({ allOf: [{ $ref: next }, { $ref: next, properties: { a: {} } }] }))),
  "doubling unions": prose(doubling((next) => ({ anyOf: [{ $ref: next }, { type: "array", items: { $ref: next } }] }))),
  "doubling properties": prose(
    doubling((next) => ({ type: "object", properties: { a: { $ref: next }, b: { $ref: next, readOnly: true } } })),
  ),
  "doubling lists": prose(doubling((next) => ({ type: "array", prefixItems: [{ $ref: next }, { $ref: next }] }))),
  properties: operations((bytes) =>
    schemaOf(`{"type":"object","properties":{"p":{}${many((index) => `,"p${index}":{}`, bytes)}}}`),
  ),
  "required names": operations((bytes) =>
    schemaOf(`{"type":"object","required":["p"${many((index) => `,"p${index}"`, bytes)}]}`),
  ),
  "an enum": operations((bytes) => schemaOf(`{"enum":["v"${many((index) => `,"v${index}"`, bytes)}]}`)),
  "an enum of one name": operations((bytes) =>
    schemaOf(`{"enum":["v"${many((index) => `,"v${"-".repeat(index % 90)}${"_".repeat(index / 90)}"`, bytes)}]}`),
  ),
  "a union": operations((bytes) =>
    document({
      schemas: `,"S":{"oneOf":[{}${many((index) => `,{"type":"object","properties":{"k":{"const":"${index}"}}}`, bytes)}],"discriminator":{"propertyName":"k"}}`,
    }),
  ),
  "schemas of one name": operations((bytes) =>
    document({ schemas: many((index) => `,"N${"-".repeat(index % 90)}${"_".repeat(index / 90)}":{}`, bytes) }),
  ),
  "operations of one name": operations((bytes) =>
    document({ paths: many((index) => `,"/t${index}":{"get":{"operationId":"same","responses":{}}}`, bytes) }),
  ),
  "operations of one path": operations((bytes) =>
    document({ paths: many((index) => `,"/t/{a${index}}":{"get":{"responses":{}}}`, bytes) }),
  ),
  "methods of one resource": operations((bytes) =>
    document({ paths: many((index) => `,"/t/${index}":{"get":{"tags":["t"],"responses":{}}}`, bytes) }),
  ),
  tags: operations((bytes) =>
    document({ more: `,"tags":[{"name":"a"}${many((index) => `,{"name":"t${index}"}`, bytes)}]` }),
  ),
  servers: operations((bytes) =>
    document({
      more: `,"servers":[{"url":"https://a.example"}${many((index) => `,{"url":"https://a${index}.example/{v}","variables":{"v":{"default":"1"}}}`, bytes)}]`,
    }),
  ),
  parameters: operations((bytes) =>
    document({
      get: JSON.parse(
        `{"parameters":[{"name":"a","in":"query","schema":{}}${many((index) => `,{"name":"a${index}","in":"query","schema":{}}`, bytes)}]}`,
      ),
    }),
  ),
  "parameters of one name": operations((bytes) =>
    document({
      get: JSON.parse(
        `{"parameters":[{"name":"a","in":"query","schema":{}}${many(() => `,{"name":"a","in":"query","schema":{}}`, bytes)}]}`,
      ),
    }),
  ),
  responses: operations((bytes) =>
    document({
      paths: `,"/r":{"get":{"responses":{"200":{"description":"d"}${many((index) => `,"${200 + (index % 400)}${index}":{"description":"d"}`, bytes)}}}}`,
    }),
  ),
  "media types": operations((bytes) =>
    document({
      paths: `,"/r":{"get":{"responses":{"200":{"description":"d","content":{"a/b":{}${many((index) => `,"a/b${index}":{"schema":{}}`, bytes)}}}}}}`,
    }),
  ),
  "security schemes": operations((bytes) =>
    document({ more: `,"security":[{}${many((index) => `,{"k${index}":[]}`, bytes)}]` }),
  ),
  "an overlay of actions": beside(
    "specs/acme/overlay.yaml",
    (bytes) =>
      `overlay: 1.0.0\ninfo: { title: a, version: '1' }\nactions:\n${many((index) => `  - { target: "$..*", update: { x-a${index}: 1 } }\n`, bytes)}`,
  ),
  "an overlay of filters": beside(
    "specs/acme/overlay.yaml",
    (bytes) =>
      `overlay: 1.0.0\ninfo: { title: a, version: '1' }\nactions:\n  - target: "$.paths[?(${fill("@.a == 1 && ", bytes)}@.a)]"\n    remove: true\n`,
  ),
  "an overlay of steps": beside(
    "specs/acme/overlay.yaml",
    (bytes) =>
      `overlay: 1.0.0\ninfo: { title: a, version: '1' }\nactions:\n  - { target: "$${fill("..*", bytes)}", remove: true }\n`,
  ),
  "files of source.yaml": beside(
    "specs/acme/source.yaml",
    (bytes) =>
      `name: acme\npackage: "@acme/client"\ntitle: Acme\ndocument: whole\nentry: openapi.yaml\nfiles:\n  openapi.yaml: { local: true }\n${many((index) => `  f${index}.yaml: { local: true }\n`, bytes)}`,
  ),
  acceptances: beside("specs/acme/accepted.yaml", (bytes) =>
    many((index) => `- { rule: x${index}, reason: a }\n`, bytes),
  ),
  "names of a contract": beside("generated/acme/contract.json", (bytes) => `{"operations":[${fill("[", bytes)}`),
  "a lock": beside("specs/lock.json", (bytes) => `{"providers":{"a":{}${many((index) => `,"a${index}":{}`, bytes)}}}`),
  "marks of a README": beside("packages/acme/README.md", (bytes) =>
    fill("<!-- reference: generated, do not edit below -->\n", bytes),
  ),
  "a wrapper of code": beside("packages/acme/custom/extra.ts", (bytes) => `export const a = ${fill("(", bytes)}`),
  ...Object.fromEntries(
    ["<!---->", "```\n", "# a\n", "| a ", "<a>", "[a](b)\n", "    a\n", "~~~yaml\n", "````yaml a\n"].map((part) => [
      `page ${JSON.stringify(part)}`,
      page((bytes) => fill(part, bytes)),
    ]),
  ),
};
