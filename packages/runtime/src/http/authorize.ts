import type { OutgoingRequest, UnsignedRequest } from "../request/http-request.js";
import type { RequestCredential } from "../settings/credentials.js";

/** Adds the credentials to a request. A header that the caller set or removed stays as it is. */
export function authorize(
  { method, url, headers, body }: UnsignedRequest,
  credentials: readonly RequestCredential[],
): OutgoingRequest {
  const sent: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (typeof value === "string") sent[name] = value;
  }
  let address = url;
  for (const { in: location, name, value } of credentials) {
    if (location === "header") {
      if (!Object.hasOwn(headers, name)) sent[name] = value;
    } else if (location === "query") {
      address += `${address.includes("?") ? "&" : "?"}${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
    } else {
      sent["cookie"] = `${sent["cookie"] === undefined ? "" : `${sent["cookie"]}; `}${name}=${value}`;
    }
  }
  return { method, url: address, headers: sent, body };
}
