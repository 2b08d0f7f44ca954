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
  const refuse = (problem: string) =>
    new ConfigurationError(`${variableName === undefined ? "baseUrl" : `baseUrl (or ${variableName})`} ${problem}`);
  if (value === undefined || (value === "" && page === undefined)) throw refuse("is missing");
  const url = URL.canParse(value) ? new URL(value) : onPage(`${value}` || "/", page);
  if (url === undefined) throw refuse("is not an absolute URL");
  const { protocol, username, password, href } = url;
  if (!/^https?:$/.test(protocol)) throw refuse("must use http or https");
  if (username + password !== "") throw refuse("must not have credentials");
  if (/[?#]/.test(href)) throw refuse("must not have a query string or fragment");
  return href.replace(/\/+$/, "");
}

/** A relative URL on the page, without the page's own user-info. */
function onPage(relative: string, page: string | undefined): URL | undefined {
  if (page === undefined || !URL.canParse(relative, page)) return undefined;
  const url = new URL(relative, page);
  url.username = url.password = "";
  return url;
}
