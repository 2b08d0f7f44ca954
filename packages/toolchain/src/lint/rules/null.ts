import { REFERENCE } from "../../openapi/reference.js";
import type { ProposedAction } from "../../contract/overlay-action.js";
import type { Json } from "../../json.js";
import type { LintRule } from "../rule.js";
import { type At, targetAt } from "../lint-context.js";
import { declaredTypesOf } from "./schemas.js";

export const nullRules: readonly LintRule[] = [
  {
    id: "null-ambiguous",
    severity: "warning",
    title: "a schema both allows and forbids null",
    check: ({ schemas, document }) =>
      schemas.flatMap((schema) => {
        const found = ambiguity(schema, targetAt(document, schema.pointer));
        return found === undefined ? [] : [{ at: schema.pointer, ...found }];
      }),
  },
];

interface Ambiguity {
  readonly message: string;
  readonly repair: readonly ProposedAction[];
}

function ambiguity({ value }: At, target: string): Ambiguity | undefined {
  const types = declaredTypesOf(value);
  const values = value["enum"];
  if ("nullable" in value)
    return {
      message: "`nullable` has no meaning since OpenAPI 3.1, and tools differ: use `type` instead.",
      repair: [
        { target: `${target}.nullable`, remove: true },
        ...(value["nullable"] === true ? allowNull(value, target) : []),
      ],
    };
  if (!Array.isArray(values) || types.length === 0) return undefined;
  if (values.includes(null) && !types.includes("null"))
    return {
      message: "The enum contains null, but the type does not allow it.",
      repair: retype(target, [...types, "null"]),
    };
  if (!values.includes(null) && types.includes("null"))
    return {
      message: "The type allows null, but the enum does not contain it.",
      repair: [{ target, update: { enum: [null] } }],
    };
  return undefined;
}

/**
 * The meaning of `nullable: true` in OpenAPI 3.1; nothing where the type is unrestricted, because null is allowed then.
 */
function allowNull(value: At["value"], target: string): ProposedAction[] {
  const types = declaredTypesOf(value);
  if (types.length > 0) return types.includes("null") ? [] : retype(target, [...types, "null"]);
  const nothing = { type: "null" };
  for (const key of ["anyOf", "oneOf"]) if (key in value) return [{ target, update: { [key]: [nothing] } }];
  const key = [REFERENCE, "allOf"].find((candidate) => candidate in value);
  if (key === undefined) return [];
  const alternatives: Json = [{ [key]: value[key] ?? null }, nothing];
  return [
    { target: key === REFERENCE ? `${target}['${REFERENCE}']` : `${target}.${key}`, remove: true },
    { target, update: { anyOf: alternatives } },
  ];
}

/** Overlays cannot merge a string into a list, or a list into a string. */
function retype(target: string, types: readonly string[]): ProposedAction[] {
  return [
    { target: `${target}.type`, remove: true },
    { target, update: { type: types } },
  ];
}
