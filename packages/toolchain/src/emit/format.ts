import { indented, Formatted, type CodeFragment } from "./layout.js";

/** One generated module. */
export interface ModuleText {
  readonly statements: readonly CodeFragment[];
  /** The class of the module. */
  readonly type?: { readonly head: string; readonly members: readonly CodeFragment[] } | undefined;
  /** Statements behind the class. */
  readonly after?: readonly CodeFragment[] | undefined;
}

/** Stands between the pieces that are formatted together; nothing that is generated bears this name. */
const NEXT = "specloom$next;";
const BEFORE_MEMBERS = "class Specloom$members {";

/**
 * The text of a module, below `head`. What is laid out stays as it is; all else goes to prettier at once.
 *
 * @param head Comments, with a line end.
 */
export async function formatModule(head: string, { statements, type, after = [] }: ModuleText): Promise<string> {
  const members = type?.members ?? [];
  const formatted = await formatPieces([...statements, ...after].filter(isText), members.filter(isText));
  const statement = (piece: CodeFragment): string | undefined =>
    piece instanceof Formatted ? piece.text : formatted.statements.shift();
  const texts = statements.map(statement);
  const inside = members.map((piece) =>
    piece instanceof Formatted ? indented(piece.text) : formatted.members.shift(),
  );
  if (type !== undefined)
    texts.push(inside.length === 0 ? `${type.head} {}` : `${type.head} {\n${inside.join("\n\n")}\n}`);
  texts.push(...after.map(statement));
  return `${head}${texts.join("\n\n")}\n`;
}

async function formatPieces(
  statements: readonly string[],
  members: readonly string[],
): Promise<{ readonly statements: string[]; readonly members: string[] }> {
  if (statements.length + members.length === 0) return { statements: [], members: [] };
  const between = `\n\n${NEXT}\n\n`;
  const text = await formatTypeScript(
    `${statements.join(between)}\n\n${BEFORE_MEMBERS}\n${members.join(between)}\n}\n`,
  );
  const at = text.lastIndexOf(BEFORE_MEMBERS);
  return {
    statements: statements.length === 0 ? [] : piecesOf(text.slice(0, at)),
    members: members.length === 0 ? [] : piecesOf(text.slice(at + BEFORE_MEMBERS.length, text.lastIndexOf("}"))),
  };
}

function piecesOf(text: string): string[] {
  return text.split(/^ *specloom\$next;$/mu).map((piece) => piece.replace(/^\n+/u, "").trimEnd());
}

function isText(piece: CodeFragment): piece is string {
  return typeof piece === "string";
}

/** Formats generated TypeScript. The options are fixed here: a repository's own configuration changes no output byte. */
export async function formatTypeScript(text: string): Promise<string> {
  const { format } = await import("prettier");
  return format(text, { parser: "babel-ts", printWidth: 120, endOfLine: "lf" });
}

/** How many characters go to prettier at once: each call has a cost of its own, and holds all that it reads. */
const AT_ONCE = 200_000;

/** Formats generated modules, by path. Many small ones are read as one. */
export async function formatTogether(modules: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const formatted = new Map<string, string>();
  for (const batch of batchesOf(modules, AT_ONCE)) {
    const texts = await formatTypeScript(batch.map(([, text]) => text).join(`\n\n${NEXT}\n\n`));
    for (const [index, text] of piecesOf(texts).entries()) formatted.set(batch[index]?.[0] ?? "", `${text}\n`);
  }
  return formatted;
}

/** Divides files into parts. Each part has at most so many characters before its last file. */
export function batchesOf(files: ReadonlyMap<string, string>, most: number): [path: string, text: string][][] {
  const batches: [string, string][][] = [];
  let size = Infinity;
  for (const file of files) {
    if (size >= most) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push(file);
    size += file[1].length;
  }
  return batches;
}

/** Formats generated Markdown, so that a formatter run over the repository changes nothing. */
export async function formatMarkdown(text: string): Promise<string> {
  const { format } = await import("prettier");
  return format(text, { parser: "markdown", printWidth: 120, endOfLine: "lf" });
}
