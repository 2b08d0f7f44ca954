/** A fenced block of a page. */
export interface CodeBlock {
  /** Page and line of the fence, such as `guide/jobs.md:12`. */
  readonly place: string;
  readonly page: string;
  readonly language: string;
  /** Words after the language, such as `before`. */
  readonly marks: readonly string[];
  readonly code: string;
  /** The text of a `text` block that follows it at once: what it prints. */
  readonly output: string | undefined;
}

/** The fenced blocks of a page, in order. */
export function codeBlocksOf(page: string, text: string): readonly CodeBlock[] {
  const fence = /^```(?<info>[^\n`]*)\n(?<code>.*?)^```$(?:\s*^```text output\n(?<output>.*?)^```$)?/gmsu;
  return [...text.matchAll(fence)].map((match) => {
    const [language = "", ...marks] = (match.groups?.["info"] ?? "").trim().split(/\s+/u);
    const line = text.slice(0, match.index).split("\n").length;
    const code = match.groups?.["code"] ?? "";
    return { place: `${page}:${line}`, page, language, marks, code, output: match.groups?.["output"] };
  });
}

/** The two states of one piece of a program: as another tool had it, and as it is after the move. */
export interface Move {
  readonly before: readonly CodeBlock[];
  readonly after: readonly CodeBlock[];
}

/** The moves that pages show, by page and number: blocks marked `before-1` and `after-1`. */
export function movesIn(blocks: readonly CodeBlock[]): ReadonlyMap<string, Move> {
  const moves = new Map<string, Move>();
  for (const block of blocks) {
    const { state, step } = /^(?<state>before|after)-(?<step>\d+)$/u.exec(block.marks[0] ?? "")?.groups ?? {};
    if (state === undefined || step === undefined) continue;
    const name = `${block.page} ${step}`;
    const { before, after } = moves.get(name) ?? { before: [], after: [] };
    moves.set(name, state === "before" ? { before: [...before, block], after } : { before, after: [...after, block] });
  }
  return moves;
}
