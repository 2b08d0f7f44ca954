import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generate, ToolchainError } from "specloom";
import { compile } from "../../corpus/compile.js";
import type { Json } from "../../../packages/toolchain/src/json.js";
import { inputOf } from "../../support/provider-input.js";
import { escapes, generated, MARK } from "./support.js";

const reserved =
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally " +
  "for function if implements import in instanceof interface let new null package private protected public return static super " +
  "switch this throw true try typeof undefined var void while with yield async of type declare namespace module abstract as any " +
  "unknown never string number boolean object symbol bigint keyof infer is readonly unique asserts satisfies get set operations " +
  "paths components webhooks options params operation client raw Client Call Blob Promise Record Array Error Acme AcmeOptions";

/** Texts that mean something to a language, a runtime or a tool, wherever a document can have text. */
const texts: readonly string[] = [
  `*/ ${MARK}(); /*`,
  `*\\/ ${MARK}(); /*`,
  `**/${MARK}();/**`,
  `\`\${${MARK}()}\``,
  `"; ${MARK}(); "`,
  `'; ${MARK}(); '`,
  `"]; ${MARK}(); //`,
  `\\"; ${MARK}(); //`,
  `\\`,
  `\n${MARK}();\n`,
  `\r\n${MARK}();`,
  `\u2028${MARK}();\u2029`,
  `</script><script>${MARK}()</script>`,
  `// ${MARK}`,
  `@throws {${MARK}}`,
  `{@link ${MARK}}`,
  "```\n*/\n```",
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "then",
  "toJSON",
  "日本語",
  "ünïcödé",
  "العربية",
  "🎉",
  "\u200b",
  "\ud800",
  "\u0000",
  "\u0007\u001b[31m",
  "123",
  "-1",
  "1e3",
  "1e+21",
  "Infinity",
  "NaN",
  "0x10",
  " ",
  "a b",
  "a.b",
  "a-b",
  "a/b",
  "a#b",
  "a#/b",
  "~0~1",
  "%41%",
  "$",
  "_",
  "$ref",
  "specloom_0",
  ...reserved.split(" "),
];

/** A document that says one text in every place that takes one. */
function saying(text: string): Json {
  const named = (value: Json): Json => Object.fromEntries([[text, value]]);
  // No URI can name half a surrogate pair.
  const pointer = /\p{Surrogate}/u.test(text)
    ? "Plain"
    : encodeURIComponent(text.replaceAll("~", "~0").replaceAll("/", "~1"));
  const described = { title: text, description: text, example: text, examples: [text], default: text };
  const schema = {
    type: "object",
    ...described,
    properties: { ...asObject(named({ type: "string", ...described, enum: [text, "x"] })), own: { const: text } },
    required: [text],
  };
  const parameters = ["query", "cookie"].map((place) => ({
    name: text,
    in: place,
    description: text,
    schema: { type: "string", default: text },
  }));
  const answer = {
    description: text,
    headers: named({ description: text, schema: {} }),
    content: { "application/json": { schema: { $ref: `#/components/schemas/${pointer}` } } },
  };
  const safe = text.replaceAll(/[{}?#]/gu, "");
  return {
    openapi: "3.1.0",
    info: { title: text, version: text, description: text },
    servers: [{ url: "https://acme.example", description: text }],
    tags: [{ name: text, description: text }],
    paths: {
      [`/${safe}/{${safe}}`]: {
        get: {
          operationId: text,
          summary: text,
          description: text,
          tags: [text],
          parameters: [
            ...parameters,
            { name: safe, in: "path", required: true, description: text, schema: { type: "string" } },
          ],
          responses: { "200": answer, default: answer },
          callbacks: named({ [`{$request.body#/${safe}}`]: { post: { operationId: `${text}2`, responses: {} } } }),
        },
      },
      "/plain": {
        post: {
          deprecated: true,
          description: text,
          requestBody: {
            description: text,
            content: { "application/json": { schema: { $ref: "#/components/schemas/Plain" } } },
          },
          responses: { "200": answer },
        },
      },
    },
    webhooks: named({ post: { responses: {} } }),
    components: {
      schemas: {
        ...asObject(named(schema)),
        Plain: {
          oneOf: [{ $ref: `#/components/schemas/${pointer}` }],
          discriminator: { propertyName: text, mapping: named(text) },
        },
      },
      securitySchemes: { key: { type: "apiKey", in: "header", name: "X-Key", description: text } },
    },
    security: [{ key: [] }],
  };
}

function asObject(value: Json): Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

test("15: no file that is generated holds a direction override or a control character as it is", async () => {
  const text = "a\u202Eb\u2066c\u2069\u200Fd\u001B[2Je\u009Bf\u0007g\u007F";
  const readme = "<!-- reference: generated, do not edit below -->\n<!-- /reference -->\n";
  const input = inputOf({ path: "api.json", text: JSON.stringify(saying(text)) });
  const { files } = await generate({ ...input, readme: { path: "packages/acme/README.md", text: readme } });
  const held = [...files].filter(([, content]) => /[\u202A-\u202E\u2066-\u2069]|(?![\t\n])\p{Cc}/u.test(content));
  expect(held.map(([path]) => path)).toEqual([]);
  expect([...files.keys()].map((path) => extname(path))).toEqual(
    expect.arrayContaining([".ts", ".yaml", ".json", ".md"]),
  );
});

test.each([
  [
    "[Read](https://evil.example) <img src=x> @everyone",
    "\\[Read\\](https\\://evil.example) &lt;img src=x> @\u200Beveryone",
  ],
  ["Gives `snake_case` and *all* of it", String.raw`Gives \`snake_case\` and \*all\* of it`.replaceAll("\\`", "`")],
  ["<!--".repeat(100_000), `${"&lt;!--".repeat(124)}&lt;!-…`],
])("15: in a README the text of an operation formats nothing, and is short: %#", async (summary, want) => {
  const text = "<!-- reference: generated, do not edit below -->\n<!-- /reference -->\n";
  const get = { operationId: "get", summary, responses: {} };
  const document = { openapi: "3.1.0", info: { title: "Acme", version: "1" }, paths: { "/a": { get } } };
  const input = inputOf({ path: "api.json", text: JSON.stringify(document) });
  const { files } = await generate({ ...input, readme: { path: "packages/acme/README.md", text } });
  expect(files.get("packages/acme/README.md")?.split("\n")[2]?.split(": ").slice(1).join(": ")).toBe(
    `${want} (\`GET /a\`)`,
  );
});

test.each([
  ["/a`<img src=x onerror=alert(1)>", "``GET /a`<img src=x onerror=alert(1)>``"],
  ["/a``b", "`GET /a``b`"],
  ["/a|b", "`GET /a|b`"],
])("15: in a README the path of an operation stays code: %s", async (path, want) => {
  const text = "<!-- reference: generated, do not edit below -->\n<!-- /reference -->\n";
  const get = { operationId: "get", summary: "Gets", responses: {} };
  const document = { openapi: "3.1.0", info: { title: "Acme", version: "1" }, paths: { [path]: { get } } };
  const input = inputOf({ path: "api.json", text: JSON.stringify(document) });
  const { files } = await generate({ ...input, readme: { path: "packages/acme/README.md", text } });
  expect(files.get("packages/acme/README.md")).toContain(`: Gets (${want})\n`);
});

describe("a text in every place that takes one stays a text", () => {
  let scratch = "";
  const folders: string[] = [];

  beforeAll(() => {
    const cache = resolve(import.meta.dirname, "../../../node_modules/.cache/specloom");
    mkdirSync(cache, { recursive: true });
    scratch = mkdtempSync(join(cache, "hostile-"));
  });

  afterAll(() => rmSync(scratch, { recursive: true }));

  test.each(texts)("%j", async (text) => {
    const files = await generated(saying(text)).catch((error: unknown) => {
      if (error instanceof ToolchainError) throw new Error(`${error.code}: ${error.message}`);
      throw error;
    });
    expect([...files].flatMap(([path, content]) => escapes(path, content))).toEqual([]);
    const folder = `t${folders.push("") - 1}`;
    folders[folders.length - 1] = folder;
    for (const [path, content] of files) {
      mkdirSync(dirname(join(scratch, folder, path)), { recursive: true });
      writeFileSync(join(scratch, folder, path), content);
    }
  });

  test("and all of it compiles", () => {
    expect(folders.length).toBe(texts.length);
    const found = compile(scratch, folders);
    const byText = Object.entries(found).map(([folder, messages]) => [
      texts[Number(folder.slice(1))],
      messages.slice(0, 3),
    ]);
    expect(byText).toEqual([]);
  });
});
