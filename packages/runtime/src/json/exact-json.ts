/** Parses and writes JSON. */
export interface JsonCodec {
  parse(text: string): unknown;
  /** Returns undefined for a value that JSON cannot represent. */
  stringify(value: unknown): string | undefined;
}

/** A string or a number. Strings stay as they are. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * JSON without loss of digits: an integer that a JavaScript number cannot represent becomes a bigint, any other such
 * number becomes the text of its digits. A bigint is written as its digits. For the `json` option of a client.
 */
export const exactJson: JsonCodec = {
  parse(text) {
    // A random mark: no string that a server sends can contain it.
    const mark = crypto.randomUUID();
    const marked = text.replace(TOKEN, (token) =>
      token.startsWith('"') || isExact(token) ? token : `"${mark}${token}"`,
    );
    if (marked === text) return JSON.parse(text);
    return JSON.parse(marked, (_key, value: unknown) => {
      if (typeof value !== "string" || !value.startsWith(mark)) return value;
      const digits = value.slice(mark.length);
      return /^-?\d+$/.test(digits) ? BigInt(digits) : digits;
    });
  },
  stringify(value) {
    const mark = crypto.randomUUID();
    const text: string | undefined = JSON.stringify(value, (_key, item: unknown) =>
      typeof item === "bigint" ? `${mark}${item}` : item,
    );
    return text?.replaceAll(new RegExp(`"${mark}(-?\\d+)"`, "g"), "$1");
  },
};

/** Whether a JavaScript number has exactly the value of the text. */
function isExact(token: string): boolean {
  return canonical(token) === canonical(String(Number(token)));
}

/** Sign, digits and exponent without redundant zeros: equal for two texts of the same value. */
function canonical(token: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(token) ?? [];
  const digits = (whole + fraction).replace(/^0+/, "");
  const short = digits.replace(/0+$/, "");
  if (short === "") return "0";
  return `${sign}${short}e${Number(exponent) - fraction.length + digits.length - short.length}`;
}
