import type { IncomingMessage } from "node:http";
import { ToolchainError } from "../../errors.js";
import type { Location } from "../../location.js";
import { shownUrl } from "./destination.js";

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Where an answer sends its reader (RFC 9110, section 15.4); undefined where it is no redirect.
 *
 * @throws {ToolchainError} `network/redirect` where it names no address.
 */
export function redirectOf(
  { statusCode = 0, headers }: Pick<IncomingMessage, "statusCode" | "headers">,
  from: URL,
  location?: Location,
): URL | undefined {
  if (!REDIRECTS.has(statusCode)) return undefined;
  const target = headers.location;
  if (target !== undefined && URL.canParse(target, from.href)) return new URL(target, from.href);
  const found = target === undefined ? "none" : "one that is not a URL";
  const message = `Expected the redirect (${statusCode}) of ${shownUrl(from)} to name an address, found ${found}`;
  throw new ToolchainError("network/redirect", message, { location });
}
