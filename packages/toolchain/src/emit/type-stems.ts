import type { Contract } from "../contract/contract.js";
import { compareText } from "../json.js";
import { fixedNames, pascal } from "./names.js";

/** The exported types of a method. */
export const METHOD_TYPES = ["Params", "Response", "Reply", "Error"] as const;

export type MethodType = (typeof METHOD_TYPES)[number];

/** The name of one of a method's types, and that of the guard of its errors. */
export function methodTypeName(stem: string, type: MethodType): string {
  return `${stem}${type}`;
}

export function guardOf(stem: string): string {
  return `is${methodTypeName(stem, "Error")}`;
}

/**
 * What the names of a method's types begin with, by dotted name: `AgentsJobsList` of `agents.jobs.list`. Where that
 * gives a name that anything else in the package has, all of them are spelled as the method is, behind its class and a
 * `_`, so that no name depends on another's order.
 *
 * @param methods Dotted names of all methods, earlier ones among them.
 * @param classes Class names by resource path; the client's is that of `""`.
 */
export function typeStems(
  methods: readonly string[],
  classes: ReadonlyMap<string, string>,
  contract: Pick<Contract, "client">,
): ReadonlyMap<string, string> {
  const taken = new Set([...fixedNames(contract), ...classes.values()]);
  const parts = methods.toSorted(compareText).map((name) => {
    const end = name.lastIndexOf(".");
    const owner = classes.get(name.slice(0, Math.max(0, end))) ?? contract.client;
    const method = name.slice(end + 1);
    return { name, plain: owner + pascal(method), spelled: `${owner}_${method}` };
  });
  const uses = new Map<string, number>();
  for (const { plain } of parts) uses.set(plain, (uses.get(plain) ?? 0) + 1);
  const stems = new Map<string, string>();
  const take = (name: string, stem: string): void => {
    stems.set(name, stem);
    for (const given of namesFrom(stem)) taken.add(given);
  };
  const isFree = (stem: string): boolean => !namesFrom(stem).some((given) => taken.has(given));
  const isAlone = ({ plain }: { readonly plain: string }): boolean => uses.get(plain) === 1 && isFree(plain);
  const clashing = parts.filter((part) => !isAlone(part));
  for (const { name, plain } of parts.filter(isAlone)) take(name, plain);
  for (const { name, spelled } of clashing) {
    let stem = spelled;
    while (!isFree(stem)) stem += "_";
    take(name, stem);
  }
  return stems;
}

function namesFrom(stem: string): string[] {
  return [...METHOD_TYPES.map((type) => methodTypeName(stem, type)), guardOf(stem)];
}
