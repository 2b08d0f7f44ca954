import { oneLine } from "../errors/one-line.js";

/** The fields with the explanation of an error, first one first. `error` may also be an object with such fields. */
const FIELDS = ["detail", "message", "error_description", "error", "title", "msg", "reason", "errors"];

/** How deep a body is searched, and how many values of it are read. */
const MAX_DEPTH = 6;
const MAX_VALUES = 400;

/** What is left of a search, so that no body makes it long. */
interface Search {
  values: number;
}

/**
 * The text in which a server explains an error: in `detail`, `message`, `error.message`, `error_description` (RFC 6749),
 * `error`, `title` (RFC 9457), `msg`, `reason`, `errors` (a text, a list, or texts by field), texts by field, FastAPI's
 * `detail[]`, a JSON list, or plain text. Undefined if there is none; an HTML page does not count.
 */
export function errorDetail(body: unknown): string | undefined {
  const text = oneLine(explanation(body, { values: MAX_VALUES }, 0) ?? "");
  return text === "" || text.startsWith("<") ? undefined : text;
}

function explanation(value: unknown, search: Search, depth: number): string | undefined {
  if (typeof value === "string") return value.trim() === "" ? undefined : value;
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH || search.values <= 0) return undefined;
  search.values--;
  if (Array.isArray(value)) return joined(value, search, (item) => itemText(item, search, depth + 1));
  // The message of an error object is better than a description beside it, which is better than a code.
  const names = typeof own(value, "error") === "object" ? ["detail", "message", "error", ...FIELDS] : FIELDS;
  for (const name of names) {
    const inner = own(value, name);
    const found =
      name === "errors" ? textsByField(inner, search, depth + 1, true) : explanation(inner, search, depth + 1);
    if (found !== undefined) return found;
  }
  return textsByField(value, search, depth, false);
}

/** FastAPI puts the location of an error into `loc` and its message into `msg`. */
function itemText(item: unknown, search: Search, depth: number): string | undefined {
  const text = explanation(item, search, depth);
  const place = typeof item === "object" && item !== null ? own(item, "loc") : undefined;
  if (text === undefined || !Array.isArray(place)) return text;
  const names = place.slice(0, MAX_DEPTH).filter((name) => typeof name === "string" || typeof name === "number");
  return `${names.join(".")}: ${text}`;
}

/** Texts by field, as Rails, Laravel and Django send them. A single text counts only where texts are expected. */
function textsByField(value: unknown, search: Search, depth: number, expected: boolean): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return explanation(value, search, depth);
  return joined(Object.entries(value), search, ([name, inner]) => {
    if (typeof inner === "string" && !expected) return undefined;
    const text = explanation(inner, search, depth + 1);
    return text === undefined || (expected && FIELDS.includes(name)) ? text : `${name}: ${text}`;
  });
}

function joined<T>(items: readonly T[], search: Search, textOf: (item: T) => string | undefined): string | undefined {
  const texts: string[] = [];
  for (const item of items) {
    if (search.values-- <= 0) break;
    const text = textOf(item);
    if (text !== undefined) texts.push(text);
  }
  return texts.length === 0 ? undefined : texts.join("; ");
}

function own(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}
