import fc from "fast-check";
import { DELIMITED } from "./parameters.js";
import { componentNames, texts } from "./texts.js";
import {
  component,
  jsonShapes,
  leaves,
  list,
  objectOf,
  objects,
  type Schema,
  type Shape,
  type Version,
} from "./schemas.js";
import { Bytes } from "./values.js";

/** How a property of a form travels. */
export interface Encoding {
  readonly contentType?: string;
  readonly style?: string;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
}

export interface Content {
  readonly mediaType: string;
  readonly schema: Schema | undefined;
  readonly encoding: Readonly<Record<string, Encoding>>;
  readonly value: unknown;
}

export interface Body {
  readonly required: boolean;
  /** What the document offers; the call uses the one at `chosen`, undefined where it sends none. */
  readonly contents: readonly Content[];
  readonly chosen: number | undefined;
  readonly component: string | undefined;
}

export const URLENCODED = "application/x-www-form-urlencoded";
export const MULTIPART = "multipart/form-data";

export function bodyOf(version: Version): fc.Arbitrary<Body> {
  const contents =
    version === "2.0"
      ? contentOf(version).map((one) => [one])
      : fc.uniqueArray(contentOf(version), { selector: ({ mediaType }) => mediaType, minLength: 1, maxLength: 2 });
  return contents.chain((offered) =>
    fc
      .record({
        required: fc.boolean(),
        isSent: fc.boolean(),
        chosen: fc.nat(offered.length - 1),
        component: fc.option(componentNames, { nil: undefined }),
      })
      .map(({ required: wanted, isSent, chosen, component: name }) => {
        // OpenAPI 2.0 says of the fields, not of the form, whether they are required.
        const [first] = offered;
        const isForm = version === "2.0" && (first?.mediaType === URLENCODED || first?.mediaType === MULTIPART);
        const required = isForm ? first?.schema?.["required"] !== undefined : wanted;
        return { required, contents: offered, chosen: required || isSent ? chosen : undefined, component: name };
      }),
  );
}

function contentOf(version: Version): fc.Arbitrary<Content> {
  const json = jsonShapes(version).chain((shape) =>
    withValue(
      fc.constantFrom("application/json", "application/merge-patch+json", "application/vnd.api+json; version=1"),
      shape,
    ),
  );
  const forms = fc.constantFrom(URLENCODED, MULTIPART).chain((mediaType) => formOf(version, mediaType));
  if (version === "2.0") return fc.oneof(json, forms);
  const text = fc
    .record({
      mediaType: fc.constantFrom("text/plain", "text/csv", "application/xml"),
      value: texts.filter((value) => value !== ""),
    })
    .map(({ mediaType, value }) => ({ mediaType, schema: { type: "string" }, encoding: {}, value }));
  const binary = fc
    .record({
      mediaType: fc.constantFrom("application/octet-stream", "image/png"),
      value: bytes(["Blob", "Uint8Array", "ReadableStream"]),
      isTyped: fc.boolean(),
    })
    .map(({ mediaType, value, isTyped }) => ({
      mediaType,
      schema: isTyped ? { type: "string", format: "binary" } : undefined,
      encoding: {},
      value,
    }));
  return fc.oneof({ weight: 3, arbitrary: json }, { weight: 3, arbitrary: forms }, text, binary);
}

function withValue(mediaTypes: fc.Arbitrary<string>, shape: Shape): fc.Arbitrary<Content> {
  return fc
    .record({ mediaType: mediaTypes, value: shape.values("request") })
    .map(({ mediaType, value }) => ({ mediaType, schema: shape.schema, encoding: {}, value }));
}

interface Field {
  readonly shape: Shape;
  readonly encoding: Encoding | undefined;
}

/** A form: what is nested in a urlencoded one is JSON, what is bytes in a multipart one a file. */
function formOf(version: Version, mediaType: string): fc.Arbitrary<Content> {
  const names = fc.uniqueArray(
    fc.constantFrom("id", "first name", "ü", "a&b", "tags[]", 'say "hi"', "constructor", "__proto__", "x=y"),
    { minLength: 1, maxLength: 4 },
  );
  const field = mediaType === MULTIPART ? partOf(version) : fieldOf(version);
  return fc
    .tuple(names, fc.array(fc.tuple(field, fc.boolean()), { minLength: 4, maxLength: 4 }))
    .chain(([properties, fields]) => {
      const parts = properties.flatMap((name, index) => {
        const found = fields[index];
        return found === undefined
          ? []
          : [{ name, inner: found[0].shape, required: found[1], encoding: found[0].encoding }];
      });
      const encoding = Object.fromEntries(
        parts.flatMap(({ name, encoding: facts }) => (facts === undefined ? [] : [[name, facts] as const])),
      );
      const shape = objectOf(parts);
      return shape.values("request").map((value) => ({ mediaType, schema: shape.schema, encoding, value }));
    });
}

function fieldOf(version: Version): fc.Arbitrary<Field> {
  const leaf = leaves(version);
  const plain = fc.oneof(leaf, leaf.map(list)).map((shape): Field => ({ shape, encoding: undefined }));
  if (version === "2.0") return fc.oneof(plain, collected);
  const nested = objects(leaf, { marks: [undefined] });
  const asJson = fc
    .oneof(
      nested,
      fc
        .constant(nested)
        .chain((inner) => inner)
        .map(component("Part")),
    )
    .map((shape): Field => ({ shape, encoding: undefined }));
  const declared = fc
    .oneof(leaf, leaf.map(list), nested)
    .map((shape): Field => ({ shape, encoding: { contentType: "application/json" } }));
  const styled = fc
    .record({
      shape: leaves(version, (text) => !/[ |,%]/u.test(text)).map(list),
      style: fc.constantFrom("form", "spaceDelimited", "pipeDelimited"),
      explode: fc.boolean(),
      allowReserved: fc.boolean(),
    })
    .map(({ shape, style, explode, allowReserved }): Field => ({
      shape,
      encoding: { style, explode: style === "form" && explode, allowReserved },
    }));
  const deep = objects(leaf, { least: 1, marks: [undefined] })
    .filter(({ schema }) => !/[[\]]/u.test(JSON.stringify(Object.keys(Object(schema["properties"])).join(""))))
    .map((shape): Field => ({ shape, encoding: { style: "deepObject", explode: true } }));
  return fc.oneof({ weight: 3, arbitrary: plain }, asJson, declared, styled, deep);
}

/** Lists of which the values stand in one text, in these styles or in `form`. */
function listsWith(version: Version, styles: readonly string[]): fc.Arbitrary<Field> {
  return fc
    .record({
      shape: leaves(version, (text) => !/[ |,%\t]/u.test(text)).map(list),
      style: fc.constantFrom("form", ...styles),
    })
    .map(({ shape, style }): Field => ({ shape, encoding: { style, explode: false } }));
}

/** Those of 2.0's `collectionFormat`. */
const collected = listsWith("2.0", DELIMITED);

function partOf(version: Version): fc.Arbitrary<Field> {
  const leaf = leaves(version);
  const plain = fc.oneof(leaf, leaf.map(list)).map((shape): Field => ({ shape, encoding: undefined }));
  const files = bytes(["Blob", "File", "Uint8Array", "Upload", "ReadableStream"]);
  const file: Shape = {
    schema: version === "2.0" ? { type: "file" } : { type: "string", format: "binary" },
    values: () => files,
  };
  const one = fc.constantFrom(undefined, "image/png", "image/*").map((contentType): Field => ({
    shape: file,
    encoding: contentType === undefined || version === "2.0" ? undefined : { contentType },
  }));
  if (version === "2.0") return fc.oneof(plain, one, collected);
  const several = fc.constant<Field>({ shape: list(file), encoding: undefined });
  const nested = objects(leaf, { marks: [undefined] }).map((shape): Field => ({ shape, encoding: undefined }));
  const isOne = ({ schema: { type } }: Shape): boolean => typeof type === "string" && type !== "array";
  const declared = fc
    .oneof(jsonShapes(version, 1).filter(isOne), objects(leaf, { marks: [undefined] }).map(list))
    .map((shape): Field => ({ shape, encoding: { contentType: "application/json" } }));
  const all = [{ weight: 2, arbitrary: plain }, one, several, nested, declared] as const;
  // 3.0 ignores styles here.
  return version === "3.0" ? fc.oneof(...all) : fc.oneof(...all, listsWith(version, DELIMITED.slice(0, 2)));
}

function bytes(forms: readonly Bytes["form"][]): fc.Arbitrary<Bytes> {
  return fc
    .record({
      content: fc.uint8Array({ minLength: 1, maxLength: 8 }),
      form: fc.constantFrom(...forms),
      name: fc.constantFrom("a.txt", "ü.png", 'a "b".csv', "x;y=z"),
      type: fc.constantFrom("text/plain", "image/png"),
    })
    .map(({ content, form, name, type }) => new Bytes(Uint8Array.from(content), form, name, type));
}
