import fc from "fast-check";
import { componentNames, propertyNames, texts } from "./texts.js";

export type Version = "2.0" | "3.0" | "3.1" | "3.2";
export type Direction = "request" | "response";
export type Schema = Readonly<Record<string, unknown>>;

/** A schema, and the values that fit it: what is sent and what is answered may differ by `readOnly` and `writeOnly`. */
export interface Shape {
  readonly schema: Schema;
  readonly values: (direction: Direction) => fc.Arbitrary<unknown>;
}

/** A schema under this key is moved to the components, under a name that begins with the key's value. */
export const COMPONENT = "x-component";
/** Stands for a reference to the nearest schema around that is a component. */
export const RECURSION = "x-recursion";
/** Values of a discriminator, one for each member of `oneOf`, where the document maps them. */
export const MAPPING = "x-mapping";

function shape(schema: Schema, values: fc.Arbitrary<unknown>): Shape {
  return { schema, values: () => values };
}

const MARKS: readonly (string | undefined)[] = [undefined, undefined, undefined, "readOnly", "writeOnly"];

export const integers = fc.oneof(fc.integer(), fc.maxSafeInteger());
export const numbers = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);

/** A value that has no parts, its text among those that `fits` allows. */
export function leaves(version: Version, fits: (text: string) => boolean = () => true): fc.Arbitrary<Shape> {
  const fitting = texts.filter(fits);
  const text = fc.constant(shape({ type: "string" }, fitting));
  const choices = fc
    .uniqueArray(fitting, { minLength: 2, maxLength: 4 })
    .map((values) => shape({ type: "string", enum: values }, fc.constantFrom(...values)));
  const dates = fc
    .date({ noInvalidDate: true, min: new Date(0), max: new Date("2100-01-01") })
    .map((date) => date.toISOString());
  return fc.oneof(
    text,
    choices,
    fc.constant(shape({ type: "integer" }, integers)),
    fc.constant(shape({ type: "integer", format: "int64" }, integers)),
    fc.constant(shape({ type: "number" }, numbers)),
    fc.constant(shape({ type: "boolean" }, fc.boolean())),
    fc.constant(shape({ type: "string", format: "date-time" }, dates)),
    fc.constant(shape({ type: "integer", enum: [1, 2, -3] }, fc.constantFrom(1, 2, -3))),
    ...(version === "2.0" ? [] : [text.map(nullable(version))]),
  );
}

/** Any JSON. */
export function jsonShapes(version: Version, depth = 3): fc.Arbitrary<Shape> {
  if (depth === 0) return leaves(version);
  const inner = fc.oneof(leaves(version), jsonShapes(version, depth - 1));
  const general = [
    leaves(version),
    inner.map(list),
    objects(inner),
    objects(inner).map(component("Thing")),
    maps(inner),
    merged(inner),
    fc.tuple(objects(inner), componentNames).map(([object, name]) => component(name)(object)),
    trees(leaves(version)),
  ];
  if (version === "2.0") return fc.oneof(...general);
  return fc.oneof(
    ...general,
    objects(inner).map(nullable(version)),
    discriminated(version, inner),
    fc.constant(
      shape(
        { anyOf: [{ type: "integer" }, { type: "array", items: { type: "string" } }] },
        fc.oneof(integers, fc.array(texts)),
      ),
    ),
    ...(version === "3.0" ? [] : [constants(), tuples(inner)]),
  );
}

export function list(item: Shape): Shape {
  return {
    schema: { type: "array", items: item.schema },
    values: (direction) => fc.array(item.values(direction), { maxLength: 3 }),
  };
}

/** An object with properties of its own. */
export function objects(
  inner: fc.Arbitrary<Shape>,
  { least = 0, marks = MARKS }: { readonly least?: number; readonly marks?: typeof MARKS } = {},
): fc.Arbitrary<Shape> {
  const property = fc.record({
    name: propertyNames,
    inner,
    required: fc.boolean(),
    mark: fc.constantFrom(...marks),
  });
  return fc
    .uniqueArray(property, { selector: ({ name }) => name, minLength: least, maxLength: 4 })
    .map((properties) => objectOf(properties));
}

interface Property {
  readonly name: string;
  readonly inner: Shape;
  readonly required: boolean;
  readonly mark?: string | undefined;
}

export function objectOf(given: readonly Property[], more: Schema = {}): Shape {
  const properties = given.map((property) => ({
    ...property,
    required: property.required || isInherited(property.name),
  }));
  const required = properties.filter((property) => property.required).map(({ name }) => name);
  const marked = ({ inner, mark }: Property): Schema =>
    mark === undefined || COMPONENT in inner.schema ? inner.schema : { ...inner.schema, [mark]: true };
  return {
    schema: {
      type: "object",
      properties: Object.fromEntries(properties.map((property) => [property.name, marked(property)])),
      ...(required.length === 0 ? {} : { required }),
      ...more,
    },
    values: (direction) => {
      const hidden = direction === "request" ? "readOnly" : "writeOnly";
      const travelling = properties.filter((property) => marked(property)[hidden] !== true);
      return fc
        .tuple(
          ...travelling.map(({ inner, required: must }) =>
            must ? inner.values(direction) : optional(inner.values(direction)),
          ),
        )
        .map((values) => present(travelling.map(({ name }, index) => [name, values[index]])));
    },
  };
}

/** TypeScript takes what every object inherits for a property that is left out, or for the type of a map's. */
export function isInherited(name: string): boolean {
  return name in Object.prototype;
}

function optional(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.option(values, { nil: undefined, freq: 3 });
}

function present(entries: readonly (readonly [string, unknown])[]): object {
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

export function maps(inner: fc.Arbitrary<Shape>): fc.Arbitrary<Shape> {
  return inner.map((item) => ({
    schema: { type: "object", additionalProperties: item.schema },
    values: (direction) =>
      fc
        .uniqueArray(
          fc.tuple(
            propertyNames.filter((name) => !isInherited(name)),
            item.values(direction),
          ),
          { selector: ([name]) => name, maxLength: 3 },
        )
        .map((entries) => Object.fromEntries(entries)),
  }));
}

/** An object said in two parts. */
function merged(inner: fc.Arbitrary<Shape>): fc.Arbitrary<Shape> {
  return fc.tuple(inner, inner).map(([one, other]) => {
    const base = component("Base")(objectOf([{ name: "base", inner: one, required: true }]));
    const own = objectOf([{ name: "own", inner: other, required: false }]);
    return {
      schema: { allOf: [base.schema, own.schema] },
      values: (direction) =>
        fc.tuple(base.values(direction), own.values(direction)).map(([a, b]) => Object.assign({}, a, b)),
    };
  });
}

/** A schema that holds itself. */
function trees(inner: fc.Arbitrary<Shape>): fc.Arbitrary<Shape> {
  return inner.map((leaf) => ({
    schema: {
      [COMPONENT]: "Tree",
      type: "object",
      properties: { leaf: leaf.schema, branches: { type: "array", items: { [RECURSION]: true } } },
      required: ["leaf"],
    },
    values: (direction) => {
      const tree = (depth: number): fc.Arbitrary<unknown> =>
        fc.record(
          {
            leaf: leaf.values(direction),
            branches: depth === 0 ? fc.constant([]) : fc.array(tree(depth - 1), { maxLength: 2 }),
          },
          { requiredKeys: ["leaf"] },
        );
      return tree(2);
    },
  }));
}

function discriminated(version: Version, inner: fc.Arbitrary<Shape>): fc.Arbitrary<Shape> {
  return fc.tuple(inner, inner, fc.boolean()).map(([one, other, isMapped]) => {
    const values = ["cat-1", "dog"];
    const members = [one, other].map((part, index) => {
      const value = values[index];
      const kind = shape(version === "3.0" ? { type: "string", enum: [value] } : { const: value }, fc.constant(value));
      return component(index === 0 ? "Cat" : "Dog")(
        objectOf([
          { name: "kind", inner: kind, required: true },
          { name: "part", inner: part, required: true },
        ]),
      );
    });
    return {
      schema: {
        oneOf: members.map(({ schema }) => schema),
        ...(isMapped ? { discriminator: { propertyName: "kind", [MAPPING]: values } } : {}),
      },
      values: (direction) => fc.oneof(...members.map((member) => member.values(direction))),
    };
  });
}

function constants(): fc.Arbitrary<Shape> {
  return fc.oneof(texts, fc.integer(), fc.boolean()).map((value) => shape({ const: value }, fc.constant(value)));
}

function tuples(inner: fc.Arbitrary<Shape>): fc.Arbitrary<Shape> {
  return fc.tuple(inner, inner).map(([one, other]) => ({
    schema: { type: "array", prefixItems: [one.schema, other.schema], items: false, minItems: 2, maxItems: 2 },
    values: (direction) => fc.tuple(one.values(direction), other.values(direction)),
  }));
}

/** The schema as a component of the document. */
export function component(name: string) {
  return ({ schema, values }: Shape): Shape =>
    COMPONENT in schema ? { schema, values } : { schema: { [COMPONENT]: name, ...schema }, values };
}

function nullable(version: Version) {
  return ({ schema, values }: Shape): Shape => ({
    schema: version === "3.0" ? { ...schema, nullable: true } : { ...schema, type: [schema["type"], "null"] },
    values: (direction) => fc.option(values(direction), { freq: 3 }),
  });
}
