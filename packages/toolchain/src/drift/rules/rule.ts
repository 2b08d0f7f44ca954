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

/** A judgement as the table has it: `wire/source`, or one level for both axes. */
export type Verdict = Level | `${Level}/${Level}`;

/**
 * What happened, in which `{before}` and `{after}` stand for the two values and `{fields}` for what differs in them; then
 * its judgement, or that of a request and that of a response.
 */
export type DriftRule = readonly [message: string, request: Verdict | Waiver, response?: Verdict | Waiver];

export type DriftRules = Readonly<Record<string, DriftRule>>;

export const onlySent: Waiver = { none: "Only requests have it." };
export const onlyReceived: Waiver = { none: "Only responses have it." };

/** A verdict by axis; undefined for a waiver. */
export function judgementOf(verdict: Verdict | Waiver): Judgement | undefined {
  if (typeof verdict === "object") return undefined;
  const isLevel = (text: string | undefined): text is Level => levels.some((level) => level === text);
  const [wire, source = wire] = verdict.split("/");
  return isLevel(wire) && isLevel(source) ? { wire, source } : undefined;
}
