/**
 * The field of `T` at a path: of those of its shapes that have it, where `T` is a union; null and undefined have none.
 */
export type FieldAt<T, Path extends readonly string[]> = T extends null | undefined
  ? never
  : unknown extends T
    ? unknown
    : Path extends readonly [infer Key, ...infer Rest extends readonly string[]]
      ? Key extends keyof T
        ? FieldAt<T[Key], Rest>
        : never
      : T;

/** The items of the list at a path in a page that may be null, or of a shape without the list. */
export type PageItem<P, Path extends readonly string[]> =
  FieldAt<P, Path> extends infer List
    ? unknown extends List
      ? unknown
      : List extends readonly (infer Item)[]
        ? Item
        : never
    : never;
