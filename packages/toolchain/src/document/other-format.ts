import { isObject, type JsonObject, ownMember } from "../json.js";

/** A format that people give in place of an OpenAPI document, and what they can do. */
export interface OtherFormat {
  /** With its article. */
  readonly name: string;
  readonly hint: string;
}

const CONVERT = "Ask the provider for an OpenAPI document, or convert this one to OpenAPI 3.";
const UNPACK = "Unpack it, and give the document that is in it.";
const AS_UTF8 = "Save it as UTF-8. In Windows PowerShell 5, `>` writes UTF-16.";
const DOCUMENT_ITSELF = "Give the OpenAPI document itself, as JSON or YAML.";

/** Each with the bytes that its files begin with, in hexadecimal. The first that fits counts. */
const byteFormats: readonly (OtherFormat & { readonly begins: RegExp })[] = [
  { name: "a gzip file", hint: UNPACK, begins: /^1f8b/u },
  { name: "a ZIP archive", hint: UNPACK, begins: /^504b0[357]0[468]/u },
  { name: "a Zstandard file", hint: UNPACK, begins: /^28b52ffd/u },
  { name: "a bzip2 file", hint: UNPACK, begins: /^425a683[1-9]314159/u },
  { name: "an xz file", hint: UNPACK, begins: /^fd377a585a00/u },
  { name: "a 7z archive", hint: UNPACK, begins: /^377abcaf271c/u },
  { name: "a PDF file", hint: DOCUMENT_ITSELF, begins: /^255044462d/u },
  { name: "a picture", hint: DOCUMENT_ITSELF, begins: /^(?:89504e47|ffd8ff|47494638)/u },
  { name: "UTF-32 text", hint: AS_UTF8, begins: /^(?:fffe0000|0000feff|[2-7].000000|000000[2-7])/u },
  { name: "UTF-16 text", hint: AS_UTF8, begins: /^(?:fffe|feff|[0-7].00|00[0-7])/u },
];

/** The format of bytes that are no UTF-8 text. */
export function formatOfBytes(bytes: Uint8Array): OtherFormat | undefined {
  const start = Buffer.from(bytes.subarray(0, 8)).toString("hex");
  return byteFormats.find(({ begins }) => begins.test(start));
}

/** Each with a sign that stands at the start of the text, or of one of its lines. The first that fits counts. */
const textFormats: readonly (OtherFormat & { readonly sign: RegExp })[] = [
  { name: "RAML", hint: CONVERT, sign: /^#%RAML\b/u },
  { name: "an API Blueprint", hint: CONVERT, sign: /^FORMAT: *1A\b/u },
  { name: "a Protocol Buffers file", hint: CONVERT, sign: /^syntax ?= ?["']proto[23]["']/mu },
  {
    name: "TypeSpec",
    hint: "Compile it with the emitter `@typespec/openapi3`, and give what it writes.",
    sign: /^(?:import "@typespec\/|using (?:TypeSpec|Azure)\b)/mu,
  },
  { name: "a Smithy model", hint: CONVERT, sign: /^\$version: *"[12]/mu },
  {
    name: "a pointer of Git LFS",
    hint: "Fetch the file that it stands for: `git lfs pull`.",
    sign: /^version https:\/\/git-lfs\.github\.com\//u,
  },
  {
    name: "a merge conflict",
    hint: "Resolve the conflict: keep one of the two sides, and remove the markers.",
    sign: /^<{7} /mu,
  },
  {
    name: "a program",
    hint: "Print the document that it makes as JSON, and give that: `generate -` reads standard input.",
    sign: /^(?:module\.exports ?=|export (?:default|const) )/mu,
  },
  {
    name: "a GraphQL schema",
    hint: "Use a GraphQL client: a GraphQL API has no OpenAPI document.",
    sign: /^(?:extend )?(?:schema ?|(?:type|input) \w[^=:{\n]{0,200})\{|^(?:scalar \w|directive @)/mu,
  },
];

/** Each with its root element or its namespace. */
const xmlFormats: readonly (readonly [name: string, root: RegExp])[] = [
  ["a WSDL description", /schemas\.xmlsoap\.org\/wsdl|w3\.org\/ns\/wsdl|<definitions\b/u],
  ["a WADL description", /wadl\.dev\.java\.net/u],
  ["OData metadata", /\bEdmx\b/u],
];

/** The format of a text that is no OpenAPI document, and where its sign stands. */
export function formatOfText(text: string): (OtherFormat & { readonly offset: number }) | undefined {
  if (isHtml(text)) return { name: "an HTML page", hint: `${DOCUMENT_ITSELF} The page may link to it.`, offset: 0 };
  if (/^\s*<[?!\w]/u.test(text)) {
    const start = text.slice(0, 2000);
    const name = xmlFormats.find(([, root]) => root.test(start))?.[0] ?? "XML";
    return { name, hint: CONVERT, offset: 0 };
  }
  for (const { name, hint, sign } of textFormats) {
    const offset = sign.exec(text)?.index;
    if (offset !== undefined) return { name, hint, offset };
  }
  return undefined;
}

/** Whether a text is an HTML page. */
export function isHtml(text: string): boolean {
  return /^<(?:!doctype\s+html|html|head|body)\b/iu.test(withoutComments(text));
}

/** A text without the comments and spaces that it begins with. */
function withoutComments(text: string): string {
  let rest = text.trimStart();
  for (let end = 0; rest.startsWith("<!--") && end !== -1;) {
    end = rest.indexOf("-->", 4);
    rest = end === -1 ? rest : rest.slice(end + 3).trimStart();
  }
  return rest;
}

/** Each with what its root has. The first that fits counts. */
const keyFormats: readonly (OtherFormat & { readonly fits: (root: JsonObject) => boolean })[] = [
  { name: "an AsyncAPI document", hint: CONVERT, fits: hasKey("asyncapi") },
  { name: "an OpenRPC document", hint: CONVERT, fits: hasKey("openrpc") },
  { name: "a Smithy model", hint: CONVERT, fits: hasKey("smithy") },
  { name: "an Arazzo document", hint: "Give the OpenAPI document that it describes.", fits: hasKey("arazzo") },
  {
    name: "an overlay",
    hint: "Give the document that it changes, and the overlay with `--overlay`.",
    fits: (root) => "overlay" in root && "actions" in root,
  },
  { name: "Swagger 1", hint: CONVERT, fits: hasKey("swaggerVersion") },
  { name: "a Google API discovery document", hint: CONVERT, fits: hasKey("discoveryVersion") },
  { name: "a Postman collection", hint: CONVERT, fits: (root) => isPostman(root) || isPostman(root["collection"]) },
  { name: "an Insomnia export", hint: CONVERT, fits: hasKey("__export_format") },
  { name: "an HTTP archive (HAR)", hint: CONVERT, fits: (root) => Array.isArray(ownMember(root["log"], "entries")) },
  {
    name: "a GraphQL schema",
    hint: "Use a GraphQL client: a GraphQL API has no OpenAPI document.",
    fits: (root) => "__schema" in root || ownMember(root["data"], "__schema") !== undefined,
  },
  {
    name: "a JSON Schema",
    hint: "Give the OpenAPI document that uses it: a schema has no operations.",
    fits: hasKey("$schema"),
  },
];

function hasKey(key: string): (root: JsonObject) => boolean {
  return (root) => Object.hasOwn(root, key);
}

function isPostman(value: unknown): boolean {
  const info = ownMember(value, "info");
  return /postman\.com\b/u.test(String(ownMember(info, "schema"))) || ownMember(info, "_postman_id") !== undefined;
}

/** The format of a mapping that is no OpenAPI document. */
export function formatOfKeys(root: JsonObject): OtherFormat | undefined {
  const inner = Object.keys(root).find((key) => isOpenApi(root[key]));
  if (inner !== undefined) {
    const key = JSON.stringify(inner);
    return { name: `one under the key ${key}`, hint: `Give a document that has the value of ${key} alone.` };
  }
  return keyFormats.find(({ fits }) => fits(root));
}

/** Whether a value is a mapping that says its version of OpenAPI. */
export function isOpenApi(value: unknown): value is JsonObject {
  return isObject(value) && (Object.hasOwn(value, "openapi") || Object.hasOwn(value, "swagger"));
}
