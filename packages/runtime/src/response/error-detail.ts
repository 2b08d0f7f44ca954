import { oneLine } from "../errors/one-line.js";

/** The fields with the explanation of an error, first one first. `error` may also be an object with such fields. */
const FIELDS = ["detail", "message", "error_description", "error", "title", "msg", "reason", "errors"];

/** How deep a body is searched, and how many values of it are read. */
const MAX_DEPTH = 6;
const MAX_VALUES = 400;

/**
 * The text in which a server explains an error: in `detail`, `message`, `error.message`, `error_description` (RFC 6749),
 * `error`, `title` (RFC 9457), `msg`, `reason`, `errors` (a text, a list, or texts by field), texts by field, FastAPI's
 * `detail[]`, a JSON list, or plain text. Undefined if there is none; an HTML page does not count.
 */
export function errorDetail(body: unknown): string | undefined {
  /** What is left of the search, so that no body makes it long. */
  let left = MAX_VALUES;

  const textOf = (value: unknown, depth: number): string | undefined => {
    if (typeof value === "string") return value.trim() === "" ? undefined : value;
    if (typeof value !== "object" || value === null || depth > MAX_DEPTH || left-- <= 0) return undefined;
    const inner = depth + 1;
    if (Array.isArray(value)) return joined(value, (item) => placed(item, textOf(item, inner)));
    const fields: Readonly<Record<string, unknown>> = { ...value };
    // The message of an error object is better than a description beside it, which is better than a code.
    const first = typeof fields["error"] === "object" ? ["detail", "message", "error"] : [];
    for (const name of [...first, ...FIELDS]) {
      const found = name === "errors" ? byField(fields[name], inner, true) : textOf(fields[name], inner);
      if (found !== undefined) return found;
    }
    return byField(value, depth, false);
  };

  /** Texts by field, as Rails, Laravel and Django send them. A single text counts only where texts are expected. */
  const byField = (value: unknown, depth: number, expected: boolean): string | undefined => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return textOf(value, depth);
    return joined(Object.entries(value), ([name, inner]) => {
      const text = expected || typeof inner !== "string" ? textOf(inner, depth + 1) : undefined;
      return text === undefined || (expected && FIELDS.includes(name)) ? text : `${name}: ${text}`;
    });
  };

  const joined = <T>(items: readonly T[], read: (item: T) => string | undefined): string | undefined => {
    const texts: string[] = [];
    for (const item of items) {
      if (left-- <= 0) break;
      texts.push(read(item) ?? "");
    }
    return texts.filter(Boolean).join("; ") || undefined;
  };

  const text = oneLine(textOf(body, 0) ?? "");
  return /^(<|$)/.test(text) ? undefined : text;
}

/** FastAPI puts the location of an error into `loc` and its message into `msg`. */
function placed(item: unknown, text: string | undefined): string | undefined {
  const { loc }: { readonly loc?: unknown } = Object(item);
  if (text === undefined || !Array.isArray(loc)) return text;
  return `${loc
    .slice(0, MAX_DEPTH)
    .filter((name) => typeof name !== "object")
    .join(".")}: ${text}`;
}
