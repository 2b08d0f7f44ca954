import type { Body, Operation, StreamChoice } from "../contract/contract.js";
import { parsePointer } from "../json.js";
import { propertyKey, textLiteral } from "./literal.js";

/** How the `params` of a call say whether it asks for a stream. */
export interface ChoiceTypes {
  /** A type that `params` have beside their own where the answer is a stream. */
  readonly streamed: string;
  /** The same where it is whole. */
  readonly whole: string;
  /** The same where either may be. */
  readonly either: string;
  /** An expression that is true where `params` ask for a stream. */
  readonly asks: string;
  /** Whether all of `params` may be left out, where nothing else in them is needed, by the kind of call. */
  readonly optional: { readonly streamed: boolean; readonly whole: boolean };
}

/** @param areOptional Whether `params` may be left out. */
export function choiceTypes(operation: Operation, choice: StreamChoice, areOptional: boolean): ChoiceTypes {
  const isDefault = choice.default === true;
  const steps = stepsOf(operation, choice);
  const type = (value: string, isNeeded: boolean): string => nested(steps, operation.body, value, isNeeded);
  const field = `params${accessOf(steps, operation.body, areOptional)}`;
  return {
    streamed: type("true", !isDefault),
    whole: type("false | null", isDefault),
    either: type("boolean | null", false),
    asks: isDefault ? `(${field} ?? ${field} === undefined)` : `${field} === true`,
    optional: { streamed: areOptional && isDefault, whole: areOptional && !isDefault },
  };
}

/** The keys that lead from `params` to the field. */
function stepsOf(operation: Operation, { when }: StreamChoice): string[] {
  if (when.startsWith("/")) return ["body", ...parsePointer(when)];
  const parameter = operation.parameters.find(({ in: place, name }) => place === "query" && name === when);
  return [parameter?.key ?? when];
}

/** `{ body: { stream: true } }`: what is not needed may be left out, a required body apart. */
function nested(steps: readonly string[], body: Body | undefined, value: string, isNeeded: boolean): string {
  return steps.reduceRight((inner, step, depth) => {
    const isBody = depth === 0 && steps.length > 1;
    const isThere = isNeeded || (isBody && body?.required === true);
    return `{ ${propertyKey(step)}${isThere ? "" : "?"}: ${inner} }`;
  }, value);
}

function accessOf(steps: readonly string[], body: Body | undefined, areOptional: boolean): string {
  return steps
    .map((step, depth) => {
      const mayMiss = depth === 0 ? areOptional : depth > 1 || body?.required !== true;
      const isName = propertyKey(step) === step;
      return `${mayMiss ? "?." : isName ? "." : ""}${isName ? step : `[${textLiteral(step)}]`}`;
    })
    .join("");
}
