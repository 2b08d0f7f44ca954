import { ConfigurationError } from "../errors/configuration-error.js";

/**
 * A base URL without trailing slash. A relative or empty one is resolved against the page, if there is one. Throws
 * ConfigurationError for a URL that cannot be a base; the message names the option and the environment variable.
 */
export function checkedBaseUrl(
  value: string | URL | undefined,
  variableName: string | undefined,
  page: string | undefined,
): string {
  const text = `${value ?? ""}`;
  const demand = (isMet: boolean, problem: string) => {
    if (isMet) return;
    throw new ConfigurationError(`baseUrl${variableName === undefined ? "" : ` (or ${variableName})`} ${problem}`);
  };
  demand(text !== "" || (value !== undefined && page !== undefined), "is missing");
  demand(URL.canParse(text || "/", page), "is not an absolute URL");
  const url = new URL(text || "/", page);
  // On a page, a relative URL has the page's own user-info and query.
  if (!URL.canParse(text)) url.username = url.password = "";
  const { protocol, username, password, href } = url;
  demand(/^https?:$/.test(protocol), "must use http or https");
  demand(username + password === "", "must not have credentials");
  demand(!/[?#]/.test(href), "must not have a query string or fragment");
  return href.replace(/\/+$/, "");
}
