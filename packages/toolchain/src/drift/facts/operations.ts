import { pathItemsOf } from "../../openapi/operations.js";
import { templateShape } from "../../openapi/path-template.js";
import { type Located, member, members, textOf } from "../../openapi/located.js";
import { objectAt } from "../../openapi/references.js";
import { compareText } from "../../json.js";
import type { Direction } from "../change.js";
import { compareBodies, compareResponses } from "./bodies.js";
import { matchOperations, type OperationPair } from "./match.js";
import { type IndexedOperation, operationsAt, indexOperations } from "./operation-index.js";
import { compareParameters } from "./parameters.js";
import { compareSecurity, overridesSecurity } from "./security.js";
import { compareServers, namesServers } from "./servers.js";
import { record, opposite, type ComparisonContext } from "./part-changes.js";

/** Compares the operations of both documents, and records removed and added ones. */
export function compareOperations(context: ComparisonContext): readonly OperationPair[] {
  const pairs = matchOperations(indexOperations(context.before.document), indexOperations(context.after.document));
  for (const { before, after } of pairs) {
    if (before && after && isUntouched(context, before, after)) continue;
    const { id, route } = after ?? before ?? { id: "", route: "" };
    const nested = { ...context, scope: context.log.open({ id, route }) };
    if (before && after) compareOperation(nested, before, after, "request");
    else if (after) record(nested, "operation-added", "operation", { after: { pointer: after.at.pointer } });
    else if (before)
      record(nested, isPastSunset(before, context.today) ? "operation-sunset" : "operation-removed", "operation", {
        before: { pointer: before.at.pointer },
      });
  }
  return pairs;
}

/** Whether an operation, and the parts that its path item adds, have the same text in both documents. */
function isUntouched({ isSame }: ComparisonContext, before: IndexedOperation, after: IndexedOperation): boolean {
  return (
    before.route === after.route &&
    isSame(before.at.value, after.at.value) &&
    ["parameters", "servers"].every((key) => isSame(before.item.value[key], after.item.value[key]))
  );
}

/** Compares webhooks. The API sends them, so their content has the direction of a response. */
export function compareWebhooks(context: ComparisonContext): void {
  const [before, after] = [context.before, context.after].map(({ document }) =>
    pathItemsOf(document, { value: document.value, pointer: "" }, "webhooks").flatMap(([name, item]) =>
      operationsAt(document, name, item),
    ),
  );
  compareIncoming(context, before ?? [], after ?? [], "webhook", "response");
}

function compareOperation(
  context: ComparisonContext,
  before: IndexedOperation,
  after: IndexedOperation,
  direction: Direction,
): void {
  const places = { before: { pointer: before.at.pointer }, after: { pointer: after.at.pointer } };
  const shapeOf = ({ method, path }: IndexedOperation): string => `${method} ${templateShape(path)}`;
  if (shapeOf(before) !== shapeOf(after))
    record(context, "operation-moved", "operation", {
      before: { ...places.before, value: before.route },
      after: { ...places.after, value: after.route },
    });
  if (before.operationId !== after.operationId)
    record(context, "operation-id-changed", "operation", {
      before: { ...places.before, value: before.operationId },
      after: { ...places.after, value: after.operationId },
    });
  compareLabels(context, before.at, after.at, places);
  compareParameters(context, before, after, direction);
  compareBodies(context, before.at, after.at, direction);
  compareResponses(context, before.at, after.at, direction);
  if (overridesSecurity(before, after)) compareSecurity(context, before, after);
  const levelPairs = [
    [before.at, after.at],
    [before.item, after.item],
  ] as const;
  for (const [was, is] of levelPairs) if (namesServers(was) || namesServers(is)) compareServers(context, was, is);
  compareCallbacks(context, before.at, after.at, direction);
}

function compareLabels(
  context: ComparisonContext,
  was: Located,
  is: Located,
  places: { readonly before: { readonly pointer: string }; readonly after: { readonly pointer: string } },
): void {
  const [wasDeprecated, isDeprecated] = [was, is].map((at) => member(at, "deprecated")?.value === true);
  if (wasDeprecated !== isDeprecated)
    record(context, isDeprecated ? "operation-deprecated" : "operation-undeprecated", "operation", places);
  const [wasTags, isTags] = [was, is].map(tagsOf);
  if (wasTags !== isTags)
    record(context, "operation-tags-changed", "operation", {
      before: { ...places.before, value: wasTags },
      after: { ...places.after, value: isTags },
    });
  if (["summary", "description"].some((key) => textOf(was, key) !== textOf(is, key)))
    record(context, "description-changed", "operation", places);
}

/** Compares what the API sends to an address from a request. */
function compareCallbacks(context: ComparisonContext, before: Located, after: Located, direction: Direction): void {
  const [were, are] = [callbacksOf(context.before, before), callbacksOf(context.after, after)];
  compareIncoming(context, were, are, "callback", opposite(direction));
}

function compareIncoming(
  context: ComparisonContext,
  before: readonly IndexedOperation[],
  after: readonly IndexedOperation[],
  noun: "webhook" | "callback",
  direction: Direction,
): void {
  for (const { before: was, after: is } of matchOperations(before, after)) {
    if (was && is && isUntouched(context, was, is)) continue;
    const where = `${noun} \`${(is ?? was)?.route ?? ""}\``;
    if (was && is) {
      const nested = { ...context, container: where };
      compareBodies(nested, was.at, is.at, direction);
      compareResponses(nested, was.at, is.at, direction);
    } else if (is) record(context, `${noun}-added`, where, { after: { pointer: is.at.pointer } });
    else if (was) record(context, `${noun}-removed`, where, { before: { pointer: was.at.pointer } });
  }
}

function callbacksOf({ document }: ComparisonContext["before"], operation: Located): IndexedOperation[] {
  return members(member(operation, "callbacks") ?? { value: {}, pointer: "" }).flatMap(([name, at]) =>
    members(objectAt(document, at)).flatMap(([expression, item]) =>
      expression.startsWith("x-") ? [] : operationsAt(document, `${name} ${expression}`, objectAt(document, item)),
    ),
  );
}

function tagsOf(at: Located): string {
  return members(member(at, "tags") ?? { value: [], pointer: "" })
    .flatMap(([, { value }]) => (typeof value === "string" ? [value] : []))
    .toSorted(compareText)
    .join(", ");
}

/** Whether an operation is deprecated and past the date in its `x-sunset` (named after the header of RFC 8594). */
function isPastSunset({ at }: IndexedOperation, today: string): boolean {
  const sunset = textOf(at, "x-sunset");
  return member(at, "deprecated")?.value === true && sunset !== undefined && sunset.slice(0, 10) < today;
}
