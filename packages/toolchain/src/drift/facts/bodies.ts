import { type Located, member, membersAt, textOf } from "../../openapi/located.js";
import { objectAt } from "../../openapi/references.js";
import type { ComparedDocument } from "../schema/walk.js";
import { compareContent } from "./content.js";
import { compareEntries } from "./entries.js";
import { compareOtherFields } from "./other-fields.js";
import { type ComparisonContext, compareSchemasIn, isTrue, objectsByName, reversed, teller } from "./part-changes.js";

/** Compares request bodies. */
export function compareBodies(context: ComparisonContext, before: Located, after: Located): void {
  const [was, is] = [bodyOf(context.before, before), bodyOf(context.after, after)];
  const tell = teller(context, "request body", was, is);
  if (was === undefined && is) tell(isTrue(is, "required") ? "body-added-required" : "body-added-optional");
  if (was && is === undefined) tell("body-removed");
  if (was === undefined || is === undefined) return;
  if (isTrue(was, "required") !== isTrue(is, "required"))
    tell(isTrue(is, "required") ? "body-became-required" : "body-became-optional");
  compareOtherFields(context, was, is, "request body", "required content");
  compareContent(context, was, is, "request body");
}

/** Compares the responses of an operation, status by status. */
export function compareResponses(sent: ComparisonContext, before: Located, after: Located): void {
  const context = reversed(sent);
  const [were, are] = [responsesOf(context.before, before), responsesOf(context.after, after)];
  compareEntries(were, are, {
    removed: (was, status) => teller(context, `response ${status}`, was)(`${nounOf(status, were)}-removed`),
    added: (is, status) => teller(context, `response ${status}`, undefined, is)(`${nounOf(status, are)}-added`),
    kept: (was, is, status) => compareResponse(context, was, is, `response ${status}`),
  });
}

/** `default` means errors where a success stands beside it, as nearly everywhere. */
function nounOf(status: string, all: ReadonlyMap<string, unknown>): "success-status" | "error-status" {
  const isOnly = status === "default" && ![...all.keys()].some((other) => other.startsWith("2"));
  return isOnly || /^[23]/u.test(status) ? "success-status" : "error-status";
}

function compareResponse(context: ComparisonContext, before: Located, after: Located, where: string): void {
  compareOtherFields(context, before, after, where, "content headers links");
  compareContent(context, before, after, where);
  const header = (name: string): string => `${where}, header \`${name}\``;
  compareEntries(headersOf(context.before, before), headersOf(context.after, after), {
    removed: (was, name) =>
      teller(
        context,
        header(name),
        was,
      )(isTrue(was, "required") ? "header-removed-required" : "header-removed-optional"),
    added: (is, name) => {
      const isDemanded = context.direction === "request" && isTrue(is, "required");
      teller(context, header(name), undefined, is)(isDemanded ? "header-added-required" : "header-added");
    },
    kept: (was, is, name) => compareHeader(context, was, is, header(name)),
  });
  const link = (name: string): string => `${where}, link \`${name}\``;
  compareEntries(objectsByName(context.before, before, "links"), objectsByName(context.after, after, "links"), {
    removed: (was, name) => teller(context, link(name), was)("link-removed"),
    added: (is, name) => teller(context, link(name), undefined, is)("link-added"),
    kept: (was, is, name) => {
      if (context.before.shapeOf(was) !== context.after.shapeOf(is))
        teller(context, link(name), was, is)("link-changed");
      compareOtherFields(context, was, is, link(name), "operationId operationRef parameters requestBody server");
    },
  });
}

function compareHeader(context: ComparisonContext, was: Located, is: Located, where: string): void {
  const tell = teller(context, where, was, is);
  if (isTrue(was, "required") !== isTrue(is, "required"))
    tell(isTrue(is, "required") ? "header-became-required" : "header-became-optional");
  if (isTrue(was, "deprecated") !== isTrue(is, "deprecated"))
    tell(isTrue(is, "deprecated") ? "header-deprecated" : "header-undeprecated");
  const [style, newStyle] = [styleOf(was), styleOf(is)];
  const fields = `required deprecated schema ${style === newStyle ? "style explode" : ""}`;
  compareOtherFields(context, was, is, where, fields);
  compareSchemasIn(context, was, is, where);
}

/** How a header is written, with its defaults (OpenAPI, Header Object). */
function styleOf(header: Located): string {
  return `${textOf(header, "style") ?? "simple"} ${isTrue(header, "explode")}`;
}

/** Headers by their names without case (RFC 9110, 5.1). The media type is compared as content. */
function headersOf(document: ComparedDocument, response: Located): Map<string, Located> {
  const found = [...objectsByName(document, response, "headers")].map(
    ([name, at]) => [name.toLowerCase(), at] as const,
  );
  return new Map(found.filter(([name]) => name !== "content-type"));
}

function responsesOf({ document }: ComparedDocument, operation: Located): Map<string, Located> {
  return new Map(
    membersAt(operation, "responses")
      .filter(([status]) => !status.startsWith("x-"))
      .map(([status, at]) => [status.toUpperCase().replace("DEFAULT", "default"), objectAt(document, at)]),
  );
}

function bodyOf({ document }: ComparedDocument, operation: Located): Located | undefined {
  const found = member(operation, "requestBody");
  return found && objectAt(document, found);
}
