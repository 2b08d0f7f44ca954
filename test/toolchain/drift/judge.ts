import { dirname, join, resolve } from "node:path";
import ts from "typescript";
import { schemaModule } from "../../../packages/toolchain/src/emit/schema.js";
import { printable } from "../../../packages/toolchain/src/emit/print-types.js";
import { type Level, levels } from "../../../packages/toolchain/src/drift/rules/rule.js";
import { typeCheck } from "../../support/type-check.js";
import { compared, type Pair, stateOf } from "./pair.js";
import { userFile } from "./user-file.js";

/** A change of a document, and what drift says of its types. */
export interface Case {
  readonly title: string;
  readonly form: Pair["form"];
  readonly before: unknown;
  readonly after: unknown;
}

/** Where drift and the compiler disagree: a level, and what the compiler says of the user's file. */
export interface Disagreement {
  readonly title: string;
  readonly level: Level;
  readonly rules: readonly string[];
  readonly messages: readonly string[];
}

const folder = resolve(import.meta.dirname, "../../../packages/.judged");

/**
 * For each case, a user's file that compiles with the types before is compiled with those after: it has to compile where
 * drift says that nothing breaks in TypeScript, and must not where it says that something does. What is for review may
 * do either.
 */
export function disagreements(given: readonly Case[]): Disagreement[] {
  const cases = given.map((each) => ({ ...each, before: withOneMore(each.before), after: withOneMore(each.after) }));
  const texts = new Map<string, string>();
  for (const [index, { form, before, after }] of cases.entries()) {
    for (const [side, part] of [
      ["before", before],
      ["after", after],
    ] as const)
      for (const [file, text] of typesOf(form, part)) texts.set(join(folder, `${index}/${side}/${file}`), text);
  }
  const program = programOf(texts);
  for (const index of cases.keys()) {
    const text = userFile(program, join(folder, `${index}/before/schema.ts`));
    for (const side of ["before", "after"]) texts.set(join(folder, `${index}/${side}/user.ts`), text);
  }
  const found = typeCheck([], texts);
  return cases.flatMap(({ title, form, before, after }, index) => {
    const messages = (side: string): readonly string[] => found.get(join(folder, `${index}/${side}/user.ts`)) ?? [];
    const findings = compared(form, before, after).filter(({ judgement }) => judgement.source !== "none");
    const ranks = findings.map(({ judgement }) => levels.indexOf(judgement.source));
    const level = levels[Math.max(0, ...ranks)] ?? "none";
    const rules = findings.map(({ rule, judgement }) => `${judgement.source} ${rule}`);
    if (messages("before").length > 0)
      return [{ title: `${title} (before)`, level, rules, messages: messages("before") }];
    const isBroken = messages("after").length > 0;
    const isAgreed = level === "review" || isBroken === (level === "breaking");
    return isAgreed ? [] : [{ title, level, rules, messages: messages("after") }];
  });
}

/** A part in which each object keeps a property: one without any has the type of anything. */
function withOneMore(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withOneMore);
  if (typeof part !== "object" || part === null) return part;
  const inner = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, withOneMore(value)]));
  const { properties } = inner;
  const isSchema = typeof properties === "object" && properties !== null && !("type" in properties);
  return isSchema ? { ...inner, properties: { ...properties, kept: { type: "string" } } } : inner;
}

/** The modules of types by their names. */
function typesOf(form: Pair["form"], part: unknown): [file: string, text: string][] {
  const { text, models } = schemaModule(printable(stateOf(form, part).document.value));
  return [["schema.ts", text], ...(models === undefined ? [] : [["models.ts", models] as [string, string]])];
}

function programOf(texts: ReadonlyMap<string, string>): ts.Program {
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const folders = new Set([...texts.keys()].map((file) => dirname(file)));
  return ts.createProgram([...texts.keys()], options, {
    ...host,
    readFile: (file) => texts.get(file) ?? host.readFile(file),
    fileExists: (file) => texts.has(file) || host.fileExists(file),
    directoryExists: (path) => folders.has(path) || ts.sys.directoryExists(path),
    getSourceFile(file, version) {
      const text = texts.get(file);
      return text === undefined ? host.getSourceFile(file, version) : ts.createSourceFile(file, text, version);
    },
  });
}
