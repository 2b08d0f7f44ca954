import { omitUndefined } from "../omit-undefined.js";
import { templateParts } from "../../openapi/path-template.js";
import { withoutId } from "./clean.js";
import { derivedName } from "./derive.js";
import { editionOf } from "./edition.js";
import { createMemory } from "../../memory.js";
import { isMachineMade, isNumbered } from "./read-id.js";
import { formatName } from "./reserved.js";
import { deepest, isVersion } from "./route.js";
import { withoutPlumbing } from "./styles/frameworks.js";
import type { NamingSource } from "./styles/reading.js";
import { isVerb, verbLength } from "./verbs.js";
import { camelCase, splitWords } from "./words.js";

/** The names that an operation may get. */
export interface CandidateNames {
  /** Best first. */
  readonly names: readonly string[];
  /** The one whose innermost resource is in the method; undefined where there is one resource. */
  readonly folded: string | undefined;
  /** Whether the best one leaves out an id that the operationId spells: `deleteCache` for `deleteCacheById`. */
  readonly leavesOutId: boolean;
  /** Whether the best name is `update` although the operation is a PUT that replaces: its path has a PATCH too. */
  readonly isReplacement: boolean;
  /** Gives the one that the path alone gives, without the operationId and the answer. */
  readonly byPath: () => string;
}

/**
 * The candidate names of an operation, best first:
 *
 * 1. The derived name, without the id that it spells, then with it.
 * 2. `replace` for a PUT beside a PATCH, if the PUT is called an update. Then the derived name with its version or
 *    preview: before the name, or at the end of the method if the name is deep.
 * 3. The same with its innermost resource in the method, then with the two innermost.
 * 4. The name that its path gives, without its operationId.
 * 5. Its operationId in the same resource, then its method and path there, first without what the resource says.
 * 6. The same in the outermost resource.
 * 7. Its full method and path, which is unique.
 *
 * @param service First word of ids that only names the API, such as `drive` of `drive.files.list`.
 */
export function candidateNames(given: NamingSource, service?: string): CandidateNames {
  // The kept names refer to these inputs alone, so that no document stays in memory.
  const { operationId, method, path, tags, answers, hasItems, isCollection, isAll, isSlashTwin, isBesidePatch } = given;
  const inputs = {
    operationId,
    method,
    path,
    tags,
    answers,
    hasItems,
    isCollection,
    isAll,
    isSlashTwin,
    isBesidePatch,
  };
  const all = omitUndefined(inputs satisfies Record<keyof NamingSource, unknown>);
  // Two states of a document have most operations in common.
  return knownNames(JSON.stringify([service, all]), () => namesOf(all, service));
}

const knownNames = createMemory<CandidateNames>();

function namesOf(given: NamingSource, service: string | undefined): CandidateNames {
  const source = withoutMachineId(given);
  const { operationId: id } = source;
  const derived = derivedName(source, service);
  const owners = derived.slice(0, -1);
  const resources = owners.map(camelCase);
  const method = derived.at(-1) ?? [];
  const shortMethod = withoutId(method, source);
  const segments = pathSegments(source);
  const { answers: _answers, ...bare } = source;
  const whole = routeWords(source);
  const byRoute = camelCase(whole.length === 1 ? [...whole, "root"] : whole);
  const edition = editionOf(source);
  const isOfEdition = edition !== undefined && !resources.includes(edition);
  const ofEdition =
    derived.length <= deepest
      ? [edition ?? "", ...resources, camelCase(method)]
      : [...resources, camelCase([...method, edition ?? ""])];
  const isReplacement = source.isBesidePatch === true && method.join(" ") === "update";
  const names = [
    [...resources, camelCase(shortMethod)],
    [...resources, camelCase(method)],
    ...(isParenthesised(source) ? [[...resources, camelCase([...method, "in", "parentheses"])]] : []),
    ...(source.isSlashTwin === true ? [[...resources, camelCase([...method, "with", "slash"])]] : []),
    ...(isReplacement ? [[...resources, "replace"]] : []),
    ...(isOfEdition ? [ofEdition] : []),
    ...(resources.length > 1 ? [foldResources(derived)] : []),
    ...(resources.length > 2 ? [foldResources(derived, 2)] : []),
    ...(id === undefined ? [] : [segments]),
    ...(id === undefined || isNumbered(id) ? [] : [ownId(id, source, owners.at(-1)), idInCamelCase(id, source)])
      .filter((name) => name !== "")
      .map((name) => [...resources, name]),
    // Ids that differ in letter case alone.
    ...(id !== undefined && /^\p{L}+$/u.test(id) ? [[...resources, id]] : []),
    [...resources, camelCase(ownRouteWords(source, owners))],
    [...resources, byRoute],
    [...resources.slice(0, 1), camelCase(ownRouteWords(source, owners.slice(0, 1)))],
    [...resources.slice(0, 1), byRoute],
    ["operations", fullRoute(source)],
  ];
  let byPath: string | undefined;
  return {
    names: [...new Set(names.map(formatName))],
    folded: resources.length > 1 ? formatName(foldResources(derived)) : undefined,
    leavesOutId: shortMethod !== method,
    isReplacement,
    byPath: () => (byPath ??= formatName(source.answers === undefined ? segments : pathSegments(bare))),
  };
}

function withoutMachineId(source: NamingSource): NamingSource {
  const { operationId = "", ...rest } = source;
  return isMachineMade(operationId) ? rest : source;
}

function pathSegments({ operationId: _id, ...source }: NamingSource): string[] {
  return derivedName(source).map(camelCase);
}

function idInCamelCase(id: string, source: NamingSource): string {
  return camelCase(splitWords(withoutPlumbing(id, source)));
}

/**
 * Returns `queryItem` for `Accounts_QueryItem` on `accounts`. Empty if the id does not start with its resource and a
 * verb.
 */
function ownId(id: string, source: NamingSource, resource: readonly string[] = []): string {
  const words = splitWords(withoutPlumbing(id, source));
  const rest = words.slice(resource.length);
  const isOwn = resource.every((word, index) => word === words[index]) && isVerb(rest[0]) && resource.length > 0;
  return isOwn ? camelCase(rest) : "";
}

/** `vcs.diffRaw` for `vcs.diff.raw`, `teams.listMembers` for `teams.members.list`. */
function foldResources(name: readonly (readonly string[])[], count = 1): string[] {
  const method = name.at(-1) ?? [];
  const verb = isVerb(method[0]) ? verbLength(method) : 0;
  const words = [...method.slice(0, verb), ...name.slice(-1 - count, -1).flat(), ...method.slice(verb)];
  return [...name.slice(0, -1 - count).map(camelCase), camelCase(words)];
}

/** OData writes a key in two ways: `/Products({key})` and `/Products/{key}` (OData 4.01, "Key-as-segment"). */
export function isParenthesised({ path }: Pick<NamingSource, "path">): boolean {
  return path.includes("({");
}

/** `get by widget id` of `get widgets by widget id` on `widgets`, as words. */
function ownRouteWords({ method, path }: NamingSource, resources: readonly (readonly string[])[]): string[] {
  const known = new Set(["api", ...resources.flat()]);
  const own = templateParts(path).flatMap((part) => {
    const words = splitWords("name" in part ? part.name : part.text);
    if ("name" in part) return ["by", ...words];
    return isVersion(part.text) || words.every((word) => known.has(word)) ? [] : words;
  });
  return [...splitWords(method), ...own];
}

/** `get widgets by widget id`, as words. */
export function routeWords({ method, path }: Pick<NamingSource, "method" | "path">): string[] {
  const words = templateParts(path).flatMap((part) =>
    "name" in part ? ["by", ...splitWords(part.name)] : splitWords(part.text),
  );
  return [...splitWords(method), ...words];
}

/** Letters and digits of method and path, every other character as its code between `$`; always unique. */
function fullRoute({ method, path }: NamingSource): string {
  return (method.toLowerCase() + path).replaceAll(/[^A-Za-z0-9]/gu, codeOf);
}

function codeOf(character: string): string {
  return `$${(character.codePointAt(0) ?? 0).toString(16)}$`;
}
