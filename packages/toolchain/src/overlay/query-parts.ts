/** The parts of a parsed query: segments, selectors and expressions. Each part comes before its inner parts. */
export function* queryParts(part: unknown): Generator<object, void> {
  if (typeof part !== "object" || part === null) return;
  yield part;
  for (const [key, inner] of Object.entries(part))
    if (key !== "environment" && key !== "token") yield* queryParts(inner);
}
