import { join, resolve } from "node:path";
import fc from "fast-check";
import { generate, ToolchainError } from "specloom";
import { expect, test } from "vitest";
import { bareName, everyExport } from "../../packages/toolchain/src/emit/runtime-exports.js";
import { inputOf } from "../support/provider-input.js";
import { typeCheck } from "../support/type-check.js";

/** Sources are checked below this folder, which stays empty. */
const folder = resolve(import.meta.dirname, "../.names");

const RESERVED =
  "arguments await break case catch class const constructor debugger default delete do else enum eval export extends " +
  "false finally for function if implements import in instanceof interface let new null package private protected " +
  "prototype public return static super switch this throw true try typeof undefined var void while with yield __proto__";
const TYPES =
  "Array AsyncIterable Blob Date Error Exclude Function Map NonNullable Object Omit Parameters Partial Pick Promise " +
  "ReadableStream Record Response ReturnType Set String Symbol Uint8Array URLSearchParams any never object string " +
  "symbol unknown bigint number boolean globalThis";
const OWN =
  "Acme AcmeOptions acme client createClient components functions index job jobSpec models operation operations options " +
  "pagination params paths raw enums schema start streamed types waitFor webhooks withOptions MergePatch WithRequired " +
  "isListError ListError ListParams GetResponse list get create";
const SHAPES = "a A aB ab AB a-b a_b a.b a/b _ $ 1 2nd x1 X1 é É 日本 ß ı İ ǆ user users userList User-List USER";

const token = fc.oneof(
  ...[RESERVED, TYPES, OWN, SHAPES].map((list) => fc.constantFrom(...list.split(" "))),
  fc.constantFrom(...everyExport.map(bareName)),
);
const joined = fc
  .tuple(fc.array(token, { minLength: 1, maxLength: 3 }), fc.constantFrom("", "_", "-", ".", "/", " "))
  .map(([tokens, between]) => tokens.join(between));
const identifier = token.filter((name) => /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name));

const operation = fc.record({
  id: joined,
  tag: fc.option(joined),
  segment: token,
  parameter: token,
  declared: fc.option(fc.array(identifier, { minLength: 1, maxLength: 3 }), { freq: 3 }),
  method: fc.constantFrom("get", "post", "delete"),
  body: fc.nat(29),
  answer: fc.nat(29),
  failure: fc.option(fc.nat(29)),
  isPaged: fc.boolean(),
});

const document = fc.record({
  operations: fc.uniqueArray(operation, { minLength: 30, maxLength: 30, selector: ({ id }) => id }),
  schemas: fc.uniqueArray(joined, { minLength: 30, maxLength: 30 }),
});

const runs = Number(process.env["SPECLOOM_NAMES"] ?? 50);

type Drawn = typeof document extends fc.Arbitrary<infer T> ? T : never;

/** A document with these names, its operations and its schemas in an order of its own. */
function written({ operations, schemas }: Drawn, isReversed: boolean, hasDeclared: boolean): object {
  const pointer = (index: number): object => ({
    $ref: `#/components/schemas/${(schemas[index] ?? "").replaceAll("~", "~0").replaceAll("/", "~1")}`,
  });
  const json = (schema: object): object => ({ "application/json": { schema } });
  const paths = operations.map((one, index): [string, object] => {
    const page = {
      type: "object",
      properties: { items: { type: "array", items: pointer(one.answer) }, next: { type: "string" } },
    };
    const isPaged = one.isPaged && one.method === "get";
    return [
      `/${one.segment.replaceAll(/[/{}]/gu, "-")}/${index}/{${one.parameter.replaceAll(/[/{}]/gu, "-")}}`,
      {
        [one.method]: {
          operationId: one.id,
          ...(one.tag === null ? {} : { tags: [one.tag] }),
          ...(one.declared === null || !hasDeclared ? {} : { "x-specloom-name": one.declared.join(".") }),
          parameters: [
            { name: one.parameter.replaceAll(/[/{}]/gu, "-"), in: "path", required: true, schema: { type: "string" } },
            { name: "cursor", in: "query", schema: { type: "string" } },
          ],
          ...(one.method === "post" ? { requestBody: { required: true, content: json(pointer(one.body)) } } : {}),
          ...(isPaged
            ? {
                "x-specloom-pagination": {
                  style: "cursor",
                  request: { cursor: "cursor" },
                  response: { items: "/items", next: "/next" },
                },
              }
            : {}),
          responses: {
            200: { description: "", content: json(isPaged ? page : pointer(one.answer)) },
            ...(one.failure === null ? {} : { 404: { description: "", content: json(pointer(one.failure)) } }),
          },
        },
      },
    ];
  });
  const models = schemas.map((name, index): [string, object] => [
    name,
    index % 5 === 0
      ? { type: "string", enum: ["a", "b"] }
      : {
          type: "object",
          properties: { next: pointer((index + 1) % schemas.length), at: { type: "string", format: "date-time" } },
        },
  ]);
  const ordered = <T>(list: readonly T[]): readonly T[] => (isReversed ? list.toReversed() : list);
  return {
    openapi: "3.1.0",
    info: { title: "Names", version: "1" },
    servers: [{ url: "https://api.names.example" }],
    paths: Object.fromEntries(ordered(paths)),
    components: { schemas: Object.fromEntries(ordered(models)) },
  };
}

async function clientOf(drawn: Drawn, isReversed: boolean, hasDeclared: boolean) {
  const text = JSON.stringify(written(drawn, isReversed, hasDeclared));
  const { contract, files } = await generate(inputOf({ path: "openapi.json", text }));
  const prefix = "packages/acme/src/";
  const sources = [...files].filter(([path]) => path.startsWith(prefix) && path.endsWith(".ts"));
  return { contract, sources: new Map(sources.map(([path, code]) => [path.slice(prefix.length), code])) };
}

type Client = Awaited<ReturnType<typeof clientOf>>;

/** All names that a package gives: of methods, types, files and exports. */
function namesOf({ contract, sources }: Client): object {
  const declared = [...sources].flatMap(([file, code]) =>
    [
      ...code.matchAll(
        /^(?: {2})?export (?:declare )?(?:async )?(?:type|const|function|class|interface|namespace) ([^\s(<=:]+)/gmu,
      ),
    ].map(([, name]) => `${file} ${name}`),
  );
  const listed = [...(sources.get("index.ts") ?? "").matchAll(/^export (?:type )?\{([^}]*)\} from (.*)$/gmu)].flatMap(
    ([, names = "", from]) => names.split(",").map((name) => `${name.trim()} from ${from}`),
  );
  return {
    methods: Object.fromEntries(contract.operations.map(({ id, name }) => [id, name])),
    models: contract.models,
    declared: declared.toSorted(),
    listed: listed.toSorted(),
  };
}

/** A name that is declared may clash with another, which is an error; those that are derived never do. */
async function clients(drawn: Drawn): Promise<readonly [Client, Client]> {
  const both = (hasDeclared: boolean) =>
    Promise.all([clientOf(drawn, false, hasDeclared), clientOf(drawn, true, hasDeclared)]);
  try {
    return await both(true);
  } catch (error) {
    if (!(error instanceof ToolchainError) || !error.code.startsWith("contract/")) throw error;
    return both(false);
  }
}

test("whatever operations, parameters, tags and schemas are called, a client compiles, and no name depends on the order", async () => {
  const property = fc.asyncProperty(document, async (drawn) => {
    const [client, reversed] = await clients(drawn);
    expect(namesOf(reversed)).toEqual(namesOf(client));
    const texts = new Map([...client.sources].map(([path, code]) => [join(folder, path), code]));
    expect([...typeCheck([], texts, {})]).toEqual([]);
  });
  await fc.assert(property, { numRuns: runs, endOnFailure: true });
});
