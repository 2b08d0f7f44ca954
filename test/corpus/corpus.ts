import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative, resolve } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { compileWith7, type Found } from "./compile.js";
import { type CorpusDocument, findDocuments } from "./documents.js";
import { type Outcome, reportOf } from "./outcome.js";
import { openPool, ownProcess, type Pool } from "./pool.js";

/** Where the report goes, and where progress is shown. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const USAGE = `Usage: pnpm corpus <folder> [--keep] [--only 5|7]

  Generates every OpenAPI document below the folder and type-checks the clients under TypeScript 5.9 and 7. Documents in
  folders called \`invalid\` are to be refused, or generated with what is wrong in them told.

  --keep       leave the generated clients where they are, and say where
  --only 5|7   type-check under one compiler. TypeScript 7 is the faster one, and is installed the first time

Exit codes: 0 as expected, 1 a valid document was refused, one does not compile, or nothing is told of an invalid one, 2 usage
`;

/** A compiler that is used alone. */
type Release = "5" | "7";

const cache = resolve(import.meta.dirname, "../../node_modules/.cache/specloom");

/**
 * Runs the command. Gives the exit code.
 *
 * @param processes How many share the work; with 0 this process does all of it.
 */
export async function corpus(
  args: readonly string[],
  { out, err }: Output,
  processes = availableParallelism(),
): Promise<number> {
  const options = parse(args);
  if (options === undefined) {
    err(USAGE);
    return 2;
  }
  const { root, documents } = findDocuments(options.folder);
  mkdirSync(cache, { recursive: true });
  const scratch = mkdtempSync(join(cache, "corpus-"));
  const pool = processes === 0 ? ownProcess : openPool(Math.max(1, Math.min(processes, documents.length)));
  try {
    const outcomes = await generateAll(pool, relative(process.cwd(), root) || ".", documents, scratch, err);
    const folders = outcomes.flatMap(({ result }) => (result.kind === "generated" ? [result.folder] : []));
    const found = await compileAll(pool, scratch, folders, options.only, err);
    const { text, isGood } = reportOf(outcomes, found);
    out(text);
    return isGood ? 0 : 1;
  } finally {
    pool.close();
    if (options.keep) err(`The clients are in ${scratch}\n`);
    else rmSync(scratch, { recursive: true, force: true });
  }
}

async function generateAll(
  pool: Pool,
  root: string,
  documents: readonly CorpusDocument[],
  scratch: string,
  err: Output["err"],
): Promise<Outcome[]> {
  const orders = documents.map(
    (document, index) => ({ kind: "generate", root, document, scratch, name: `d${index}` }) as const,
  );
  const answers = await pool.work(orders, (done) => {
    if (done % 20 === 0 || done === orders.length) err(`Generated ${done} of ${orders.length}\n`);
  });
  return documents.map(({ path, isValid }, index) => {
    const answer = answers[index];
    if (answer === undefined || !("result" in answer)) throw new Error(`No answer for ${path}`);
    return { path, isValid, result: answer.result };
  });
}

/** Each worker checks a share of the clients in one program; then TypeScript 7 checks all of them. */
async function compileAll(
  pool: Pool,
  scratch: string,
  folders: readonly string[],
  only: Release | undefined,
  err: Output["err"],
): Promise<Map<string, string[]>> {
  if (folders.length === 0) return new Map();
  const found: Found[] = [];
  if (only !== "7") {
    const shares = Array.from({ length: pool.size }, (_, share) =>
      folders.filter((_folder, index) => index % pool.size === share),
    );
    const orders = shares
      .filter((share) => share.length > 0)
      .map((share) => ({ kind: "compile", scratch, folders: share }) as const);
    err(`Type-checking ${folders.length} clients under TypeScript 5.9\n`);
    const answers = await pool.work(orders, () => undefined);
    found.push(...answers.flatMap((answer) => ("found" in answer ? [answer.found] : [])));
  }
  if (only !== "5") {
    err(`Type-checking ${folders.length} clients under TypeScript 7\n`);
    found.push(await compileWith7(scratch, folders));
  }
  return merged(found);
}

function merged(all: readonly Found[]): Map<string, string[]> {
  const result = new Map<string, string[]>();
  for (const [folder, messages] of all.flatMap((found) => Object.entries(found)))
    result.set(folder, [...(result.get(folder) ?? []), ...messages]);
  return result;
}

function parse(args: readonly string[]): { folder: string; keep: boolean; only: Release | undefined } | undefined {
  try {
    const { values, positionals } = parseArgs({
      // pnpm 10 and later hand on the `--` that npm's users write before options.
      args: args.filter((argument) => argument !== "--"),
      allowPositionals: true,
      options: { keep: { type: "boolean" }, only: { type: "string" } },
    });
    const [folder, ...rest] = positionals;
    const { keep = false, only } = values;
    if (folder === undefined || rest.length > 0 || !existsSync(folder)) return undefined;
    return only === undefined || only === "5" || only === "7" ? { folder, keep, only } : undefined;
  } catch {
    return undefined;
  }
}
