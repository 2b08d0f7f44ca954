import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { data, Evaluator, Lexer, Parser } from "@actions/expressions";

/** What an expression of a workflow can name. */
export interface ExpressionContext {
  /** `github`, `inputs`, `matrix`, `runner`, `steps`, `env`. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Whether an earlier step failed. */
  readonly hasFailed: boolean;
  readonly workspace: string;
}

const statusFunctions = ["success", "failure", "always", "cancelled"];

/** Replaces each `${{ … }}` of a text by its value, as GitHub's own evaluator has it. */
export function interpolate(text: string, context: ExpressionContext): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/gsu, (_all, expression: string) =>
    evaluate(expression, context).coerceString(),
  );
}

/** Whether a step's `if` is true. One that names no status of the job asks for success, too. */
export function isTrue(condition: string | undefined, context: ExpressionContext): boolean {
  const expression = (condition ?? "success()").replace(/^\s*\$\{\{(.*)\}\}\s*$/su, "$1");
  const asksStatus = statusFunctions.some((name) => expression.includes(`${name}(`));
  const whole = asksStatus ? expression : `success() && (${expression})`;
  const value = evaluate(whole, context);
  return !["", "0", "false"].includes(value.coerceString());
}

function evaluate(expression: string, { values, hasFailed, workspace }: ExpressionContext): data.ExpressionData {
  const status = (name: string, value: boolean) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(value),
  });
  const functions = [
    status("success", !hasFailed),
    status("failure", hasFailed),
    status("always", true),
    status("cancelled", false),
    {
      name: "hashFiles",
      minArgs: 1,
      maxArgs: 255,
      call: (...patterns: data.ExpressionData[]) =>
        new data.StringData(
          hashFiles(
            workspace,
            patterns.map((pattern) => pattern.coerceString()),
          ),
        ),
    },
  ];
  const { tokens } = new Lexer(expression.trim()).lex();
  const parsed = new Parser(tokens, Object.keys(values), functions).parse();
  const known = new Map(functions.map((definition) => [definition.name.toLowerCase(), definition]));
  return new Evaluator(parsed, dictionaryOf(values), known).evaluate();
}

/** The digest of the digests of files; empty where no file matches. */
function hashFiles(workspace: string, patterns: readonly string[]): string {
  const files = patterns.flatMap((pattern) => matching(workspace, pattern.split("/"))).toSorted();
  if (files.length === 0) return "";
  const hash = createHash("sha256");
  for (const file of files) {
    const content = readFileSync(file);
    hash.update(createHash("sha256").update(content).digest());
  }
  return hash.digest("hex");
}

/** The files below a folder that a pattern names; `*` is any part of a name. */
function matching(folder: string, [segment = "", ...rest]: readonly string[]): string[] {
  if (!existsSync(folder)) return [];
  const [begin = "", end] = segment.split("*");
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() === rest.length > 0)
    .map(({ name }) => name)
    .filter((name) => (end === undefined ? name === begin : name.startsWith(begin) && name.endsWith(end)));
  return names.flatMap((name) => (rest.length === 0 ? [join(folder, name)] : matching(join(folder, name), rest)));
}

function dictionaryOf(values: object): data.Dictionary {
  return new data.Dictionary(...Object.entries(values).map(([key, value]) => ({ key, value: dataOf(value) })));
}

function dataOf(value: unknown): data.ExpressionData {
  if (typeof value === "string") return new data.StringData(value);
  if (typeof value === "number") return new data.NumberData(value);
  if (typeof value === "boolean") return new data.BooleanData(value);
  if (Array.isArray(value)) return new data.Array(...value.map(dataOf));
  return typeof value === "object" && value !== null ? dictionaryOf(value) : new data.Null();
}
