import { REFERENCE } from "../../openapi/reference.js";
import type { ProposedAction } from "../../contract/overlay-action.js";
import type { Json } from "../../json.js";
import type { LintRule } from "../rule.js";
import { type At, targetAt } from "../subject.js";
import { declaredTypesOf } from "./schemas.js";

export const nullRules: readonly LintRule[] = [
  {
    id: "null-ambiguous",
    severity: "warning",
    title: "a schema says of null both that it is allowed and that it is not",
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
      message: "`nullable` means nothing since OpenAPI 3.1, and tools differ on it: say so in `type`.",
      repair: [
        { target: `${target}.nullable`, remove: true },
        ...(value["nullable"] === true ? allowNull(value, target) : []),
      ],
    };
  if (!Array.isArray(values) || types.length === 0) return undefined;
  if (values.includes(null) && !types.includes("null"))
    return { message: "The enum has null, which the type does not allow.", repair: retype(target, [...types, "null"]) };
  if (!values.includes(null) && types.includes("null"))
    return {
      message: "The type allows null, which the enum does not have.",
      repair: [{ target, update: { enum: [null] } }],
    };
  return undefined;
}

/** What `nullable: true` meant, in the words of OpenAPI 3.1; where nothing restricts the type, null is allowed as it is. */
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

/** A text does not merge into a list, nor the other way round. */
function retype(target: string, types: readonly string[]): ProposedAction[] {
  return [
    { target: `${target}.type`, remove: true },
    { target, update: { type: types } },
  ];
}
