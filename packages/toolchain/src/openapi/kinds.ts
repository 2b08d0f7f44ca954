import { fieldOf, type Kind, MAP_FIELDS } from "./grammar.js";

/** Whether the client needs objects of a kind. It needs no examples and links. */
export function isRead(kind: Kind): boolean {
  return kind !== "example" && kind !== "link";
}

/** The kinds of objects in `components` ("Components Object"). A reference can replace each of them. */
const REFERABLE = new Set([...MAP_FIELDS].map((key) => fieldOf("components", key)?.holds));

/** Whether a reference can replace an object of a kind. */
export function isReferable(kind: Kind): boolean {
  return REFERABLE.has(kind);
}
