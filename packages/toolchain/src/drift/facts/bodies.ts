import { type Located, member, members, textOf } from "../../openapi/located.js";
import { objectAt } from "../../openapi/references.js";
import type { Direction } from "../change.js";
import { compareSchemas } from "../schema/compare-schemas.js";
import { compareContent } from "./content.js";
import { headersOf } from "./parameters.js";
import { record, opposite, type ComparisonContext, qualifiedName } from "./part-changes.js";

/** Compares request bodies. */
export function compareBodies(context: ComparisonContext, before: Located, after: Located, direction: Direction): void {
  const was = part(context.before, before, "requestBody");
  const is = part(context.after, after, "requestBody");
  const where = "request body";
  if (was === undefined && is)
    record(
      context,
      isRequired(is) ? "body-added-required" : "body-added-optional",
      where,
      { after: place(is) },
      direction,
    );
  if (was && is === undefined) record(context, "body-removed", where, { before: place(was) }, direction);
  if (was === undefined || is === undefined) return;
  if (isRequired(was) !== isRequired(is)) {
    const kind = isRequired(is) ? "body-became-required" : "body-became-optional";
    record(context, kind, where, { before: place(was), after: place(is) }, direction);
  }
  if (textOf(was, "description") !== textOf(is, "description"))
    record(context, "description-changed", where, { before: place(was), after: place(is) });
  compareContent(context, was, is, direction, where);
}

/** Compares responses, status by status. */
export function compareResponses(context: ComparisonContext, before: Located, after: Located, sent: Direction): void {
  const [were, are] = [responses(context.before, before), responses(context.after, after)];
  const direction = opposite(sent);
  for (const [status, was] of were) {
    const is = are.get(status);
    if (is) compareResponse(context, was, is, direction, `response ${status}`);
    else {
      const kind = isSuccess(status) ? "success-status-removed" : "error-status-removed";
      record(context, kind, `response ${status}`, { before: place(was) }, direction);
    }
  }
  for (const [status, is] of are)
    if (!were.has(status)) {
      const kind = isSuccess(status) ? "success-status-added" : "error-status-added";
      record(context, kind, `response ${status}`, { after: place(is) }, direction);
    }
}

function compareResponse(
  context: ComparisonContext,
  was: Located,
  is: Located,
  direction: Direction,
  where: string,
): void {
  if (textOf(was, "description") !== textOf(is, "description"))
    record(context, "description-changed", where, { before: place(was), after: place(is) });
  compareContent(context, was, is, direction, where);
  compareHeaders(context, was, is, direction, where);
  compareLinks(context, was, is, where);
}

function compareHeaders(
  context: ComparisonContext,
  was: Located,
  is: Located,
  direction: Direction,
  where: string,
): void {
  const before = new Map(headersOf(was).map(([name, at]) => [name, objectAt(context.before.document, at)]));
  const after = new Map(headersOf(is).map(([name, at]) => [name, objectAt(context.after.document, at)]));
  for (const [name, header] of before) {
    const other = after.get(name);
    const label = `${where}, header \`${name}\``;
    if (other === undefined) {
      const kind = isRequired(header) ? "header-removed-required" : "header-removed-optional";
      record(context, kind, label, { before: place(header) }, direction);
      continue;
    }
    if (isRequired(header) !== isRequired(other)) {
      const kind = isRequired(other) ? "header-became-required" : "header-became-optional";
      record(context, kind, label, { before: place(header), after: place(other) }, direction);
    }
    const [wasSchema, isSchema] = [member(header, "schema"), member(other, "schema")];
    const nested = { ...context, direction, where: qualifiedName(context, label) };
    compareSchemas(nested, wasSchema ? [wasSchema] : [], isSchema ? [isSchema] : [], "");
  }
  for (const [name, header] of after)
    if (!before.has(name))
      record(context, "header-added", `${where}, header \`${name}\``, { after: place(header) }, direction);
}

function compareLinks(context: ComparisonContext, was: Located, is: Located, where: string): void {
  const [before, after] = [was, is].map((at) => new Map(members(member(at, "links") ?? nothing)));
  for (const [name, link] of before ?? []) {
    const other = after?.get(name);
    const label = `${where}, link \`${name}\``;
    if (other === undefined) record(context, "link-removed", label, { before: { pointer: link.pointer } }, "response");
    else if (context.before.shapeOf(link) !== context.after.shapeOf(other)) {
      const places = { before: { pointer: link.pointer }, after: { pointer: other.pointer } };
      record(context, "link-changed", label, places, "response");
    }
  }
  for (const [name, link] of after ?? [])
    if (!before?.has(name))
      record(context, "link-added", `${where}, link \`${name}\``, { after: { pointer: link.pointer } }, "response");
}

function responses({ document }: ComparisonContext["before"], operation: Located): Map<string, Located> {
  return new Map(
    members(member(operation, "responses") ?? nothing)
      .filter(([status]) => !status.startsWith("x-"))
      .map(([status, at]) => [status.toUpperCase().replace("DEFAULT", "default"), objectAt(document, at)]),
  );
}

function part({ document }: ComparisonContext["before"], operation: Located, key: string): Located | undefined {
  const found = member(operation, key);
  return found === undefined ? undefined : objectAt(document, found);
}

function place({ pointer }: Located): { pointer: string } {
  return { pointer };
}

function isRequired(at: Located): boolean {
  return member(at, "required")?.value === true;
}

/** `default` usually means errors, because nearly every document names a success status beside it. */
function isSuccess(status: string): boolean {
  return /^[23]/u.test(status);
}

const nothing: Located = { value: {}, pointer: "" };
