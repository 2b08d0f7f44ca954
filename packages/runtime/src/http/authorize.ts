import type { OutgoingRequest, UnsignedRequest } from "../request/http-request.js";
import type { RequestCredential } from "../settings/credentials.js";

/** The request with its credentials. A header that was set or removed by hand stays so. */
export function authorize(
  { method, url, headers, body }: UnsignedRequest,
  grants: readonly RequestCredential[],
): OutgoingRequest {
  const sent: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (typeof value === "string") sent[name] = value;
  }
  let address = url;
  for (const { in: location, name, value } of grants) {
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
