import { METHODS } from "../../openapi/methods.js";
import { pathItemsOf } from "../../openapi/operations.js";
import { templateShape } from "../../openapi/path-template.js";
import { type Located, members, rootOf, textOf, textsOf } from "../../openapi/located.js";
import { objectAt } from "../../openapi/references.js";
import { compareText, type JsonObject } from "../../json.js";
import type { ComparedDocument } from "../schema/walk.js";
import { compareBodies, compareResponses } from "./bodies.js";
import { matchOperations, type OperationPair } from "./match.js";
import { type IndexedOperation, operationsAt, indexOperations } from "./operation-index.js";
import { compareOtherFields } from "./other-fields.js";
import { compareParameters } from "./parameters.js";
import { compareSecurity, overridesSecurity } from "./security.js";
import { compareServersOf } from "./servers.js";
import { type ComparisonContext, isTrue, objectsByName, reversed, type Tell, teller } from "./part-changes.js";

/** Compares the operations of both documents, and records removed and added ones. */
export function compareOperations(context: ComparisonContext): readonly OperationPair[] {
  const pairs = matchOperations(indexOperations(context.before), indexOperations(context.after));
  for (const { before, after } of pairs) {
    if (before && after && isUntouched(context, before, after)) continue;
    const { id, route } = after ?? before ?? { id: "", route: "" };
    const nested = { ...context, scope: context.log.open({ id, route }) };
    const tell = teller(nested, "operation", before?.at, after?.at);
    if (before && after) compareOperation(nested, before, after);
    else if (after) tell("operation-added");
    else if (before) tell(isPastSunset(before, context.today) ? "operation-sunset" : "operation-removed");
  }
  return pairs;
}

/** Whether an operation, and the parts that its path item adds, have the same text in both documents. */
function isUntouched({ isSame }: ComparisonContext, before: IndexedOperation, after: IndexedOperation): boolean {
  return (
    before.route === after.route &&
    isSame(before.at.value, after.at.value) &&
    ["parameters", "servers", "summary", "description"].every((key) =>
      isSame(before.item.value[key], after.item.value[key]),
    )
  );
}

/** Compares webhooks. The API sends them, so their content has the direction of a response. */
export function compareWebhooks(context: ComparisonContext): void {
  const [before, after] = [context.before, context.after].map(({ document }) =>
    pathItemsOf(document, rootOf(document), "webhooks").flatMap(([name, item]) => operationsAt(document, name, item)),
  );
  compareIncoming(reversed(context), before ?? [], after ?? [], "webhook");
}

function compareOperation(context: ComparisonContext, before: IndexedOperation, after: IndexedOperation): void {
  const tell = teller(context, "operation", before.at, after.at);
  const isSame = (part: "path" | "address"): boolean =>
    before.method === after.method && templateShape(before[part]) === templateShape(after[part]);
  // A part of the path may have moved between the servers and the paths.
  if (!isSame("path")) tell(isSame("address") ? "operation-rebased" : "operation-moved", before.route, after.route);
  if (before.operationId !== after.operationId) tell("operation-id-changed", before.operationId, after.operationId);
  if (isTrue(before.at, "deprecated") !== isTrue(after.at, "deprecated"))
    tell(isTrue(after.at, "deprecated") ? "operation-deprecated" : "operation-undeprecated");
  const [wasTags, isTags] = [before, after].map(({ at }) => tagsOf(at));
  if (wasTags !== isTags) tell("operation-tags-changed", wasTags, isTags);
  compareOtherFields(context, before.at, after.at, "operation", comparedFields);
  const root = { ...context, scope: context.log.root };
  compareOtherFields(root, before.item, after.item, `path ${after.path}`, itemFields);
  compareParameters(context, before, after);
  compareBodies(context, before.at, after.at);
  compareResponses(context, before.at, after.at);
  if (overridesSecurity(before, after)) compareSecurity(context, before, after);
  compareServersOf(context, before, after);
  const [were, are] = [callbacksOf(context.before, before.at), callbacksOf(context.after, after.at)];
  compareIncoming(reversed(context), were, are, "callback");
}

const comparedFields = "operationId tags deprecated parameters requestBody responses security servers callbacks";
/** The operations of a path item are found one by one. */
const itemFields = `parameters servers additionalOperations ${METHODS.join(" ")}`;

/** Compares what the API sends to an address from a request, or by itself. */
function compareIncoming(
  context: ComparisonContext,
  before: readonly IndexedOperation[],
  after: readonly IndexedOperation[],
  noun: "webhook" | "callback",
): void {
  // The name of a webhook and the expression of a callback are no templates.
  for (const { before: was, after: is } of matchOperations(before, after, (path) => path)) {
    if (was && is && isUntouched(context, was, is)) continue;
    const where = `${noun} \`${(is ?? was)?.route ?? ""}\``;
    if (!was || !is) {
      teller(context, where, was?.at, is?.at)(is ? `${noun}-added` : `${noun}-removed`);
      continue;
    }
    const nested = { ...context, container: where };
    const tell = teller(nested, noun, was.at, is.at);
    if (was.route !== is.route) tell("operation-moved", was.route, is.route);
    if (was.operationId !== is.operationId) tell("operation-id-changed", was.operationId, is.operationId);
    compareOtherFields(nested, was.at, is.at, noun, "operationId parameters requestBody responses");
    compareOtherFields(nested, was.item, is.item, noun, itemFields);
    compareIncomingParameters(nested, was, is, tell);
    compareBodies(nested, was.at, is.at);
    compareResponses(nested, was.at, is.at);
  }
}

/** Compares the parameters of what the API sends, those of its path item too. */
function compareIncomingParameters(
  { before, after }: ComparisonContext,
  { parameters: were }: IndexedOperation,
  { parameters: are }: IndexedOperation,
  tell: Tell,
): void {
  const shapeOf = ({ shapeOf: shape }: ComparedDocument, at: Located | undefined): string => (at ? shape(at) : "");
  const names = [...new Set([...were.keys(), ...are.keys()])].filter(
    (name) => shapeOf(before, were.get(name)) !== shapeOf(after, are.get(name)),
  );
  const fields = (of: IndexedOperation["parameters"]): JsonObject =>
    Object.fromEntries(names.flatMap((name) => (of.has(name) ? [[name, of.get(name)?.value ?? null]] : [])));
  if (names.length > 0) tell("field-changed", { parameters: fields(were) }, { parameters: fields(are) });
}

function callbacksOf(compared: ComparedDocument, operation: Located): IndexedOperation[] {
  const { document } = compared;
  return [...objectsByName(compared, operation, "callbacks")].flatMap(([name, callback]) =>
    members(callback).flatMap(([expression, item]) =>
      expression.startsWith("x-") ? [] : operationsAt(document, `${name} ${expression}`, objectAt(document, item)),
    ),
  );
}

function tagsOf(at: Located): string {
  return [...new Set(textsOf(at, "tags"))].toSorted(compareText).join(", ");
}

/** Whether an operation is deprecated and past the date in its `x-sunset` (named after the header of RFC 8594). */
function isPastSunset({ at }: IndexedOperation, today: string): boolean {
  const sunset = textOf(at, "x-sunset");
  return isTrue(at, "deprecated") && sunset !== undefined && sunset.slice(0, 10) < today;
}
