import type { SchemaObject, TransformNodeOptions } from "openapi-typescript";
import type ts from "typescript";
import { compiler, transformSchemaObject } from "./libraries.js";
import { WHOLE_BODY } from "./media.js";
import { OTHER_VALUES } from "./open-enum.js";

const { factory } = compiler;

/** Types that openapi-typescript does not print by itself; undefined leaves a schema to it. */
export function ownType(schema: SchemaObject, options: TransformNodeOptions): ts.TypeNode | undefined {
  return (
    dateParameter(schema, options) ??
    binary(schema, options) ??
    tuple(schema, options) ??
    closed(schema) ??
    otherValues(schema)
  );
}

/** Beside the literals of an open enum, its plain type would swallow them: editors would no longer propose the values. */
function otherValues(schema: SchemaObject): ts.TypeNode | undefined {
  if (!(OTHER_VALUES in schema)) return undefined;
  const kind = schema.type === "number" ? compiler.SyntaxKind.NumberKeyword : compiler.SyntaxKind.StringKeyword;
  const anything = factory.createTypeLiteralNode([]);
  return factory.createParenthesizedType(factory.createIntersectionTypeNode([keyword(kind), anything]));
}

/** A date-time parameter also accepts a `Date`, which the runtime sends as ISO 8601. */
function dateParameter(schema: SchemaObject, { path = "" }: TransformNodeOptions): ts.TypeNode | undefined {
  if (schema.format !== "date-time") return undefined;
  const isParameter =
    /^#\/paths\/[^/]+\/(?:[a-z]+\/)?parameters\/(?:query|header|cookie|path)\/[^/]*$/u.test(path) ||
    /^#\/components\/parameters\/[^/]+$/u.test(path);
  return isParameter ? union(keyword(compiler.SyntaxKind.StringKeyword), reference("Date")) : undefined;
}

/** Bytes: a Blob where they are answered, a stream too where they are a whole request body. A parameter has no bytes. */
function binary(schema: SchemaObject, { path = "" }: TransformNodeOptions): ts.TypeNode | undefined {
  if (schema.type !== "string" || /\/parameters\//u.test(path)) return undefined;
  if (schema.format !== "binary" && !isBinaryMedia(schema)) return undefined;
  if (/^#\/paths\/[^/]+\/[a-z]+\/responses\/|^#\/components\/responses\//u.test(path)) return reference("Blob");
  const bytes = [reference("Blob"), reference("Uint8Array")];
  return union(...bytes, ...(WHOLE_BODY in schema ? [reference("ReadableStream", [reference("Uint8Array")])] : []));
}

/** OpenAPI 3.1, "Considerations for File Uploads": a media type without an encoding is raw bytes, unless it is text. */
function isBinaryMedia(schema: SchemaObject): boolean {
  const { contentMediaType: media, contentEncoding: encoding } = {
    contentMediaType: "",
    contentEncoding: undefined,
    ...schema,
  };
  return typeof media === "string" && media !== "" && encoding === undefined && !/^text\/|json|xml|yaml/iu.test(media);
}

/** A tuple goes on after its prefix where `items` says with what, and ends early where `minItems` allows it. */
function tuple(schema: SchemaObject, options: TransformNodeOptions): ts.TypeNode | undefined {
  if (schema.type !== "array" || !("prefixItems" in schema) || !Array.isArray(schema.prefixItems)) return undefined;
  const { items, minItems } = schema;
  const least = typeof minItems === "number" ? minItems : schema.prefixItems.length;
  const prefix = schema.prefixItems.map((item, index) => {
    const type = transformSchemaObject(item, options);
    return index < least ? type : factory.createOptionalTypeNode(parenthesized(type));
  });
  const isOpen = typeof items === "object" && !Array.isArray(items);
  const rest = isOpen
    ? [factory.createRestTypeNode(factory.createArrayTypeNode(transformSchemaObject(items, options)))]
    : [];
  return factory.createTupleTypeNode([...prefix, ...rest]);
}

/** An object that may have no properties at all. */
function closed(schema: SchemaObject): ts.TypeNode | undefined {
  const isBare =
    !("properties" in schema) &&
    !("patternProperties" in schema) &&
    !("allOf" in schema) &&
    !("anyOf" in schema) &&
    !("oneOf" in schema);
  if (
    schema.type !== "object" ||
    !isBare ||
    !("additionalProperties" in schema) ||
    schema.additionalProperties !== false
  )
    return undefined;
  return reference("Record", [keyword(compiler.SyntaxKind.StringKeyword), keyword(compiler.SyntaxKind.NeverKeyword)]);
}

function parenthesized(type: ts.TypeNode): ts.TypeNode {
  return compiler.isUnionTypeNode(type) || compiler.isIntersectionTypeNode(type)
    ? factory.createParenthesizedType(type)
    : type;
}

function union(...types: ts.TypeNode[]): ts.TypeNode {
  return factory.createUnionTypeNode(types);
}

function keyword(kind: ts.KeywordTypeSyntaxKind): ts.TypeNode {
  return factory.createKeywordTypeNode(kind);
}

function reference(name: string, types?: ts.TypeNode[]): ts.TypeNode {
  return factory.createTypeReferenceNode(name, types);
}
