import fc from "fast-check";

/** Texts that serializers, languages and protocols give a meaning of their own. */
const AWKWARD = [
  "",
  " ",
  "a b",
  "a&b=c",
  "a+b",
  "a/b?c#d",
  "100%",
  "%41",
  "a,b",
  "a|b",
  "a;b",
  "a.b",
  "..",
  '"quoted"',
  "it's",
  "<é&日>",
  "😀",
  "line\nbreak",
  "tab\tbed",
  "true",
  "null",
  "0",
  "*/ `${1}`",
  "\\",
  "[0]",
  "{id}",
  "\u2028",
];

/** Any text that no surrogate stands alone in. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...AWKWARD) },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 6 }) },
);

/** Names of properties, from a list that shares none with those of parameters. */
export const propertyNames = fc.constantFrom(
  "id",
  "Name",
  "first_name",
  "with space",
  "with-dash",
  "with.dot",
  "ü",
  "日本",
  "constructor",
  "__proto__",
  "toString",
  "default",
  "a&b",
  "a=b",
  "100%",
  "it's",
  "x/y",
  "~1",
  "$value",
  "0",
  "length",
  "status",
);

/**
 * Names of query parameters. None that every object inherits, here and below: TypeScript takes the inherited member for
 * what an object literal is expected to have, and widens the literals in it. Rows of the conformance tests send those.
 */
export const queryNames = [
  "q",
  "session",
  "body",
  "content-type",
  "ids[]",
  "$filter.x",
  "a query",
  "über",
  "q&r",
  "q=r",
  "q+r",
  "100%25",
  "class",
  "#hash",
  'say "hi"',
  "options",
  "params",
  "-1",
  "__defineGetter__",
] as const;

/** Names of headers: tokens (RFC 9110, section 5.6.2). */
export const headerNames = ["q", "body", "X-Tag", "x_under", "X.Dot", "If-Match", "Range", "__proto__", "~X!"] as const;

export const cookieNames = ["q", "content-type", "session", "c_1", "c.dot", "c-dash", "c space", "ç"] as const;

/** Names of path parameters: anything without braces and slashes. */
export const pathNames = [
  "q",
  "pathId",
  "path_id",
  "path-id",
  "new",
  "path id",
  "päth",
  "1st",
  "$path",
  "path.id",
  "client",
] as const;

/** Names of components (OpenAPI 3.1, "Components Object"), which become names of types. */
export const componentNames = fc.constantFrom(
  "Thing",
  "thing",
  "Array",
  "string",
  "Blob",
  "a.b-c_d",
  "constructor",
  "Date",
  "Error",
  "Record",
  "1st",
  "operations",
);

export const operationIds = fc.constantFrom(
  "listThings",
  "get_thing_v1_things__id__get",
  "things.create",
  "do it",
  "class",
  "constructor",
  "a/b",
  'say "hi"',
  "ünïcode",
  "raw",
  "withOptions",
  "then",
  "things",
  "日本",
);
