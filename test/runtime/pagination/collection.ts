import type {
  Client,
  ClientOptions,
  Fetch,
  LinkPagination,
  Operation,
  Pager,
  PaginationSpec,
  Parameter,
} from "@specloom/runtime";
import type { PageRequester, ParameterPagination, Params, WalkOptions } from "@specloom/runtime";
import { encodeBody, paginate, paginateLinks, paginatePages } from "@specloom/runtime";
import { json } from "../../support/canned-fetch.js";
import type { Setting } from "../../support/sample-client.js";
import { sampleClient } from "../../support/sample-client.js";
import { VirtualClock } from "../../support/virtual-clock.js";

const query = (name: string): Parameter => ({ name, in: "query" });

export const listThings: Operation = {
  id: "list_things",
  method: "GET",
  path: "/boxes/{box_id}/things",
  parameters: [
    { name: "box_id", in: "path", required: true },
    ...["page", "page_size", "offset", "limit", "cursor", "tag"].map(query),
    { name: "X-Org", in: "header" },
  ],
  accept: ["application/json"],
};

export const searchThings: Operation = {
  ...listThings,
  id: "search_things",
  method: "POST",
  body: { mediaTypes: ["application/json"], encode: encodeBody },
};

export const byPage: ParameterPagination = {
  style: "page",
  request: { page: "page", size: "page_size" },
  response: { items: "/results", next: "/next", total: "/count" },
};

export const byOffset: ParameterPagination = {
  style: "offset",
  request: { offset: "offset", size: "limit" },
  response: { items: "/items", total: "/total", hasMore: "/has_more" },
};

export const byCursor: ParameterPagination = {
  style: "cursor",
  request: { cursor: "cursor" },
  response: { items: "/items", next: "/next", hasMore: "/has_more" },
};

export const byNextUrl: LinkPagination = {
  style: "next-url",
  request: {},
  response: { items: "/items", next: "/links/next" },
};

export const byLinkHeader: LinkPagination = { style: "link-header", request: {}, response: { items: "" } };

export interface Page {
  readonly [field: string]: unknown;
}

/** A client with a made-up server, and the requests it received: method, path and query, body. */
export interface Collection {
  readonly client: Client;
  readonly clock: VirtualClock;
  readonly sent: { readonly method: string; readonly url: string; readonly body: unknown; readonly headers: Headers }[];
  /** Path and query of each request, without the common prefix. */
  readonly asked: () => string[];
}

const ROOT = "https://api.example.com/v1/boxes/b";

/** `answer` returns the body, or the whole response, of each request. */
export function collection(
  answer: (url: URL, count: number, init: RequestInit) => unknown,
  options: ClientOptions = {},
  setting: Setting = {},
): Collection {
  const clock = new VirtualClock();
  const sent: { method: string; url: string; body: unknown; headers: Headers }[] = [];
  const fetch: Fetch = async (url, init) => {
    const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
    sent.push({ method: init.method ?? "GET", url, body, headers: new Headers(init.headers) });
    const made = await answer(new URL(url), sent.length - 1, init);
    return made instanceof Response ? made : json(made);
  };
  const client = sampleClient({ clock, fetch, maxRetries: 0, ...options }, setting);
  return { client, clock, sent, asked: () => sent.map(({ url }) => url.replace(ROOT, "")) };
}

/** The pager of any style, created as in generated code. */
export function pagerOf<T>(spec: PaginationSpec, ...given: Arguments): Pager<T, unknown> {
  const [client, operation, path, params, options] = given;
  const { style } = spec;
  if (style === "page") return paginatePages(client, operation, { ...spec, style }, path, params, options);
  return isLink(spec)
    ? paginateLinks(client, operation, spec, path, params, options)
    : paginate(client, operation, spec, path, params, options);
}

function isLink(spec: PaginationSpec): spec is LinkPagination {
  return spec.style === "next-url" || spec.style === "link-header";
}

type Arguments = [PageRequester, Operation, readonly unknown[], Params?, WalkOptions?];

/** Like `collection`, without the HTTP layer, so that a thousand walks are fast. */
export function quickCollection(answer: (url: URL, count: number) => unknown): {
  readonly client: PageRequester;
  readonly sent: URL[];
} {
  const clock = new VirtualClock();
  const baseUrl = new URL("https://api.example.com/v1");
  const sent: URL[] = [];
  const urlOf = (operation: Operation, path: readonly unknown[], params: Params): string => {
    const url = new URL(baseUrl.href + (operation.linked ?? operation.path.replace("{box_id}", String(path[0]))));
    const { "?query": search, ...named } = params;
    if (typeof search === "string") url.search = search;
    for (const [name, value] of Object.entries(named)) {
      if (/string|number|bigint/.test(typeof value)) url.searchParams.set(name, String(value));
      if (Array.isArray(value)) url.searchParams.set(name, value.join());
    }
    return url.href;
  };
  const client: PageRequester = {
    name: "sample",
    baseUrl,
    clock,
    urlOf,
    async request(operation, path, params = {}, options) {
      options?.signal?.throwIfAborted();
      const url = new URL(urlOf(operation, path, params));
      sent.push(url);
      const made = await answer(url, sent.length - 1);
      const response = made instanceof Response ? made : new Response();
      return { data: made instanceof Response ? await made.json() : made, status: response.status, response };
    },
  };
  return { client, sent };
}

/** A server that pages through `rows` by offset, at most `cap` at a time. */
export function offsetServer(rows: readonly unknown[], cap: number): (url: URL) => Page {
  return ({ searchParams }) => {
    const offset = Number(searchParams.get("offset") ?? 0);
    const limit = Math.min(Number(searchParams.get("limit") ?? cap), cap);
    return { items: rows.slice(offset, offset + limit), total: rows.length };
  };
}

/** A server of pages by cursor. Each page has the cursor of the next; the first has none. */
export function cursorServer(pages: Readonly<Record<string, Page>>): (url: URL) => Page {
  return ({ searchParams }) => pages[searchParams.get("cursor") ?? ""] ?? { items: [] };
}

/** The items of a walk, and the error that ends it. */
export async function drain<T>(walk: AsyncIterable<T>): Promise<{ readonly items: T[]; readonly error?: unknown }> {
  const items: T[] = [];
  try {
    for await (const item of walk) items.push(item);
    return { items };
  } catch (error) {
    return { items, error };
  }
}
