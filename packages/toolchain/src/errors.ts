import { commandCodes } from "./codes/command.js";
import { contractCodes } from "./codes/contract.js";
import { documentCodes } from "./codes/document.js";
import { driftCodes } from "./codes/drift.js";
import { githubCodes } from "./codes/github.js";
import { networkCodes } from "./codes/network.js";
import { outputCodes } from "./codes/output.js";
import { overlayCodes } from "./codes/overlay.js";
import { weaveCodes } from "./codes/weave.js";
import type { Location } from "./location.js";

/** All error codes. A code without an entry does not compile. */
const catalogue = {
  ...documentCodes,
  ...overlayCodes,
  ...contractCodes,
  ...weaveCodes,
  ...driftCodes,
  ...networkCodes,
  ...outputCodes,
  ...commandCodes,
  ...githubCodes,
};

export type ErrorCode = keyof typeof catalogue;

/** All error codes, in the order of the catalogue. */
export const errorCodes: readonly ErrorCode[] = Object.keys(catalogue).filter(isErrorCode);

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(catalogue, code);
}

/** Details of an error beside its message. */
export interface ErrorDetails {
  readonly location?: Location | undefined;
  /** Replaces the hint of the code. */
  readonly hint?: string | undefined;
  readonly cause?: unknown;
}

/** The toolchain's only error class. `message` has what was expected and what was found; `hint` is an action. */
export class ToolchainError extends Error {
  override readonly name = "ToolchainError";
  readonly code: ErrorCode;
  readonly location: Location | undefined;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.location = details.location;
    this.hint = details.hint ?? catalogue[code].hint;
  }
}

/** The meaning of a code, for help pages and reports. */
export function describe(code: ErrorCode): { readonly title: string; readonly hint: string } {
  return catalogue[code];
}
