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

/** Keeps a result for each object, as long as the object exists. `make` gives the result for a new object. */
export function createObjectMemory<Result extends {}>(): <Key extends object>(
  key: Key,
  make: (key: Key) => Result,
) => Result {
  const results = new WeakMap<object, Result>();
  return (key, make) => {
    const known = results.get(key);
    if (known !== undefined) return known;
    const result = make(key);
    results.set(key, result);
    return result;
  };
}
