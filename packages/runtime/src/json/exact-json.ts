/** How JSON is read and written. */
export interface JsonCodec {
  parse(text: string): unknown;
  /** Undefined for a value that JSON cannot hold. */
  stringify(value: unknown): string | undefined;
}

/** A string, which is left alone, or a number. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * JSON that keeps every digit: an integer that a number cannot hold exactly is a bigint, any other such number the
 * text of its digits. A bigint is written as its digits. For the `json` option of a client.
 */
export const exactJson: JsonCodec = {
  parse(text) {
    // Unguessable, so that no string of a server's can pass for one of these.
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

/** Whether a number gives back the same value as the text it is read from. */
function isExact(token: string): boolean {
  return canonical(token) === canonical(String(Number(token)));
}

/** Sign, digits and exponent, without the zeros that say nothing: equal for two texts of one value. */
function canonical(token: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(token) ?? [];
  const digits = (whole + fraction).replace(/^0+/, "");
  const short = digits.replace(/0+$/, "");
  if (short === "") return "0";
  return `${sign}${short}e${Number(exponent) - fraction.length + digits.length - short.length}`;
}
