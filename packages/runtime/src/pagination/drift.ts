/** A sign that the collection or the server differs from what the walk assumes. The walk continues. */
export type Drift =
  /** The total changed between two pages: rows were added or removed, so others may have moved. */
  | { readonly kind: "total"; readonly before: number; readonly now: number }
  /** The list ended with more or fewer rows than its total. */
  | { readonly kind: "rows"; readonly total: number; readonly rows: number }
  /** A `next` URL has another origin. Only its page parameter is used. */
  | { readonly kind: "origin"; readonly expected: string; readonly received: string }
  /** An item with a remembered key appeared again and was dropped. */
  | { readonly kind: "repeated"; readonly key: unknown };
