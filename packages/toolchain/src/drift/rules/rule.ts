/** The levels, least severe first. `none`: no effect on that axis. */
export const levels = ["none", "docs", "non-breaking", "review", "breaking"] as const;

export type Level = (typeof levels)[number];

/** The two axes: the messages on the wire, and the TypeScript that users import. */
export const axes = ["wire", "source"] as const;

export type Axis = (typeof axes)[number];

/** The effect of a change on users of the API, and on users of the generated client. */
export type Judgement = Readonly<Record<Axis, Level>>;

/** The reason for a missing judgement: the change cannot happen there, or another change covers it. */
export interface Waiver {
  readonly none: string;
}

/** The judgement of one kind of change. */
export interface DriftRule {
  /** What happened; `{before}` and `{after}` stand for the two values. */
  readonly message: string;
  /** The judgement in each direction, or in both. */
  readonly judged: { readonly request: Judgement | Waiver; readonly response: Judgement | Waiver } | Judgement;
}

/** Judgements, named by their level on each axis. */
export const breaks: Judgement = { wire: "breaking", source: "breaking" };
export const breaksWire: Judgement = { wire: "breaking", source: "none" };
export const breaksSource: Judgement = { wire: "none", source: "breaking" };
/** Breaks users of the API; the client gains something. */
export const breaksWireOnly: Judgement = { wire: "breaking", source: "non-breaking" };
/** Compatible on the wire; programs that use the types no longer compile. */
export const breaksTyped: Judgement = { wire: "non-breaking", source: "breaking" };
export const review: Judgement = { wire: "review", source: "review" };
export const reviewWire: Judgement = { wire: "review", source: "none" };
export const reviewSource: Judgement = { wire: "none", source: "review" };
/** The document does not say whether the API still accepts it; programs that use the types no longer compile. */
export const reviewTyped: Judgement = { wire: "review", source: "breaking" };
export const safe: Judgement = { wire: "non-breaking", source: "non-breaking" };
export const safeWire: Judgement = { wire: "non-breaking", source: "none" };
export const safeSource: Judgement = { wire: "none", source: "non-breaking" };
export const silent: Judgement = { wire: "docs", source: "docs" };

/** Whether a cell holds a reason instead of a judgement. */
export function isWaiver(cell: object | string): cell is Waiver {
  return typeof cell === "object" && "none" in cell;
}

/** A rule without a direction. */
export function undirected(message: string, judged: Judgement): DriftRule {
  return { message, judged };
}

/** A rule with a judgement in each direction. */
export function bothWays(message: string, request: Judgement | Waiver, response: Judgement | Waiver): DriftRule {
  return { message, judged: { request, response } };
}

/** A rule for a part that only requests have. */
export function sent(message: string, request: Judgement): DriftRule {
  return bothWays(message, request, { none: "Only requests have it." });
}

/** A rule for a part that only responses have. */
export function received(message: string, response: Judgement): DriftRule {
  return bothWays(message, { none: "Only responses have it." }, response);
}
