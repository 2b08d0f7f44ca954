/** Something that speaks of pages or of a job, and where it was seen. */
export interface SeenSign {
  readonly sign: string;
  readonly where: string;
}

/** What was seen of a fact, and what is missing for it. A verdict needs two signs that agree. */
export interface Evidence {
  readonly kind: "pagination" | "job";
  readonly seen: readonly SeenSign[];
  /** Empty where there is a verdict; of a job then its parts that the document does not have. */
  readonly missing: readonly string[];
  /** A declaration that applies once each `<…>` in it is replaced; absent where there is a verdict. */
  readonly skeleton?: object | undefined;
}
