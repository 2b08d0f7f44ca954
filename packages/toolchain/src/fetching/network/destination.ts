import { isIP } from "node:net";
import { ToolchainError } from "../../errors.js";
import type { Location } from "../../location.js";
import { type Address, isLoopback, specialRange } from "./address.js";
import type { Network } from "./network.js";

/**
 * The destinations allowed for one document. They come from its own address and from configuration, never from a
 * response.
 */
export interface AllowedDestination {
  /** Host names, with a port unless it is the scheme's default. */
  readonly hosts: readonly string[];
  /** True where the document's own address is plain http on this machine, for local test servers. */
  readonly loopback: boolean;
  /** The location of the address in a file, for messages. */
  readonly location: Location | undefined;
}

/** The allowed destinations of a document's address, with configured hosts. */
export function allowedDestination(url: URL, allowed: readonly string[], location?: Location): AllowedDestination {
  const loopback = url.protocol === "http:" && /^(?:localhost|127\.0\.0\.1|\[::1\])$/u.test(url.hostname);
  return { hosts: [url.host, ...allowed], loopback, location };
}

/**
 * Checks an address before connecting; every redirect is checked too.
 *
 * @param via The address that redirected.
 * @throws {ToolchainError} `network/scheme`, `network/host`.
 */
export function checkDestination(url: URL, { hosts, loopback, location }: AllowedDestination, via?: URL): void {
  const where = via === undefined ? safeUrl(url) : `${safeUrl(url)}, the redirect target of ${safeUrl(via)}`;
  if (url.protocol !== "https:" && !(loopback && url.protocol === "http:"))
    throw new ToolchainError("network/scheme", `Expected an https address, found ${where}`, { location });
  if (url.username !== "" || url.password !== "")
    throw new ToolchainError("network/scheme", `Expected an address without a user name, found ${where}`, {
      location,
      hint:
        location === undefined
          ? "Download the document and give the file. In a source.yaml, `credentials` names an environment variable for its address."
          : undefined,
    });
  if (!hosts.includes(url.host)) {
    const message = `Expected an address on ${[...new Set(hosts)].join(" or ")}, found ${where}`;
    throw new ToolchainError("network/host", message, { location });
  }
}

/** The connection to a destination. */
export interface ConnectionOptions {
  /** A proxy connects, and may know names that this machine does not. */
  readonly isProxied: boolean;
}

/**
 * Resolves a host and checks all its addresses: a name with public and private addresses is refused as an attack. The
 * connection uses these addresses, so a second look-up cannot change them. A proxy resolves names itself, so it never
 * gets a name that is private on this machine.
 *
 * @throws {ToolchainError} `network/private-address`, `network/unreachable`.
 */
export async function checkedAddresses(
  url: URL,
  allowed: AllowedDestination,
  { resolve }: Network,
  { isProxied }: ConnectionOptions = { isProxied: false },
): Promise<readonly Address[]> {
  const host = url.hostname.replace(/^\[|\]$/gu, "");
  const family = isIP(host);
  const details = { location: allowed.location };
  const addresses: readonly Address[] =
    family === 0
      ? await resolve(host).catch((error: unknown) => (isProxied ? [] : Promise.reject(error)))
      : [{ address: host, family: family === 6 ? 6 : 4 }];
  if (addresses.length === 0 && !isProxied)
    throw new ToolchainError("network/unreachable", `Expected ${host} to have an address, found none`, details);
  // Plain http must stay on this machine.
  const isStandIn = url.protocol === "http:";
  const bad = addresses.find((address) => (isStandIn ? !isLoopback(address) : specialRange(address) !== undefined));
  if (bad === undefined) return addresses;
  const wanted = isStandIn ? "an address of this machine" : "a public address";
  const message = `Expected ${wanted} behind ${safeUrl(url)}, found ${bad.address} (${specialRange(bad) ?? "public"})`;
  throw new ToolchainError("network/private-address", message, details);
}

/** A URL for messages, without query and user information, which may hold secrets. */
export function safeUrl(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}${url.search === "" ? "" : "?…"}`;
}
