import { isIP } from "node:net";
import { ToolchainError } from "../../errors.js";
import type { Location } from "../../location.js";
import { type Address, isLoopback, specialRange } from "./address.js";
import type { Network } from "./network.js";

/** Where one document may come from. Decided by its own address and by people, never by what a host answers. */
export interface Reach {
  /** Host names, with the port where it is not the scheme's own. */
  readonly hosts: readonly string[];
  /** True where the document's own address is plain http on this machine, as stand-ins have. */
  readonly loopback: boolean;
  /** Where the address was written down, for messages. */
  readonly location: Location | undefined;
}

/** The reach of a document's address, with the hosts that people allowed beside its own. */
export function reachOf(url: URL, allowed: readonly string[], location?: Location): Reach {
  const loopback = url.protocol === "http:" && /^(?:localhost|127\.0\.0\.1|\[::1\])$/u.test(url.hostname);
  return { hosts: [url.host, ...allowed], loopback, location };
}

/**
 * Checks an address before anything is asked of it; each hop of a redirect is checked so.
 *
 * @param via The address that redirected here.
 * @throws {ToolchainError} `network/scheme`, `network/host`.
 */
export function checkDestination(url: URL, { hosts, loopback, location }: Reach, via?: URL): void {
  const where = via === undefined ? shownUrl(url) : `${shownUrl(url)}, to which ${shownUrl(via)} redirects`;
  if (url.protocol !== "https:" && !(loopback && url.protocol === "http:"))
    throw new ToolchainError("network/scheme", `Expected an https address, found ${where}`, { location });
  if (url.username !== "" || url.password !== "")
    throw new ToolchainError("network/scheme", `Expected an address without a user name, found ${where}`, {
      location,
      hint: "Name an environment variable under `credentials` in source.yaml instead.",
    });
  if (!hosts.includes(url.host)) {
    const message = `Expected an address on ${[...new Set(hosts)].join(" or ")}, found ${where}`;
    throw new ToolchainError("network/host", message, { location });
  }
}

/** How a destination is reached. */
export interface Way {
  /** A proxy connects, and may know names that this machine does not. */
  readonly isProxied: boolean;
}

/**
 * The addresses to connect to. All of a name's addresses must be public: a name that has both kinds is meant to be
 * mistaken. Whoever connects uses these, so that no second look-up can give others; a proxy, which makes its own, is
 * asked for no name that this machine knows to be private.
 *
 * @throws {ToolchainError} `network/private-address`, `network/unreachable`.
 */
export async function checkedAddresses(
  url: URL,
  reach: Reach,
  { resolve }: Network,
  { isProxied }: Way = { isProxied: false },
): Promise<readonly Address[]> {
  const host = url.hostname.replace(/^\[|\]$/gu, "");
  const family = isIP(host);
  const details = { location: reach.location };
  const addresses: readonly Address[] =
    family === 0
      ? await resolve(host).catch((error: unknown) => (isProxied ? [] : Promise.reject(error)))
      : [{ address: host, family: family === 6 ? 6 : 4 }];
  if (addresses.length === 0 && !isProxied)
    throw new ToolchainError("network/unreachable", `Expected ${host} to have an address, found none`, details);
  // A stand-in's name must lead to this machine, so that plain http never leaves it.
  const isStandIn = url.protocol === "http:";
  const bad = addresses.find((address) => (isStandIn ? !isLoopback(address) : specialRange(address) !== undefined));
  if (bad === undefined) return addresses;
  const wanted = isStandIn ? "an address of this machine" : "a public address";
  const message = `Expected ${wanted} behind ${shownUrl(url)}, found ${bad.address} (${specialRange(bad) ?? "public"})`;
  throw new ToolchainError("network/private-address", message, details);
}

/** An address as messages show it: a query may hold a signature, and a user name a password. */
export function shownUrl(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}${url.search === "" ? "" : "?…"}`;
}
