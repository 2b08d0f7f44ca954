import type { CachedToken, TokenFunction } from "./api.js";

/** User and password of HTTP basic authentication, as UTF-8 in base64 (RFC 7617). */
export function basic(credential: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(credential)));
}

/** Cached tokens by token function. Derived clients share them. */
const cached = new WeakMap<TokenFunction, Promise<string>>();

/** Requests one token for all calls: OAuth 2.0 and OpenID Connect. A failed request is not cached. */
export function cacheToken(ask: TokenFunction): CachedToken {
  const token = cached.get(ask) ?? (async () => ask())();
  // Another call may have requested the next token already.
  const forget = () => {
    if (cached.get(ask) === token) cached.delete(ask);
  };
  cached.set(ask, token);
  token.catch(forget);
  return { token, forget };
}
