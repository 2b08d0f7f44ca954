import { type Located, member, membersAt } from "../../openapi/located.js";
import { objectAt } from "../../openapi/references.js";
import type { Json } from "../../json.js";
import type { ChangeSide, Direction } from "../change.js";
import { recordChange } from "../change-log.js";
import { type ChangeKind, isDirected } from "../rules/rules.js";
import { compareSchemas } from "../schema/compare-schemas.js";
import type { ComparedDocument, SchemaContext } from "../schema/walk.js";

/** The inputs of every comparison of parts. */
export interface ComparisonContext extends Omit<SchemaContext, "where" | "path"> {
  /** The webhook or callback that contains the parts. */
  readonly container?: string;
  /** Today as an ISO 8601 date, for sunsets. */
  readonly today: string;
}

/** Records a change of one part, with the values that its message shows. */
export type Tell = (kind: ChangeKind, before?: Json, after?: Json) => void;

/** What records the changes of a part that both documents have, or one of them. */
export function teller(context: ComparisonContext, where: string, was?: Located<Json>, is?: Located<Json>): Tell {
  const side = (at: Located<Json> | undefined, value: Json | undefined): ChangeSide | undefined =>
    at && { pointer: at.pointer, value };
  return (kind, before, after) =>
    recordChange(context.scope, {
      kind,
      direction: isDirected(kind) ? context.direction : undefined,
      where: qualifiedName(context, where),
      path: "",
      before: side(was, before),
      after: side(is, after),
    });
}

/** The name of a part, after the webhook or callback that contains it. */
export function qualifiedName({ container }: ComparisonContext, where: string): string {
  return container === undefined ? where : `${container}, ${where}`;
}

/** Compares the schemas in a field of two parts. */
export function compareSchemasIn(
  context: ComparisonContext,
  was: Located,
  is: Located,
  where: string,
  field = "schema",
  path = "",
): void {
  const [before, after] = [was, is].map((at) => member(at, field)).map((schema) => (schema ? [schema] : []));
  if (before && after) compareSchemas({ ...context, where: qualifiedName(context, where), path }, before, after);
}

/** The same comparison in the opposite direction. */
export function reversed(context: ComparisonContext): ComparisonContext {
  return { ...context, direction: opposite(context.direction) };
}

export function opposite(direction: Direction): Direction {
  return direction === "request" ? "response" : "request";
}

/** The objects in a map of an object, references followed. */
export function objectsByName({ document }: ComparedDocument, at: Located, field: string): Map<string, Located> {
  return new Map(membersAt(at, field).map(([name, item]) => [name, objectAt(document, item)]));
}

export function isTrue(at: Located, field: string): boolean {
  return member(at, field)?.value === true;
}
