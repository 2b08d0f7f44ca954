import { join, relative, resolve } from "node:path";
import { typeCheck } from "../support/type-check.js";
import type { Mutation } from "./mutations.js";
import { type Command, outcomeOf } from "./outcome.js";

const folder = resolve(import.meta.dirname, "../../node_modules/.cache/specloom/mutation");

/** Clients in one program: what the compiler keeps of more would not fit in a worker's memory. */
const CLIENTS = 400;

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
  const waiting = [...clients.values()];
  while (waiting.length > 0)
    for (const [index, message] of compile(waiting.splice(0, CLIENTS))) failed.set(index, message);
  return mutations.flatMap(({ line }, index) => {
    const message = failed.get(index);
    return message === undefined ? [] : [{ index, line, message }];
  });
}

/** The compiler's first message on each client that has one, by the client's index. */
function compile(clients: readonly Client[]): Map<number, string> {
  const texts = clients.flatMap(({ index, code }) =>
    [...code].map(([path, text]) => [join(folder, `${index}`, path), text] as const),
  );
  const failed = new Map<number, string>();
  for (const [file, [message = ""]] of typeCheck([], new Map(texts))) {
    const [index, ...path] = relative(folder, file).split("/");
    if (!failed.has(Number(index))) failed.set(Number(index), `does not compile: ${path.join("/")} ${message}`);
  }
  return failed;
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
