import { type Located, member, members, membersAt, rootOf, textOf, textsOf } from "../../openapi/located.js";
import { objectAt } from "../../openapi/references.js";
import { compareText, isObject, type Json } from "../../json.js";
import { jsonText } from "../json-text.js";
import { compareEntries, firstNames } from "./entries.js";
import type { OperationPair } from "./match.js";
import type { IndexedOperation } from "./operation-index.js";
import { compareOtherFields } from "./other-fields.js";
import type { ComparedDocument } from "../schema/walk.js";
import { type ComparisonContext, objectsByName, type Tell, teller } from "./part-changes.js";

/** An alternative: schemes with their scopes. An empty one needs no credentials. */
interface Alternative {
  /** The names of its schemes in the document. */
  readonly title: string;
  /** By the later name of a scheme. */
  readonly scopes: ReadonlyMap<string, readonly string[]>;
}

/** Alternatives by the names of their schemes, in the order of the document. */
type Alternatives = ReadonlyMap<string, Alternative>;

/**
 * Compares what a document requires where an operation says nothing. Where every operation says something, it has no
 * effect.
 */
export function compareDefaultSecurity(context: ComparisonContext, pairs: readonly OperationPair[]): void {
  const isUsed = pairs.some(({ before, after }) => !before || !after || !overridesSecurity(before, after));
  if (isUsed || pairs.length === 0) return compareSecurity(context);
  const [written, now] = [writtenIn(context.before), writtenIn(context.after)];
  if (statementOf(written) !== statementOf(now)) teller(context, "security", written, now)("security-restated");
}

/** Compares the required credentials of two operations, or of the two documents where none is given. */
export function compareSecurity(context: ComparisonContext, before?: IndexedOperation, after?: IndexedOperation): void {
  const renamed = renamedSchemes(context);
  const [written, now] = [writtenIn(context.before, before?.at), writtenIn(context.after, after?.at)];
  const were = alternativesOf(written, (name) => renamed.get(name) ?? name);
  const are = alternativesOf(now, (name) => name);
  const tell = (where: string): Tell => teller(context, where, written, now);
  if (statementOf(written) !== statementOf(now)) tell("security")("security-restated");
  if (isOptional(were) !== isOptional(are))
    return tell("security")(isOptional(are) ? "security-removed" : "security-added");
  // An empty list and a list with one empty alternative have the same meaning.
  if (isEmpty(were) && isEmpty(are)) return;
  compareEntries(were, are, {
    removed: (was) => {
      if (![...are.values()].some((is) => isWeaker(is, was)))
        tell(`security \`${was.title}\``)("security-alternative-removed");
    },
    added: ({ title }) => tell(`security \`${title}\``)("security-alternative-added"),
    kept: (was, is) => compareScopes(was, is, tell),
  });
  // The option `apiKey` and the first choice are those of the first alternative.
  const moved = firstNames(were, are);
  const [first, other] = [moved && were.get(moved[0]), moved && are.get(moved[1])];
  if (first && other) tell("security")("security-order-changed", first.title, other.title);
}

/** Whether an operation of either document overrides the document's security. */
export function overridesSecurity(before: IndexedOperation, after: IndexedOperation): boolean {
  return member(before.at, "security") !== undefined || member(after.at, "security") !== undefined;
}

/** Compares the schemes that both documents have. */
export function compareSchemes(context: ComparisonContext): void {
  const [before, after] = [schemesOf(context.before), schemesOf(context.after)];
  for (const [name, was] of before) {
    const is = after.get(name);
    if (is === undefined) continue;
    const where = `security scheme \`${name}\``;
    const [format, flows, nowFlows] = [wireFormat(was), flowsOf(was), flowsOf(is)];
    const tell = teller(context, where, was, is);
    if (format !== wireFormat(is)) tell("security-scheme-changed", format, wireFormat(is));
    if (jsonText(flows) !== jsonText(nowFlows)) tell("security-flows-changed", flows, nowFlows);
    else if (jsonText(was.value["flows"]) !== jsonText(is.value["flows"])) tell("description-changed");
    compareOtherFields(context, was, is, where, "type in name scheme flows openIdConnectUrl bearerFormat");
  }
}

function compareScopes(was: Alternative, is: Alternative, tell: (where: string) => Tell): void {
  for (const [scheme, scopes] of is.scopes) {
    const before = was.scopes.get(scheme) ?? [];
    const where = (scope: string): string => `security \`${is.title}\`, scope \`${scope}\``;
    for (const scope of scopes) if (!before.includes(scope)) tell(where(scope))("security-scope-added");
    for (const scope of before) if (!scopes.includes(scope)) tell(where(scope))("security-scope-removed");
  }
}

/** The security of an operation, else of the document, else none. */
function writtenIn({ document }: ComparedDocument, operation?: Located): Located<Json> {
  const own = operation && member(operation, "security");
  return own ?? member(rootOf(document), "security") ?? { value: [], pointer: "" };
}

/** What is written, and whether an operation says it. */
function statementOf({ value, pointer }: Located<Json>): string {
  return JSON.stringify([pointer.startsWith("/paths/"), value]);
}

function alternativesOf(list: Located<Json>, keyOf: (scheme: string) => string): Alternatives {
  return new Map(
    members(list).map(([, alternative]) => {
      const names = members(alternative).map(([name]) => name);
      const scopes = new Map(names.map((name) => [keyOf(name), textsOf(alternative, name) ?? []]));
      const title = names.toSorted(compareText).join(" + ");
      return [[...scopes.keys()].toSorted(compareText).join(), { title, scopes }];
    }),
  );
}

/** The later names of schemes that send the same under another name, which never travels. */
function renamedSchemes(context: ComparisonContext): Map<string, string> {
  const [before, after] = [schemesOf(context.before), schemesOf(context.after)];
  const formatOf = (at: Located): string => jsonText([wireFormat(at), flowsOf(at)]);
  const added = [...after].filter(([name]) => !before.has(name));
  return new Map(
    [...before].flatMap(([name, was]): [string, string][] => {
      const [same, ...others] = added.filter(([, is]) => formatOf(is) === formatOf(was));
      return after.has(name) || same === undefined || others.length > 0 ? [] : [[name, same[0]]];
    }),
  );
}

/** Whether credentials for `more` also satisfy `less`: it needs a subset of its schemes and scopes. */
function isWeaker({ scopes: less }: Alternative, { scopes: more }: Alternative): boolean {
  return [...less].every(
    ([scheme, scopes]) => scopes.every((scope) => more.get(scheme)?.includes(scope)) && more.has(scheme),
  );
}

function isEmpty(alternatives: Alternatives): boolean {
  return isOptional(alternatives) && alternatives.size <= 1;
}

function isOptional(alternatives: Alternatives): boolean {
  return alternatives.size === 0 || alternatives.has("");
}

function schemesOf(compared: ComparedDocument): Map<string, Located> {
  const components = member(rootOf(compared.document), "components");
  return components === undefined
    ? new Map()
    : objectsByName(compared, objectAt(compared.document, components), "securitySchemes");
}

/** How a scheme sends its credential, in words: `apiKey in header X-Key`, `http bearer`. */
function wireFormat(at: Located): string {
  const [type, place, name, scheme] = ["type", "in", "name", "scheme"].map((key) => textOf(at, key));
  // Names of headers have no case (RFC 9110, 5.1).
  if (type === "apiKey") return `apiKey in ${place} ${place === "header" ? name?.toLowerCase() : name}`;
  return type === "http" ? `http ${scheme?.toLowerCase()}` : `${type}`;
}

/** Where tokens come from, and their scopes without the texts that explain them. */
function flowsOf(at: Located): Json {
  const url = member(at, "openIdConnectUrl");
  const flows = membersAt(at, "flows").map(([name, flow]): [string, Json] => {
    const scopes = membersAt(flow, "scopes").map(([scope]) => scope);
    return [name, { ...(isObject(flow.value) ? flow.value : {}), scopes: scopes.toSorted(compareText) }];
  });
  return { ...(url === undefined ? {} : { openIdConnectUrl: url.value }), ...Object.fromEntries(flows) };
}
