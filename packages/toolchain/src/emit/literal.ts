/** Plain data that generated code can hold. Undefined members are left out. */
export type LiteralValue =
  undefined | null | boolean | number | string | readonly LiteralValue[] | { readonly [key: string]: LiteralValue };

const identifier = /^[A-Za-z_$][\w$]*$/;

/** A JavaScript literal for plain data; formatting is prettier's business. */
export function literal(data: LiteralValue): string {
  if (typeof data === "string") return textLiteral(data);
  if (typeof data !== "object" || data === null) return String(data);
  if (isList(data)) return `[${data.map(literal).join(", ")}]`;
  return inBraces(membersOf(data));
}

/** An object literal of members that are expressions; those that are undefined are left out. */
export function objectOf(expressions: Readonly<Record<string, string | undefined>>): string {
  const entries = Object.entries(expressions).filter(([, expression]) => expression !== undefined);
  return inBraces(entries.map(([key, expression]) => `${propertyKey(key)}: ${expression}`));
}

function inBraces(members: readonly string[]): string {
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** The members of an object literal. */
export function membersOf(data: { readonly [key: string]: LiteralValue }): string[] {
  return Object.entries(data)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${propertyKey(key)}: ${literal(value)}`);
}

/** A string literal that is safe in source text: the two line separators that JSON allows are escaped too. */
export function textLiteral(value: string): string {
  return JSON.stringify(value).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

/** A property key, bare where it may be. A literal `__proto__` would set the prototype, a computed one does not. */
export function propertyKey(key: string): string {
  if (key === "__proto__") return `["__proto__"]`;
  return identifier.test(key) ? key : textLiteral(key);
}

function isList(data: object): data is readonly LiteralValue[] {
  return Array.isArray(data);
}
