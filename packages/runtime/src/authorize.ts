import type { Grant } from "./credentials.js";
import type { HttpRequest } from "./hooks.js";

/**
 * The request with its credentials. A header in `settled` was set or removed by hand and stays so. The headers
 * are written to, which may be done again for another attempt; a `Cookie` grows, so it is written to a copy.
 */
export function authorize(
  request: HttpRequest,
  grants: readonly Grant[],
  settled: Readonly<Record<string, unknown>>,
): HttpRequest {
  let { url, headers } = request;
  for (const { in: location, name, value } of grants) {
    if (location === "header") {
      if (!Object.hasOwn(settled, name)) headers.set(name, value);
    } else if (location === "query") {
      url += `${url.includes("?") ? "&" : "?"}${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
    } else {
      const others = headers.get("cookie");
      headers = new Headers(headers);
      headers.set("cookie", `${others === null ? "" : `${others}; `}${name}=${value}`);
    }
  }
  return url === request.url && headers === request.headers ? request : { ...request, url, headers };
}
