import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { generate, type ProviderInput } from "specloom";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fastClock } from "../support/fast-clock.js";
import { typeCheck } from "../support/type-check.js";
import { json } from "./answers.js";
import { type Answer, type RecordingServer, recordingServer } from "./recording-server.js";

type Fragment = Readonly<Record<string, unknown>>;

/** One promise: what the document says, a call, the request on the wire, the answer, and what the caller gets. */
export interface Row {
  readonly subject: string;
  /** The Operation Object; where it declares no responses, it has an empty one. */
  readonly operation?: Fragment;
  /** `post` for an operation with a body, else `get`; in capitals it has no field of its own. */
  readonly method?: string;
  /** The rest of the path template, from its `/`. */
  readonly path?: string;
  /** Further members of the Path Item Object. */
  readonly pathItem?: Fragment;
  /** Further Path Item Objects, by what follows the row's own path. */
  readonly paths?: Fragment;
  /** TypeScript, `call(…)` being the generated method and `isError` its guard; `call()` where left out. */
  readonly call?: string;
  /** Constructor options beside the base URL, as TypeScript. */
  readonly client?: string;
  /** The call, or the constructor's options, do not compile: what then happens at run time is the rest of the row. */
  readonly misuse?: true | "options";
  /** Exact lines of the requests, in order; a string is one line. */
  readonly sends?: string | readonly string[];
  readonly answers?: Answer | readonly Answer[];
  readonly gives?: unknown;
  /** The type of what the call gives, as TypeScript. */
  readonly type?: string;
  /** What the error matches. */
  readonly throws?: Fragment;
}

export interface Table {
  readonly subject: string;
  /** Members of the OpenAPI Object beside its paths; `http://loopback` stands for the server of the test. */
  readonly document?: Fragment;
  /** Path of the document on `https://api.test`, which stands for the server of the test too. */
  readonly publishedAt?: string;
  /** Names that the calls import from the client's package. */
  readonly imports?: readonly string[];
  /** Names that they import from the runtime. */
  readonly fromRuntime?: readonly string[];
  /** The client takes the document's servers. */
  readonly ownServers?: true;
  readonly rows: readonly Row[];
}

const PUBLISHED = "https://api.test";
const cache = join(import.meta.dirname, "../../node_modules/.cache/specloom/conformance");

type Run = (options: object) => Promise<unknown>;

/** A row of what an operation answers as JSON, and the type that its caller sees. */
export function answered(subject: string, schema: object, value: unknown, type: string): Row {
  const mediaType = "application/json";
  return {
    subject,
    operation: { responses: { 200: { description: "", content: { [mediaType]: { schema } } } } },
    answers: json(JSON.stringify(value)),
    sends: ["GET ", `accept: ${mediaType}`],
    gives: value,
    type,
  };
}

/** Generates one client a table and runs each row over real HTTP; all clients are type-checked with their calls. */
export function conformance(...tables: readonly Table[]): void {
  const written: string[] = [];

  describe.each(tables)("$subject", (table) => {
    const folder = join(cache, table.subject.replaceAll(/\W+/gu, "-"));
    let server: RecordingServer;
    let calls: Readonly<Record<string, Run>> = {};

    beforeAll(async () => {
      server = await recordingServer();
      const { files, contract } = await generate(input(table, server.url));
      const names = new Map(contract.operations.map(({ id, name }) => [id, name]));
      const texts = new Map([...files].filter(([path]) => path.endsWith(".ts")));
      texts.set(
        "packages/conformance/src/calls.ts",
        callsModule(table, names).replaceAll("http://loopback", server.url),
      );
      rmSync(folder, { recursive: true, force: true });
      for (const [path, text] of texts) write(join(folder, path), text);
      written.push(...[...texts.keys()].map((path) => join(folder, path)));
      calls = await import(join(folder, "packages/conformance/src/calls.ts"));
    });
    afterAll(() => server.close());

    test.each(table.rows.map((row, index) => ({ ...row, index })))("$subject", async ({ index, ...row }) => {
      server.reset([row.answers ?? []].flat(), `/${rowId(index)}`);
      // Documents are published over https, which no server here speaks.
      const clock = fastClock((url, init) => fetch(url.replace(PUBLISHED, server.url), init));
      // No row is about the limits of a call.
      const limits = { timeoutMs: 1e8, deadlineMs: 1e8 };
      const base = { maxRetries: 0, ...limits, clock, fetch: clock.fetch };
      const where = table.ownServers ? {} : { baseUrl: server.url };
      const got = await outcome(calls[rowId(index)], { ...base, ...where });
      if (row.throws !== undefined) expect(got).toMatchObject({ error: row.throws });
      else expect(got).toEqual({ value: row.gives });
      expect(server.lines().map((line) => line.replaceAll(server.url, "http://loopback"))).toEqual(
        [row.sends ?? []].flat(),
      );
    });
  });

  test("the clients and their calls type-check", () => {
    expect(written.length).toBeGreaterThan(4 * tables.length);
    const found = [...typeCheck(written)].map(([file, messages]) => [file.replace(cache, ""), messages]);
    expect(found).toEqual([]);
  });
}

async function outcome(run: Run | undefined, options: object): Promise<object> {
  try {
    return { value: await run?.(options) };
  } catch (error) {
    return { error };
  }
}

function rowId(index: number): string {
  return `row${index + 1}`;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function input(table: Table, url: string): ProviderInput {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [index, { operation = {}, method, path = "", pathItem, paths: further = {} }] of table.rows.entries()) {
    const verb = method ?? ("requestBody" in operation ? "post" : "get");
    const named = {
      operationId: rowId(index),
      "x-specloom-name": rowId(index),
      responses: { 204: { description: "" } },
    };
    const operations = { [verb]: { ...named, ...operation } };
    const item = /^[a-z]+$/u.test(verb) ? operations : { additionalOperations: operations };
    paths[`/${rowId(index)}${path}`] = { ...pathItem, ...item };
    for (const [rest, other] of Object.entries(further)) paths[`/${rowId(index)}${rest}`] = { ...Object(other) };
  }
  const document = { openapi: "3.1.0", info: { title: table.subject, version: "1" }, paths, ...table.document };
  const source = {
    name: "conformance",
    package: "@specloom/conformance",
    title: table.subject,
    document: "whole",
    files: { "openapi.json": `${PUBLISHED}${table.publishedAt ?? "/openapi.json"}` },
    client: "Conformance",
  };
  return {
    name: "conformance",
    source: { path: "specs/conformance/source.yaml", text: JSON.stringify(source) },
    overlay: undefined,
    documents: [
      {
        path: "specs/conformance/openapi.json",
        text: JSON.stringify(document).replaceAll("http://loopback", url),
      },
    ],
    contract: undefined,
    manifest: {
      path: "packages/conformance/package.json",
      text: JSON.stringify({ name: "@specloom/conformance", version: "1.0.0" }),
    },
    custom: [],
    readme: undefined,
    lock: undefined,
  };
}

/** One function a row, in a module of its own, so that the compiler sees each call as a user would write it. */
function callsModule(
  { rows, imports = [], fromRuntime = [], ownServers }: Table,
  names: ReadonlyMap<string, string>,
): string {
  const functions = rows.map(({ call = "call()", client, misuse, type }, index) => {
    const name = rowId(index);
    const options = client === undefined ? "base" : `{ ...base, ${client.slice(1)}`;
    const expression = call
      .replaceAll(/\bcall\(/gu, `client.${names.get(name) ?? name}(`)
      .replaceAll(/\bisError\b/gu, `api.isConformanceRow${index + 1}Error`);
    return `export async function ${name}(base: Base) {
  ${misuse === "options" ? "// @ts-expect-error" : ""}
  const client = new Conformance(${options});
  ${misuse === true ? "// @ts-expect-error The misuse that this row is about." : ""}
  return ${expression};
}
${type === undefined ? "" : `export const ${name}Type: Same<Awaited<ReturnType<typeof ${name}>>, ${type}> = true;`}`;
  });
  return `import * as api from "./index.js";
import { ${["Conformance", ...imports].join(", ")} } from "./index.js";
import { ${["type ClientOptions", ...fromRuntime].join(", ")} } from "@specloom/runtime";
type Base = Pick<ClientOptions, "clock" | "maxRetries">${ownServers === true ? "" : " & { readonly baseUrl: string }"};
type Same<A, B> = 0 extends 1 & A ? false : [A] extends [B] ? ([B] extends [A] ? true : false) : false;
export const same: Same<1, 1> = true;
${functions.join("\n")}
`;
}
