import { expect } from "vitest";
import type { Json, JsonObject } from "../../../packages/toolchain/src/json.js";
import { ToolchainError } from "../../../packages/toolchain/src/errors.js";
import type { Overlay } from "../../../packages/toolchain/src/overlay/overlay.js";
import { parseOverlay } from "../../../packages/toolchain/src/overlay/parse-overlay.js";

/** An overlay of the given actions; a location in it is its JSON pointer. */
export function overlayOf(actions: Json, version = "1.1.0"): Overlay {
  const document = { overlay: version, info: { title: "Test", version: "1" }, actions };
  return parseOverlay(document, (pointer) => ({ file: "overlay.yaml", pointer }));
}

/** Freezes a value and everything in it, so that any mutation throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach((item) => deepFreeze(item));
  }
  return value;
}

/** The ToolchainError that a call throws. */
export function failureOf(call: () => unknown): ToolchainError {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(ToolchainError);
    if (error instanceof ToolchainError) return error;
  }
  return expect.unreachable("expected a ToolchainError");
}

/** One rule of the specification: a document, the actions applied to it, and what comes out. */
export interface RuleCase {
  readonly rule: string;
  readonly document: JsonObject;
  readonly actions: Json[];
  readonly expected: JsonObject;
}

/** One way to break a rule: a document, one or more actions, the error's code, its pointer in the overlay, part of its message. */
export type ErrorCase = readonly [
  rule: string,
  document: JsonObject,
  actions: Json | Json[],
  code: string,
  pointer: string,
  message: string,
];
