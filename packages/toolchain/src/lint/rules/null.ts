import type { ProposedAction } from "../../contract/overlay-action.js";
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

/** Overlays cannot merge a string into a list, or a list into a string. */
function retype(target: string, types: readonly string[]): ProposedAction[] {
  return [
    { target: `${target}.type`, remove: true },
    { target, update: { type: types } },
  ];
}
