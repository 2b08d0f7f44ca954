/** A sign that the collection, or the server's idea of itself, is not what the walk assumes. Nothing stops for it. */
export type Drift =
  /** The total changed between two pages: rows came or went, so others may have shifted. */
  | { readonly kind: "total"; readonly before: number; readonly now: number }
  /** A `next` URL names another origin. Only its page parameter is used. */
  | { readonly kind: "origin"; readonly expected: string; readonly received: string }
  /** An item with a key of the window came again and was dropped. */
  | { readonly kind: "repeated"; readonly key: unknown };
