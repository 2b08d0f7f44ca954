import type { Listing } from "./listing.js";
import { withValue } from "./params.js";
import type { PageFields } from "./spec.js";
import { field, type Sight, type Style } from "./style.js";

/** Asks for a page by one parameter: a query or header parameter by name, or a part of the body by JSON pointer. */
export function moved(listing: Listing, name: string): Omit<Style, "next"> & { readonly moving: string } {
  const moving = name.startsWith("/") ? `/body${name}` : `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  return {
    moving,
    request: ({ at }) => (at === null ? listing : { ...listing, params: withValue(listing.params, moving, at) }),
  };
}

/**
 * Whether pages that are counted, and name no next one, are over: by the total, else as `isLast` says, else by
 * `hasMore`, else with an empty page.
 */
export function isCountedOut(response: PageFields, { body, end }: Sight, isLast?: boolean): boolean {
  const total = field(body, response.total);
  const more = field(body, response.hasMore);
  if (typeof total === "number" && end.before !== null) return end.before + end.skip >= total;
  return isLast ?? (typeof more === "boolean" ? !more : end.skip === 0);
}
