/** One answer of a made-up server. What is undefined is left out. */
export interface ListAnswer {
  /** The ids of the rows; a text is no list. */
  readonly rows: readonly number[] | string;
  readonly next?: unknown;
  readonly total?: unknown;
  readonly hasMore?: boolean | undefined;
}

/** How a list is declared: its style, and whether its pages have a continuation value. */
export interface ListStyle {
  readonly style: "page" | "offset" | "cursor" | "next-url";
  readonly hasNext: boolean;
}

export interface ListLimits {
  readonly maxItems: number;
  readonly maxPages: number;
  readonly maxEmptyPages: number;
  /** How many ids are remembered; undefined keeps repeated rows. */
  readonly window: number | undefined;
}

export interface PredictedWalk {
  readonly items: readonly number[];
  /** `end`, or the name of the error. */
  readonly end: string;
  /** What each request asks for: the page, the offset, the cursor or the link. */
  readonly asked: readonly (string | null)[];
  readonly drifts: readonly unknown[];
}

/** Where a page is; null is the first one. */
type At = string | number | bigint | null;

/** A continuation value that leads on, that ends the list, or that is an error. */
type Continuation = { readonly to: At } | { readonly error: string } | undefined;

const UNSAFE = { error: "UnsafeNextUrlError" };
const MALFORMED = { error: "MalformedPageError" };

/** Where such a link leads depends on the page. */
const FOLLOWED = { to: "" };

/** The continuation values of the made-up servers, with what each means as a value and as a link. */
export const CONTINUATIONS: readonly {
  readonly next: unknown;
  readonly value: Continuation;
  readonly link: Continuation;
  readonly origin?: string;
}[] = [
  ...[undefined, null, ""].map((next) => ({ next, value: undefined, link: undefined })),
  ...["3", "8", "3", "8"].map((next) => ({ next, value: { to: next }, link: FOLLOWED })),
  ...[0, 5, 12_345_678_901_234_567_890n].map((next) => ({ next, value: { to: next }, link: MALFORMED })),
  ...[{ after: 1 }, ["3"], true, false].map((next) => ({ next, value: MALFORMED, link: MALFORMED })),
  { next: "?at=3", value: { to: "3" }, link: FOLLOWED },
  { next: "https://api.example.com/v1/x?at=8", value: { to: "8" }, link: FOLLOWED },
  { next: "https://proxy.example/?at=4", value: { to: "4" }, link: UNSAFE, origin: "https://proxy.example" },
  { next: "https://u:p@api.example.com/v1/x?at=4", value: UNSAFE, link: UNSAFE },
  { next: "https://api.example.com/v1/x", value: UNSAFE, link: FOLLOWED },
  { next: "https://[", value: UNSAFE, link: MALFORMED },
];

/**
 * What a walk does, in the plainest words: a loop over the answers of a server. Written from the statements alone.
 * Request `n` gets answer `n`, the last one again and again.
 */
export function predictWalk(
  { style, hasNext }: ListStyle,
  answers: readonly ListAnswer[],
  { maxItems, maxPages, maxEmptyPages, window }: ListLimits,
): PredictedWalk {
  const items: number[] = [];
  const asked: (string | null)[] = [];
  const drifts: unknown[] = [];
  const known: number[] = [];
  const seen = new Set<string>();
  let at: At = null;
  let rowsBefore = 0;
  let emptyPages = 0;
  let lastTotal: number | undefined;
  let isSecondRequest = false;
  const result = (end: string): PredictedWalk => ({ items, end, asked, drifts });
  if (maxItems === 0) return result("end");
  for (;;) {
    if (asked.length >= maxPages || emptyPages > maxEmptyPages) return result("PageLimitError");
    const answer = answers[Math.min(asked.length, answers.length - 1)];
    if (answer === undefined) throw new Error("a server answers at least once");
    asked.push(at === null ? null : String(at));
    seen.add(`${typeof at} ${String(at)}`);
    const { rows, total, hasMore } = answer;
    if (typeof rows === "string") return result("MalformedPageError");
    emptyPages = rows.length === 0 ? emptyPages + 1 : 0;

    // A total is a whole number that is not negative.
    const isTotal = typeof total === "number" && Number.isInteger(total) && total >= 0;
    if (isTotal && lastTotal !== undefined && total !== lastTotal) {
      drifts.push({ kind: "total", before: lastTotal, now: total });
    }
    if (isTotal) lastTotal = total;

    for (const id of rows) {
      if (items.length >= maxItems) break;
      if (window !== undefined && known.includes(id)) drifts.push({ kind: "repeated", key: id });
      else {
        items.push(id);
        if (window !== undefined) known.push(id);
        if (window !== undefined && known.length > window) known.shift();
      }
    }
    const isFull = items.length >= maxItems;
    const rowsRead = rowsBefore + rows.length;

    // What the page says of the next one.
    let following: Continuation;
    let isSamePage = false;
    if (!hasNext && style !== "cursor" && style !== "next-url") {
      const moved: At = style === "page" ? Number(at ?? 1) + 1 : rows.length > 0 ? Number(at) + rows.length : at;
      if (isTotal && rowsRead >= total) following = undefined;
      else if (isTotal && rows.length === 0) {
        isSamePage = !isSecondRequest;
        following = isSamePage ? { to: at } : undefined;
      } else if (isTotal) following = { to: moved };
      else following = (hasMore ?? rows.length > 0) ? { to: moved } : undefined;
    } else {
      const entry = CONTINUATIONS.find(({ next }) => next === answer.next);
      const link: Continuation = entry?.link === FOLLOWED ? { to: linked(String(answer.next), at) } : entry?.link;
      const next: Continuation = style === "next-url" ? link : entry?.value;
      const isNone = answer.next === 0 && (style === "page" || style === "offset");
      const isEnd = answer.next === undefined || answer.next === null || answer.next === "" || isNone;
      if (hasMore === false || isEnd) following = undefined;
      else if (style === "page") following = { to: Number(at ?? 1) + 1 };
      else {
        following = next;
        if (style !== "next-url" && entry?.origin !== undefined) {
          drifts.push({ kind: "origin", expected: "https://api.example.com", received: entry.origin });
        }
        if (style === "offset" && next !== undefined && "to" in next) {
          const offset: number = rows.length > 0 ? Number(at) + rows.length : Number(next.to);
          following = Number.isSafeInteger(offset) ? { to: offset } : MALFORMED;
        }
      }
    }
    if (following !== undefined && "to" in following && !isSamePage) {
      if (seen.has(`${typeof following.to} ${String(following.to)}`)) {
        const isAll = lastTotal !== undefined && rowsRead >= lastTotal;
        following = isAll ? undefined : { error: "PaginationLoopError" };
      }
    }

    if (following === undefined && lastTotal !== undefined && rowsRead !== lastTotal) {
      drifts.push({ kind: "rows", total: lastTotal, rows: rowsRead });
    }
    if (isFull || following === undefined) return result("end");
    if ("error" in following) return result(following.error);
    at = following.to;
    rowsBefore = rowsRead;
    isSecondRequest = isSamePage;
  }
}

/** Where a link leads, relative to the page that has it. */
function linked(link: string, at: unknown): string {
  const page = `https://api.example.com/v1${typeof at === "string" ? at : "/boxes/b/things"}`;
  const { pathname, search } = new URL(link, page);
  return pathname.replace("/v1", "") + search;
}
