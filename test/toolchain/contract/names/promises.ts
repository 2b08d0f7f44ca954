import * as fc from "fast-check";
import type { Contract } from "../../../../packages/toolchain/src/contract/contract.js";
import { modelsOf } from "../../../../packages/toolchain/src/contract/names/models.js";
import { type LockedName, parseLock } from "../../../../packages/toolchain/src/contract/names/lock.js";
import { isVerb, verbLength } from "../../../../packages/toolchain/src/contract/names/verbs.js";
import { isSameNoun, splitWords } from "../../../../packages/toolchain/src/contract/names/words.js";
import { printContract } from "../../../../packages/toolchain/src/contract/print-contract.js";
import { readContract } from "../../../../packages/toolchain/src/contract/read-contract.js";
import { hasGuard } from "../../../../packages/toolchain/src/emit/method.js";
import { guardExports, methodTypeName } from "../../../../packages/toolchain/src/emit/method-names.js";
import { methodOf, pathParameters } from "../../../../packages/toolchain/src/emit/names.js";
import { flatten, resourceTree } from "../../../../packages/toolchain/src/emit/resources.js";
import type { SourceDocument } from "../../../../packages/toolchain/src/openapi/document.js";
import { identity, namesOf } from "../support.js";
import { shuffled, withoutOne } from "./shuffle.js";

/**
 * What a document's names break of what holds of any: none is another's with a number behind it, none is untidy, no
 * order of the document changes them (`runs` orders are tried), nor does their own lock, nor one more operation (`runs`
 * are tried). No type, guard, argument or model has a `_` at an end, and no order changes them.
 */
export function brokenPromises(document: SourceDocument, runs: number): string[] {
  const { contract } = readContract(document, identity);
  const names = namesOf(contract);
  const lock = (known: Contract): readonly LockedName[] =>
    parseLock({ path: "contract.json", text: printContract(known) }).operations;
  const seeds = fc.sample(fc.integer(), { numRuns: runs, seed: 1 });
  const types = typesOf(document);
  return [
    ...numbered(Object.values(names)).map((name) => `${name} is another's with a number`),
    ...untidy(Object.values(names)),
    ...Object.entries(types).flatMap(([what, name]) =>
      /^_|_$/u.test(name) ? [`${what} has a _ at an end: ${name}`] : [],
    ),
    ...changes(types, typesOf(shuffled(document, seeds[0] ?? 0))),
    ...seeds.flatMap((seed) => changes(names, namesOf(readContract(shuffled(document, seed), identity).contract))),
    ...changes(names, namesOf(readContract(document, identity, lock(contract)).contract)),
    ...seeds.flatMap((seed) => {
      const before = readContract(withoutOne(document, seed), identity).contract;
      return changes(namesOf(before), namesOf(readContract(document, identity, lock(before)).contract));
    }),
  ];
}

/** What a client exports beside its operations, and the arguments of their methods, by what each names. */
function typesOf(document: SourceDocument): Record<string, string> {
  const { contract } = readContract(document, identity);
  const resources = flatten(resourceTree(contract));
  const methods = resources.flatMap((resource) => resource.operations.map((operation) => ({ resource, operation })));
  const guarded = methods.filter(({ operation }) => hasGuard(operation));
  const guards = guardExports(
    guarded.map(({ resource, operation }) => ({ resource, method: methodOf(operation) })),
    resources.map(({ className }) => className),
    contract,
  );
  return Object.fromEntries([
    ...resources.map(({ path, className }) => [`class ${path}`, className] as const),
    ...guards.flatMap(({ local, exported }, index) => {
      const id = guarded[index]?.operation.id ?? "";
      return [[`guard of ${id}`, local] as const, [`exported guard of ${id}`, exported] as const];
    }),
    ...methods.flatMap(({ resource, operation }) => [
      [`parameters of ${operation.id}`, methodTypeName(resource, methodOf(operation), "Params")] as const,
      ...pathParameters(operation, contract).map(
        ({ name, parameter }) => [`{${parameter.name}} of ${operation.id}`, name] as const,
      ),
    ]),
    ...[...modelsOf(document.value, new Map()).names].map(([schema, name]) => [`model ${schema}`, name] as const),
  ]);
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
 * Names that no careful person writes: in snake case, with a `_` at an end of a part, that name an item by its id, or
 * whose method repeats the resource after its verb.
 */
export function untidy(names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const parts = name.split(".");
    const [resource = [], method = []] = parts.slice(-2).map(splitWords);
    const object = isVerb(method[0]) ? method.slice(verbLength(method)) : [];
    const isRepeated =
      parts.length > 1 && object.length > 0 && resource.every((word, index) => isSameNoun(word, object[index] ?? ""));
    return [
      ...(/[\p{L}\p{N}]_[\p{L}\p{N}]/u.test(name) ? [`${name} is in snake case`] : []),
      ...(/_(\.|$)|(^|\.)_/u.test(name) ? [`${name} has a _ at an end`] : []),
      ...(/By(Id|[A-Z]\w*Id)$/u.test(name) ? [`${name} names its id`] : []),
      ...(isRepeated ? [`${name} repeats its resource`] : []),
    ];
  });
}

function changes(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): string[] {
  return Object.entries(before).flatMap(([id, name]) =>
    after[id] === name ? [] : [`${id} is ${name}, then ${String(after[id])}`],
  );
}
