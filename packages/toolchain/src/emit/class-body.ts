/** A class while it is being written. */
export interface ClassBody {
  /** Declarations that stand before it in its module. */
  readonly before: readonly string[];
  /** Its documentation and its name, up to the opening brace. */
  readonly head: string;
  readonly members: readonly string[];
}

export function printClass({ before, head, members }: ClassBody): string {
  return [...before, `${head} {\n${members.filter((text) => text !== "").join("\n\n")}\n}`].join("\n\n");
}
