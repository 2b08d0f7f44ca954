import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { compileWith7 } from "../corpus/compile.js";
import type { Mutation } from "./mutations.js";
import { type Command, outcomeOf } from "./outcome.js";

const cache = resolve(import.meta.dirname, "../../node_modules/.cache/specloom");

export interface Failure {
  /** Its place in what was tried. */
  readonly index: number;
  readonly line: string;
  readonly message: string;
}

type Client = { readonly index: number; readonly code: ReadonlyMap<string, string> };

/** Tries a command on all, compiles each client that differs from those before it, and gives what fails. */
export async function failuresOf(mutations: readonly Mutation[], command: Command): Promise<Failure[]> {
  const failed = new Map<number, string>();
  const clients = new Map<string, Client>();
  for (const [index, mutation] of mutations.entries()) {
    const outcome = await outcomeOf(mutation, command);
    if (outcome.kind === "failed") failed.set(index, outcome.message);
    if (outcome.kind !== "answered" || outcome.code === undefined) continue;
    const key = [...outcome.code].flat().join("\0");
    if (!clients.has(key)) clients.set(key, { index, code: outcome.code });
  }
  for (const [index, message] of await compile([...clients.values()])) failed.set(index, message);
  return mutations.flatMap(({ line }, index) => {
    const message = failed.get(index);
    return message === undefined ? [] : [{ index, line, message }];
  });
}

/** The compiler's first message on each client that has one, by the client's index. All are one program. */
async function compile(clients: readonly Client[]): Promise<Map<number, string>> {
  if (clients.length === 0) return new Map();
  mkdirSync(cache, { recursive: true });
  const scratch = mkdtempSync(join(cache, "mutation-"));
  try {
    for (const { index, code } of clients)
      for (const [path, text] of code) {
        const file = join(scratch, `${index}/src`, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    const found = await compileWith7(
      scratch,
      clients.map(({ index }) => `${index}`),
    );
    return new Map(
      Object.entries(found).map(
        ([index, [message = ""]]) => [Number(index), `does not compile: ${message.replace("src/", "")}`] as const,
      ),
    );
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** The first failure of each kind with their number, most frequent first. A kind's messages differ in names and numbers. */
export function byKind(failures: readonly Failure[]): [first: Failure, count: number][] {
  const kinds = new Map<string, [Failure, number]>();
  for (const failure of failures) {
    const [exception] = /^exception at [^:]+:\d+/u.exec(failure.message) ?? [];
    const kind = exception ?? failure.message.replaceAll(/(["'`]).*?\1|\d+|\S*\/\S*/gu, "…");
    const [first, count] = kinds.get(kind) ?? [failure, 0];
    kinds.set(kind, [first, count + 1]);
  }
  return [...kinds.values()].toSorted(([, a], [, b]) => b - a);
}
