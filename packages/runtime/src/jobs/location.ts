import { atLocalUrl, localUrl } from "../local-url.js";
import type { Operation } from "../operation.js";
import type { Requester } from "../requester.js";
import type { Address } from "./address.js";

/** How a job is found that is known by the URL of its status alone. */
export interface JobLocation {
  /** Header of the start response that holds the URL. */
  readonly header: string;
  /** The URL as a job's id: relative to the base URL; undefined where it leads elsewhere. */
  readonly idOf: (client: Requester, url: string, from: string | undefined) => string | undefined;
  readonly address: (status: Operation, id: string) => Address;
}

/** Jobs known by the URL in a header. Named by generated code, so that only clients with such jobs carry it. */
export function jobLocation(header: string): JobLocation {
  return {
    header,
    idOf({ baseUrl: base }, url, from) {
      // What was kept starts with a slash and is relative to the base; in what a server sends that means the origin.
      const kept = from === undefined && /^\/(?!\/)/.test(url);
      return localUrl(kept ? base.origin + base.pathname.replace(/\/+$/, "") + url : url, from ?? base, base);
    },
    address: (status, id) => ({ ...atLocalUrl(status, id), path: [] }),
  };
}
