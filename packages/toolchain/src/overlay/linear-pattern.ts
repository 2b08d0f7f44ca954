/** A state of a pattern. A state without a test consumes no character. */
interface State {
  readonly test?: (character: string) => boolean;
  readonly at?: "start" | "end";
  readonly next: State[];
}

/** A pattern that is longer, or has more states, matches nothing. */
const MAX_LENGTH = 1_000;
const MAX_STATES = 2_000;

/** A character class, an escape, a repetition, or one character (RFC 9485). */
const TOKEN =
  /\\[pP]\{[A-Za-z]{1,2}\}|\\[()*+\-.?[\\\]^nrt{|}]|\[\^?(?:\\[pP]\{[A-Za-z]{1,2}\}|\\[()*+\-.?[\\\]^nrt{|}]|[^\\[\]])+\]|\{\d{1,4}(?:,\d{0,4})?\}|[^\\[\]{}]/gsuy;

type Build = (next: State) => State;

/**
 * Whether a text has a match of an I-Regexp (RFC 9485), or is one as a whole. All ways through the pattern are followed
 * at once, so the time grows with the length of the text, whatever the pattern is. What is no pattern matches nothing.
 */
export function matches(text: unknown, pattern: unknown, isWhole: boolean): boolean {
  if (typeof text !== "string" || typeof pattern !== "string") return false;
  const end: State = { next: [] };
  const start = startOf(pattern, end);
  if (start === undefined) return false;
  let index = 0;
  let states = new Set<State>();
  const enter = (state: State): void => {
    if (states.has(state) || (state.at === "start" && index > 0) || (state.at === "end" && index < text.length)) return;
    states.add(state);
    if (state.test === undefined) state.next.forEach(enter);
  };
  enter(start);
  for (const character of text) {
    if (states.size === 0 || (!isWhole && states.has(end))) break;
    const before = states;
    index += character.length;
    states = new Set();
    for (const { test, next } of before) if (test?.(character) === true) next.forEach(enter);
    if (!isWhole) enter(start);
  }
  return states.has(end);
}

/** Returns true if a text is an I-Regexp, within the limits. */
export function isIRegexp(text: string): boolean {
  return startOf(text, { next: [] }) !== undefined;
}

/** The first state of a pattern; undefined where it is none. */
function startOf(pattern: string, end: State): State | undefined {
  if (pattern.length > MAX_LENGTH) return undefined;
  const tokens = pattern.match(TOKEN) ?? [];
  if (tokens.join("") !== pattern) return undefined;
  let position = 0;
  let count = 0;
  const made = (state: State): State => {
    if (++count > MAX_STATES) throw new RangeError("it repeats too much");
    return state;
  };
  const branches = (): Build => {
    const all = [branch()];
    while (tokens[position] === "|") {
      position += 1;
      all.push(branch());
    }
    return (next) => made({ next: all.map((build) => build(next)) });
  };
  const branch = (): Build => {
    const pieces: Build[] = [];
    while (position < tokens.length && tokens[position] !== "|" && tokens[position] !== ")")
      pieces.push(repeated(atom()));
    return (next) => pieces.reduceRight((after, build) => build(after), next);
  };
  const atom = (): Build => {
    const token = tokens[position++] ?? "";
    if (/^(?:[*+?)]|\{.*)$/u.test(token)) throw new SyntaxError(token);
    if (token === "^" || token === "$") return (next) => made({ at: token === "^" ? "start" : "end", next: [next] });
    if (token !== "(") return (next) => made({ test: testOf(token), next: [next] });
    const inner = branches();
    if (tokens[position++] !== ")") throw new SyntaxError(token);
    return inner;
  };
  const repeated = (build: Build): Build => {
    const [, least, comma, most] =
      /^\{(\d{1,4})(,?)(\d{0,4})\}$/u.exec(tokens[position] ?? "") ?? signs[tokens[position] ?? ""] ?? [];
    if (least === undefined) return build;
    position += 1;
    const optional = comma === "" ? 0 : Number(most) - Number(least);
    return (next) => {
      let after = next;
      if (comma !== "" && most === "") {
        after = made({ next: [next] });
        after.next.push(build(after));
      } else for (let left = optional; left > 0; left--) after = made({ next: [build(after), next] });
      for (let left = Number(least); left > 0; left--) after = build(after);
      return after;
    };
  };
  try {
    const build = branches();
    return position === tokens.length ? build(end) : undefined;
  } catch {
    return undefined;
  }
}

/** The signs of repetition, as braces say them. */
const signs: Readonly<Record<string, readonly string[]>> = {
  "*": ["", "0", ",", ""],
  "+": ["", "1", ",", ""],
  "?": ["", "0", ",", "1"],
};

/** The test of one character. */
function testOf(token: string): (character: string) => boolean {
  if (token === ".") return (character) => character !== "\n" && character !== "\r";
  if (token.length <= 2 && !token.startsWith("\\")) return (character) => character === token;
  // JavaScript accepts an escaped hyphen only within brackets.
  const expression = new RegExp(token.startsWith("\\") ? `^[${token}]$` : `^${token}$`, "u");
  return (character) => expression.test(character);
}
