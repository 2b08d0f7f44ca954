import type { Json } from "../json.js";
import type { Axis } from "./rules/rule.js";
import type { ChangeKind } from "./rules/rules.js";

/** The direction of a message: a request goes from the client to the API, a response from the API to the client. */
export type Direction = "request" | "response";

/** A changed part in one of the two documents. */
export interface ChangeSide {
  /** JSON pointer into the document. */
  readonly pointer: string;
  /** Undefined where only the position matters. */
  readonly value?: Json | undefined;
}

/** An operation that a change affects. */
export interface AffectedOperation {
  /** The operation's id in the contract: the operationId, else `METHOD path`. */
  readonly id: string;
  /** `METHOD path` in the later document, else in the earlier. */
  readonly route: string;
}

/** A difference between two documents or contracts, without judgement: the rules decide which users it breaks. */
export interface Change {
  readonly kind: ChangeKind;
  /** Undefined where the change has no direction, such as a removed operation. */
  readonly direction: Direction | undefined;
  /** The part that contains the change, such as ``response 200 (application/json)`` or ``schema `User` ``. */
  readonly where: string;
  /** The path from that part to the changed value, such as `items[].name`; empty for the part itself. */
  readonly path: string;
  readonly before?: ChangeSide | undefined;
  readonly after?: ChangeSide | undefined;
  /** The only axis that the change is on; undefined for both. */
  readonly axis?: Axis | undefined;
  /** In document order; empty where the change affects the whole document. */
  readonly operations: readonly AffectedOperation[];
}
