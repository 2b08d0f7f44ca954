import { type Located, member, members, textOf } from "../../openapi/located.js";
import { objectAt } from "../../openapi/references.js";
import type { Direction } from "../change.js";
import { compareSchemas } from "../schema/compare-schemas.js";
import { compareContent } from "./content.js";
import { headersOf } from "./parameters.js";
import { note, reply, type Scene, within } from "./note-part.js";

/** The body that is sent. */
export function compareBodies(scene: Scene, before: Located, after: Located, direction: Direction): void {
  const was = part(scene.before, before, "requestBody");
  const is = part(scene.after, after, "requestBody");
  const where = "request body";
  if (was === undefined && is)
    note(scene, isRequired(is) ? "body-added-required" : "body-added-optional", where, { after: place(is) }, direction);
  if (was && is === undefined) note(scene, "body-removed", where, { before: place(was) }, direction);
  if (was === undefined || is === undefined) return;
  if (isRequired(was) !== isRequired(is)) {
    const kind = isRequired(is) ? "body-became-required" : "body-became-optional";
    note(scene, kind, where, { before: place(was), after: place(is) }, direction);
  }
  if (textOf(was, "description") !== textOf(is, "description"))
    note(scene, "description-changed", where, { before: place(was), after: place(is) });
  compareContent(scene, was, is, direction, where);
}

/** What is answered, status by status. */
export function compareResponses(scene: Scene, before: Located, after: Located, sent: Direction): void {
  const [were, are] = [responses(scene.before, before), responses(scene.after, after)];
  const direction = reply(sent);
  for (const [status, was] of were) {
    const is = are.get(status);
    if (is) compareResponse(scene, was, is, direction, `response ${status}`);
    else {
      const kind = isSuccess(status) ? "success-status-removed" : "error-status-removed";
      note(scene, kind, `response ${status}`, { before: place(was) }, direction);
    }
  }
  for (const [status, is] of are)
    if (!were.has(status)) {
      const kind = isSuccess(status) ? "success-status-added" : "error-status-added";
      note(scene, kind, `response ${status}`, { after: place(is) }, direction);
    }
}

function compareResponse(scene: Scene, was: Located, is: Located, direction: Direction, where: string): void {
  if (textOf(was, "description") !== textOf(is, "description"))
    note(scene, "description-changed", where, { before: place(was), after: place(is) });
  compareContent(scene, was, is, direction, where);
  compareHeaders(scene, was, is, direction, where);
  compareLinks(scene, was, is, where);
}

function compareHeaders(scene: Scene, was: Located, is: Located, direction: Direction, where: string): void {
  const before = new Map(headersOf(was).map(([name, at]) => [name, objectAt(scene.before.document, at)]));
  const after = new Map(headersOf(is).map(([name, at]) => [name, objectAt(scene.after.document, at)]));
  for (const [name, header] of before) {
    const other = after.get(name);
    const label = `${where}, header \`${name}\``;
    if (other === undefined) {
      const kind = isRequired(header) ? "header-removed-required" : "header-removed-optional";
      note(scene, kind, label, { before: place(header) }, direction);
      continue;
    }
    if (isRequired(header) !== isRequired(other)) {
      const kind = isRequired(other) ? "header-became-required" : "header-became-optional";
      note(scene, kind, label, { before: place(header), after: place(other) }, direction);
    }
    const [wasSchema, isSchema] = [member(header, "schema"), member(other, "schema")];
    const walk = { ...scene, direction, where: within(scene, label) };
    compareSchemas(walk, wasSchema ? [wasSchema] : [], isSchema ? [isSchema] : [], "");
  }
  for (const [name, header] of after)
    if (!before.has(name))
      note(scene, "header-added", `${where}, header \`${name}\``, { after: place(header) }, direction);
}

function compareLinks(scene: Scene, was: Located, is: Located, where: string): void {
  const [before, after] = [was, is].map((at) => new Map(members(member(at, "links") ?? nothing)));
  for (const [name, link] of before ?? []) {
    const other = after?.get(name);
    const label = `${where}, link \`${name}\``;
    if (other === undefined) note(scene, "link-removed", label, { before: { pointer: link.pointer } }, "response");
    else if (scene.before.shapeOf(link) !== scene.after.shapeOf(other)) {
      const sides = { before: { pointer: link.pointer }, after: { pointer: other.pointer } };
      note(scene, "link-changed", label, sides, "response");
    }
  }
  for (const [name, link] of after ?? [])
    if (!before?.has(name))
      note(scene, "link-added", `${where}, link \`${name}\``, { after: { pointer: link.pointer } }, "response");
}

function responses({ document }: Scene["before"], operation: Located): Map<string, Located> {
  return new Map(
    members(member(operation, "responses") ?? nothing)
      .filter(([status]) => !status.startsWith("x-"))
      .map(([status, at]) => [status.toUpperCase().replace("DEFAULT", "default"), objectAt(document, at)]),
  );
}

function part({ document }: Scene["before"], operation: Located, key: string): Located | undefined {
  const found = member(operation, key);
  return found === undefined ? undefined : objectAt(document, found);
}

function place({ pointer }: Located): { pointer: string } {
  return { pointer };
}

function isRequired(at: Located): boolean {
  return member(at, "required")?.value === true;
}

/** `default` stands for errors where a success is named beside it, which nearly every document does. */
function isSuccess(status: string): boolean {
  return /^[23]/u.test(status);
}

const nothing: Located = { value: {}, pointer: "" };
