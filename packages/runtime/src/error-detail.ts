/** Longest text taken from a server into an error's message, in characters. */
const LIMIT = 500;

/**
 * The words in which a server explains an error, looked for where servers put them: `detail`, `message`, `error`,
 * `error.message`, FastAPI's `detail[]`, a JSON list, plain text. Undefined where there are none: a page of HTML is
 * not an explanation.
 */
export function errorDetail(body: unknown): string | undefined {
  const text = wordsOf(body)?.trim();
  return text === undefined || text === "" || text.startsWith("<") ? undefined : text.slice(0, LIMIT);
}

function wordsOf(body: unknown): string | undefined {
  if (typeof body === "string") return body;
  if (Array.isArray(body)) {
    return body
      .map(itemOf)
      .filter((item) => item !== undefined)
      .join("; ");
  }
  if (typeof body !== "object" || body === null) return undefined;
  for (const name of ["detail", "message", "error"]) {
    const words = Object.hasOwn(body, name) ? wordsOf(Reflect.get(body, name)) : undefined;
    if (words !== undefined && words !== "") return words;
  }
  return undefined;
}

/** FastAPI names the place of a fault in `loc` and says what is wrong in `msg`. */
function itemOf(item: unknown): string | undefined {
  if (typeof item === "object" && item !== null && "msg" in item && typeof item.msg === "string") {
    return "loc" in item && Array.isArray(item.loc) ? `${item.loc.join(".")}: ${item.msg}` : item.msg;
  }
  return wordsOf(item);
}
