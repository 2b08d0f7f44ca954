/** Longest text that an error message takes from a server, in characters. */
const MAX_LENGTH = 500;

/**
 * The text in which a server explains an error: `detail`, `message`, `error`, `error.message`, FastAPI's `detail[]`, a
 * JSON list, or plain text. Undefined if there is none; an HTML page does not count.
 */
export function errorDetail(body: unknown): string | undefined {
  const text = messageIn(body)?.trim();
  return text === undefined || text === "" || text.startsWith("<") ? undefined : text.slice(0, MAX_LENGTH);
}

function messageIn(body: unknown): string | undefined {
  if (typeof body === "string") return body;
  if (Array.isArray(body)) {
    return body
      .map(itemMessage)
      .filter((item) => item !== undefined)
      .join("; ");
  }
  if (typeof body !== "object" || body === null) return undefined;
  for (const name of ["detail", "message", "error"]) {
    const message = Object.hasOwn(body, name) ? messageIn(Reflect.get(body, name)) : undefined;
    if (message !== undefined && message !== "") return message;
  }
  return undefined;
}

/** FastAPI puts the location of an error into `loc` and its message into `msg`. */
function itemMessage(item: unknown): string | undefined {
  if (typeof item === "object" && item !== null && "msg" in item && typeof item.msg === "string") {
    return "loc" in item && Array.isArray(item.loc) ? `${item.loc.join(".")}: ${item.msg}` : item.msg;
  }
  return messageIn(item);
}
