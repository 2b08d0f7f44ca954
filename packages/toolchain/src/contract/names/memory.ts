/** The number of results that are kept. When there are as many, all are forgotten, so that memory has a bound. */
const MOST_KNOWN = 20_000;

/** Keeps results by a text: the same text is asked for again and again. `make` gives the result for a new text. */
export function createMemory<Result>(): (text: string, make: (text: string) => Result) => Result {
  const results = new Map<string, Result>();
  return (text, make) => {
    const known = results.get(text);
    if (known !== undefined) return known;
    const result = make(text);
    if (results.size === MOST_KNOWN) results.clear();
    results.set(text, result);
    return result;
  };
}
