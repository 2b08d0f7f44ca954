import type { ChangeKind } from "../change.js";

/** How much a change asks of people, least first. `none`: it cannot be seen on that axis. */
export const levels = ["none", "docs", "non-breaking", "review", "breaking"] as const;

export type Level = (typeof levels)[number];

/** The two axes: what travels, and the TypeScript that users import. */
export const axes = ["wire", "source"] as const;

export type Axis = (typeof axes)[number];

/** What a change does to those who talk to the API, and to those who compile against its client. */
export type Judgement = Readonly<Record<Axis, Level>>;

/** Why a change has no judgement: it cannot happen there, or another change says it. */
export interface Waiver {
  readonly none: string;
}

/** What is thought of one kind of change. */
export interface DriftRule {
  /** What happened, with `{before}` and `{after}` for what is written on either side. */
  readonly message: string;
  /** How it is judged, in each direction, or whatever the direction. */
  readonly judged: { readonly request: Judgement | Waiver; readonly response: Judgement | Waiver } | Judgement;
  /** The change that takes this one back, as the comparison the other way round finds it. */
  readonly opposite: ChangeKind | Waiver;
}

/** Judgements by the level on each axis. */
export const breaks: Judgement = { wire: "breaking", source: "breaking" };
export const breaksWire: Judgement = { wire: "breaking", source: "none" };
export const breaksSource: Judgement = { wire: "none", source: "breaking" };
/** Breaks those who talk to the API; those who compile gain something. */
export const breaksWireOnly: Judgement = { wire: "breaking", source: "non-breaking" };
/** Travels as before, or within what was allowed; programs that were typed against it no longer compile. */
export const breaksTyped: Judgement = { wire: "non-breaking", source: "breaking" };
export const review: Judgement = { wire: "review", source: "review" };
export const reviewWire: Judgement = { wire: "review", source: "none" };
export const reviewSource: Judgement = { wire: "none", source: "review" };
/** The document cannot say whether it is still taken; typed programs that name it no longer compile. */
export const reviewTyped: Judgement = { wire: "review", source: "breaking" };
export const safe: Judgement = { wire: "non-breaking", source: "non-breaking" };
export const safeWire: Judgement = { wire: "non-breaking", source: "none" };
export const safeSource: Judgement = { wire: "none", source: "non-breaking" };
export const silent: Judgement = { wire: "docs", source: "docs" };

/** True for a reason in a judgement's place. */
export function isWaiver(cell: object | string): cell is Waiver {
  return typeof cell === "object" && "none" in cell;
}

/** A rule for a change that goes either way, judged in each. */
export function bothWays(
  message: string,
  opposite: ChangeKind | Waiver,
  request: Judgement | Waiver,
  response: Judgement | Waiver,
): DriftRule {
  return { message, opposite, judged: { request, response } };
}
