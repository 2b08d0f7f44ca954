import { expect, it } from "vitest";
import { applyOverlay } from "../../../packages/toolchain/src/overlay/apply-overlay.js";
import { deepFreeze, failureOf, overlayOf, type ErrorCase, type RuleCase } from "./support.js";

/** Each case on a frozen document and frozen actions: a mutation of either throws. Key order counts. */
export function runRules(version: string, cases: readonly RuleCase[]): void {
  it.each(cases)("$rule", ({ document, actions, expected }) => {
    const result = applyOverlay(deepFreeze(document), overlayOf(deepFreeze(actions), version));
    expect(result.document).toEqual(expected);
    expect(JSON.stringify(result.document)).toBe(JSON.stringify(expected));
  });
}

export function runErrors(version: string, cases: readonly ErrorCase[]): void {
  it.each(cases)("%s", (_, document, actions, code, pointer, message) => {
    const overlay = overlayOf(deepFreeze([actions].flat()), version);
    const error = failureOf(() => applyOverlay(deepFreeze(document), overlay));
    expect({ code: error.code, pointer: error.location?.pointer }).toEqual({ code, pointer });
    expect(error.message).toContain(message);
  });
}
