import { redact } from "../errors/redact.js";

/** The secrets of the requests that jobs and walks make, by response. No object that users see holds them. */
const secretsOf = new WeakMap<Response, readonly string[]>();

/** Keeps the secrets of a request as long as its response is in use. */
export function keepSecrets(response: Response, secrets: readonly string[]): void {
  if (secrets.length > 0) secretsOf.set(response, secrets);
}

/** A function that takes the secrets of a response's request out of a text. */
export function redactedBy(response: Response): (text: string) => string {
  const secrets = secretsOf.get(response);
  return secrets === undefined ? (text) => text : (text) => redact(text, secrets);
}

/** A URL path without the query parameters that hold a secret of its request. The next request adds its own credentials. */
export function withoutSecrets(url: string, response: Response): string {
  const [path = "", query] = url.split(/\?(.*)/s);
  const secrets = secretsOf.get(response);
  if (query === undefined || secrets === undefined) return url;
  const valueOf = (pair: string): string => new URLSearchParams(pair).values().next().value ?? "";
  const kept = query.split("&").filter((pair) => !secrets.includes(valueOf(pair)));
  return kept.length === 0 ? path : `${path}?${kept.join("&")}`;
}
