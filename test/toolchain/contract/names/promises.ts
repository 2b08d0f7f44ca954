import * as fc from "fast-check";
import type { Contract } from "../../../../packages/toolchain/src/contract/contract.js";
import { type LockedName, parseLockedNames } from "../../../../packages/toolchain/src/contract/names/lock.js";
import { isVerb, verbLength } from "../../../../packages/toolchain/src/contract/names/verbs.js";
import { isSameNoun, splitWords } from "../../../../packages/toolchain/src/contract/names/words.js";
import { printContract } from "../../../../packages/toolchain/src/contract/print-contract.js";
import { readContract } from "../../../../packages/toolchain/src/contract/read-contract.js";
import type { SourceDocument } from "../../../../packages/toolchain/src/openapi/document.js";
import { identity, namesOf } from "../support.js";
import { shuffled, withoutOne } from "./shuffle.js";

/**
 * What a document's names break of what holds of any: none is another's with a number behind it, none is untidy, no
 * order of the document changes them (`runs` orders are tried), nor does their own lock, nor one more operation (`runs`
 * are tried).
 */
export function brokenPromises(document: SourceDocument, runs: number): string[] {
  const { contract } = readContract(document, identity);
  const names = namesOf(contract);
  const lock = (known: Contract): LockedName[] =>
    parseLockedNames({ path: "contract.json", text: printContract(known) });
  const seeds = fc.sample(fc.integer(), { numRuns: runs, seed: 1 });
  return [
    ...numbered(Object.values(names)).map((name) => `${name} is another's with a number`),
    ...untidy(Object.values(names)),
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

/**
 * Names that no careful person writes: in snake case, with a `_` at the end of a part, that name an item by its id where
 * nothing else is named by something else, or whose method repeats the resource after its verb.
 */
export function untidy(names: readonly string[]): string[] {
  const all = new Set(names);
  return names.flatMap((name) => {
    const parts = name.split(".");
    const [resource = [], method = []] = parts.slice(-2).map(splitWords);
    const plain = name.replace(/By(Id|[A-Z]\w*Id)$/u, "");
    // `getById` beside `getByName` tells the two apart.
    const hasTwin = all.has(plain) || !names.some((other) => other !== name && other.startsWith(`${plain}By`));
    const object = isVerb(method[0]) ? method.slice(verbLength(method)) : [];
    const isRepeated =
      parts.length > 1 && object.length > 0 && resource.every((word, index) => isSameNoun(word, object[index] ?? ""));
    return [
      ...(/[\p{L}\p{N}]_[\p{L}\p{N}]/u.test(name) ? [`${name} is in snake case`] : []),
      ...(/_(\.|$)/u.test(name) ? [`${name} has a _ at an end`] : []),
      ...(plain !== name && hasTwin ? [`${name} names its id`] : []),
      ...(isRepeated ? [`${name} repeats its resource`] : []),
    ];
  });
}

function changes(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): string[] {
  return Object.entries(before).flatMap(([id, name]) =>
    after[id] === name ? [] : [`${id} is ${name}, then ${String(after[id])}`],
  );
}
