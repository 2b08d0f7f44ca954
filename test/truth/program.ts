import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { compile, compileWith7 } from "../corpus/compile.js";
import { type NamedCase, type Printed, printTypes, typeOf } from "./document.js";

const cache = resolve(import.meta.dirname, "../../node_modules/.cache/specloom");
const FOLDER = "all";
/** Statements in one module: TypeScript 7 checks modules side by side. */
const MODULE = 5_000;

/** How a value is given to the type: as an object literal, or as a variable that holds it. */
export type Manner = "fresh" | "held";

/** A value of a case, and whether its type has to accept it. */
export interface Trial {
  readonly of: NamedCase;
  readonly manner: Manner;
  readonly value: unknown;
  readonly isAccepted: boolean;
}

export type Compiler = "TypeScript 5.9" | "TypeScript 7";

/** What is wrong with the types of a case. */
export interface Fault {
  readonly name: string;
  readonly compiler: Compiler;
  readonly message: string;
}

export interface Tried {
  readonly cases: readonly NamedCase[];
  readonly faults: readonly Fault[];
  /** The text of `models.ts`. */
  readonly models: string;
}

/** Prints the types of all cases and gives them the values, in one program a compiler. */
export async function tryAll(
  cases: readonly NamedCase[],
  trials: readonly Trial[],
  compilers: readonly Compiler[] = ["TypeScript 5.9", "TypeScript 7"],
): Promise<Tried> {
  const { thrown, ...texts } = await printTypes(cases);
  const printed = trials.filter(({ of }) => !thrown.has(of.name));
  const modules = modulesOf(texts, printed);
  const faults: Fault[] = [...thrown].map(([name, message]) => ({ name, compiler: "TypeScript 5.9", message }));
  for (const compiler of compilers)
    faults.push(...faultsOf(await diagnose(compiler, modules), compiler, texts, printed));
  return { cases, faults, models: texts.models };
}

type Texts = Omit<Printed, "thrown">;

/** Texts by the name of the file. */
function modulesOf({ schema, models }: Texts, trials: readonly Trial[]): ReadonlyMap<string, string> {
  const modules = new Map([
    ["schema.ts", schema],
    ["models.ts", models],
  ]);
  for (let first = 0; first < trials.length; first += MODULE) {
    const statements = trials.slice(first, first + MODULE).map(statementOf);
    const header = 'import type * as types from "./schema.js";';
    modules.set(`trials${first / MODULE}.ts`, `${[header, ...statements].join("\n")}\n`);
  }
  return modules;
}

function statementOf({ of, manner, value }: Trial, index: number): string {
  const type = typeOf(of);
  return manner === "fresh"
    ? `export const v${index}: ${type} = ${literal(value)};`
    : `export const v${index} = (value: ${literal(value)}): ${type} => value;`;
}

/** A value as its literal, which is the type of that value too: each member has the type that a literal would have. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, item]) => {
    return `${key === "__proto__" ? '["__proto__"]' : JSON.stringify(key)}: ${literal(item)}`;
  });
  return `{ ${members.join(", ")} }`;
}

/** Messages by file, then by line. */
type Diagnostics = ReadonlyMap<string, ReadonlyMap<number, string>>;

async function diagnose(compiler: Compiler, modules: ReadonlyMap<string, string>): Promise<Diagnostics> {
  mkdirSync(cache, { recursive: true });
  const scratch = mkdtempSync(join(cache, "truth-"));
  try {
    mkdirSync(join(scratch, FOLDER, "src"), { recursive: true });
    for (const [file, text] of modules) writeFileSync(join(scratch, FOLDER, "src", file), text);
    const compileAll = compiler === "TypeScript 5.9" ? compile : compileWith7;
    const { [FOLDER]: found = [] } = await compileAll(scratch, [FOLDER]);
    return byLine(found);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function byLine(found: readonly string[]): Diagnostics {
  const result = new Map<string, Map<number, string>>();
  for (const each of found) {
    const [, file = "", line = "0", message = each] =
      /^src\/([^:]+):(\d+): (?:TypeScript 7: )?(.*)$/su.exec(each) ?? [];
    const messages = result.get(file) ?? new Map<number, string>();
    result.set(file, messages.set(Number(line), message));
  }
  return result;
}

function faultsOf(found: Diagnostics, compiler: Compiler, texts: Texts, trials: readonly Trial[]): Fault[] {
  const ofTypes = (["schema", "models"] as const).flatMap((file) => {
    const lines = texts[file].split("\n");
    return [...(found.get(`${file}.ts`) ?? [])].map(([line, message]) => {
      return { name: nameAt(lines, line), compiler, message: `${file}.ts:${line}: ${message}` };
    });
  });
  const ofValues = trials.flatMap(({ of, manner, value, isAccepted }, index) => {
    const messages = found.get(`trials${Math.floor(index / MODULE)}.ts`);
    const message = messages?.get(2 + (index % MODULE));
    if ((message === undefined) === isAccepted) return [];
    const told = `${manner} ${JSON.stringify(value)} is ${isAccepted ? "refused" : "accepted"}`;
    return [{ name: of.name, compiler, message: message === undefined ? told : `${told}: ${message}` }];
  });
  const others = [...found].flatMap(([file, messages]) =>
    file === "" ? [...messages.values()] : (messages.get(1) ?? []),
  );
  if (others.length > 0) throw new Error(`No statement is at fault: ${others.join("; ")}`);
  return [...ofTypes, ...ofValues];
}

/** The case whose type stands at a line. */
function nameAt(lines: readonly string[], line: number): string {
  for (let index = line - 1; index >= 0; index--) {
    const found = /^(?: {4}of| {8}|export type |type )"?(S\d+)(?!\d)/u.exec(lines[index] ?? "")?.[1];
    if (found !== undefined) return found;
  }
  throw new Error(`No schema stands at line ${line}: ${lines[line - 1]}`);
}
