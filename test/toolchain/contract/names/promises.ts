import * as fc from "fast-check";
import type { Contract } from "../../../../packages/toolchain/src/contract/contract.js";
import { type LockedName, parseLockedNames } from "../../../../packages/toolchain/src/contract/names/lock.js";
import { printContract } from "../../../../packages/toolchain/src/contract/print-contract.js";
import { readContract } from "../../../../packages/toolchain/src/contract/read-contract.js";
import type { SourceDocument } from "../../../../packages/toolchain/src/openapi/document.js";
import { identity, namesOf } from "../support.js";
import { shuffled, withoutOne } from "./shuffle.js";

/**
 * What a document's names break of what holds of any: none is another's with a number behind it, no order of the
 * document changes them (`runs` orders are tried), nor does their own lock, nor one more operation (`runs` are tried).
 */
export function brokenPromises(document: SourceDocument, runs: number): string[] {
  const { contract } = readContract(document, identity);
  const names = namesOf(contract);
  const lock = (known: Contract): LockedName[] =>
    parseLockedNames({ path: "contract.json", text: printContract(known) });
  const seeds = fc.sample(fc.integer(), { numRuns: runs, seed: 1 });
  return [
    ...numbered(Object.values(names)).map((name) => `${name} is another's with a number`),
    ...seeds.flatMap((seed) => changes(names, namesOf(readContract(shuffled(document, seed), identity).contract))),
    ...changes(names, namesOf(readContract(document, identity, lock(contract)).contract)),
    ...seeds.flatMap((seed) => {
      const before = readContract(withoutOne(document, seed), identity).contract;
      return changes(namesOf(before), namesOf(readContract(document, identity, lock(before)).contract));
    }),
  ];
}

/** Names that are others' with a number behind them: `jobs.get2` and `jobs.list_1` beside `jobs.get` and `jobs.list`. */
export function numbered(names: readonly string[]): string[] {
  const all = new Set(names);
  return names.filter((name) => {
    const base = /^(.*\D)\d+$/u.exec(name)?.[1];
    return base !== undefined && (all.has(base) || all.has(base.replace(/[_$]+$/u, "")));
  });
}

function changes(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): string[] {
  return Object.entries(before).flatMap(([id, name]) =>
    after[id] === name ? [] : [`${id} is ${name}, then ${String(after[id])}`],
  );
}
