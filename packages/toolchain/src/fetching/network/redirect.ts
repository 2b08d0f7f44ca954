import type { IncomingMessage } from "node:http";
import { ToolchainError } from "../../errors.js";
import type { Location } from "../../location.js";
import { safeUrl } from "./destination.js";

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * The target of a redirect (RFC 9110, section 15.4); undefined for other responses.
 *
 * @throws {ToolchainError} `network/redirect` where the target is missing or invalid.
 */
export function redirectOf(
  { statusCode = 0, headers }: Pick<IncomingMessage, "statusCode" | "headers">,
  from: URL,
  location?: Location,
): URL | undefined {
  if (!REDIRECTS.has(statusCode)) return undefined;
  const target = headers.location;
  if (target !== undefined && URL.canParse(target, from.href)) return new URL(target, from.href);
  const found = target === undefined ? "none" : "an invalid one";
  const message = `Expected the redirect (${statusCode}) of ${safeUrl(from)} to name an address, found ${found}`;
  throw new ToolchainError("network/redirect", message, { location });
}
