import { type Content, MULTIPART, URLENCODED } from "./bodies.js";
import type { Parameter } from "./parameters.js";
import { received } from "./values.js";

/** What the server makes of a parameter's value: nulls, and what holds nothing else, are not sent. */
export function expectedParameter({ content, value }: Parameter): unknown {
  if (value === undefined) return undefined;
  return content === "application/json" ? received(value) : withoutNothing(received(value));
}

/** What it makes of a body: of forms, what is null has no field, and a list without items neither. */
export function expectedBody({ mediaType, encoding, value }: Content): unknown {
  const whole = received(value);
  if (mediaType !== URLENCODED && mediaType !== MULTIPART) return whole;
  const fields = Object.entries(Object(whole)).map(([name, field]): [string, unknown] => {
    const { contentType, style } = Object.hasOwn(encoding, name) ? (encoding[name] ?? {}) : {};
    if (style !== undefined) return [name, withoutNothing(field)];
    if (field === null) return [name, undefined];
    if (!Array.isArray(field)) return [name, field];
    if (mediaType === URLENCODED && contentType === "application/json") return [name, field];
    const items = field.filter((item) => item !== null);
    return [name, items.length === 0 ? undefined : items];
  });
  return Object.fromEntries(fields.filter(([, field]) => field !== undefined));
}

function withoutNothing(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value ?? undefined;
  if (Array.isArray(value)) {
    const items = value.map(withoutNothing).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  const members = Object.entries(value).flatMap(([name, item]) => {
    const left = withoutNothing(item);
    return left === undefined ? [] : [[name, left] as const];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}
