import type { KeptToken, TokenFunction } from "./api.js";

/** User and password of HTTP basic authentication, as UTF-8 in base64 (RFC 7617). */
export function basic(credential: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(credential)));
}

/** Tokens kept for the functions that gave them; shared by the clients derived from one another. */
const kept = new WeakMap<TokenFunction, Promise<string>>();

/** Asks once for a token that all calls share: OAuth 2.0 and OpenID Connect. One that fails is not kept. */
export function keepToken(ask: TokenFunction): KeptToken {
  const token = kept.get(ask) ?? (async () => ask())();
  // Another call may have asked for the next token already.
  const forget = () => {
    if (kept.get(ask) === token) kept.delete(ask);
  };
  kept.set(ask, token);
  token.catch(forget);
  return { token, forget };
}
