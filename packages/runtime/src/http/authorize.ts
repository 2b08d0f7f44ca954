import type { OutgoingRequest, UnsignedRequest } from "../request/http-request.js";
import type { RequestCredential } from "../settings/credentials.js";

/** Adds the credentials to a request. A header that the caller set or removed stays as it is. */
export function authorize(request: UnsignedRequest, credentials: readonly RequestCredential[] = []): OutgoingRequest {
  const { method, body } = request;
  let { url } = request;
  const headers: Record<string, string> = {};
  for (const name in request.headers) {
    const value = request.headers[name];
    if (typeof value === "string") headers[name] = value;
  }
  for (const { in: place, name, value } of credentials) {
    if (place === "header") {
      if (!Object.hasOwn(request.headers, name)) headers[name] = value;
    } else if (place === "query") {
      url += `${url.includes("?") ? "&" : "?"}${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
    } else {
      headers["cookie"] = `${headers["cookie"] === undefined ? "" : `${headers["cookie"]}; `}${name}=${value}`;
    }
  }
  return { method, url, headers, body };
}
