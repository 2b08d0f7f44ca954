import fc from "fast-check";
import type { Schema, Version } from "./schemas.js";

/** A scheme with its credential, as the caller gives it and as it travels. */
interface Scheme {
  readonly scheme: Schema;
  readonly legacy?: Schema;
  readonly given: unknown;
  readonly place: "header" | "query" | "cookie";
  readonly key: string;
  readonly sent: string;
}

const SCHEMES: Readonly<Record<string, Scheme>> = {
  key: {
    scheme: { type: "apiKey", in: "header", name: "X-Api-Key" },
    given: "k1",
    place: "header",
    key: "x-api-key",
    sent: "k1",
  },
  "in-query": {
    scheme: { type: "apiKey", in: "query", name: "api key" },
    given: "k&2",
    place: "query",
    key: "api key",
    sent: "k&2",
  },
  in_cookie: {
    scheme: { type: "apiKey", in: "cookie", name: "sid" },
    given: "k3",
    place: "cookie",
    key: "sid",
    sent: "k3",
  },
  basic: {
    scheme: { type: "http", scheme: "Basic" },
    legacy: { type: "basic" },
    given: { username: "me", password: "p:w" },
    place: "header",
    key: "authorization",
    sent: `Basic ${btoa("me:p:w")}`,
  },
  "bear.er": {
    scheme: { type: "http", scheme: "bearer" },
    given: "t4",
    place: "header",
    key: "authorization",
    sent: "Bearer t4",
  },
  OAuth: {
    scheme: { type: "oauth2", flows: { clientCredentials: { tokenUrl: "https://auth.test/token", scopes: {} } } },
    legacy: { type: "oauth2", flow: "application", tokenUrl: "https://auth.test/token", scopes: {} },
    given: "t5",
    place: "header",
    key: "authorization",
    sent: "Bearer t5",
  },
};

export type Requirements = readonly (readonly string[])[];

export interface Security {
  readonly names: readonly string[];
  readonly default: Requirements | undefined;
}

export function securityOf(version: Version): fc.Arbitrary<Security> {
  const known = Object.keys(SCHEMES).filter(
    (name) => version !== "2.0" || (name !== "in_cookie" && name !== "bear.er"),
  );
  return fc
    .uniqueArray(fc.constantFrom(...known), { maxLength: 3 })
    .chain((names) => requirementsOf(names).map((own) => ({ names, default: own })));
}

/** Alternatives; undefined says nothing. */
export function requirementsOf(names: readonly string[]): fc.Arbitrary<Requirements | undefined> {
  if (names.length === 0) return fc.constant(undefined);
  const together = fc
    .uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 2 })
    .filter((chosen) => chosen.filter((name) => SCHEMES[name]?.key === "authorization").length < 2);
  return fc.option(fc.array(together, { maxLength: 2 }), { nil: undefined });
}

export function schemesOf({ names }: Security, version: Version): Schema {
  return Object.fromEntries(
    names.map((name) => [name, (version === "2.0" ? SCHEMES[name]?.legacy : undefined) ?? SCHEMES[name]?.scheme]),
  );
}

export function requirementObjects(requirements: Requirements): Schema[] {
  return requirements.map((names) => Object.fromEntries(names.map((name) => [name, []])));
}

/** Constructor options that give every credential. */
export function credentialsOf({ names }: Security): Readonly<Record<string, unknown>> {
  const [only, ...others] = names;
  if (only === undefined) return {};
  if (others.length === 0 && only !== "basic") return { apiKey: SCHEMES[only]?.given };
  return { auth: Object.fromEntries(names.map((name) => [name, SCHEMES[name]?.given])) };
}

/** What a request carries: every credential is there, so the first alternative holds. */
export function expectedCredentials(
  requirements: Requirements | undefined,
): { place: string; key: string; sent: string }[] {
  return (requirements?.[0] ?? []).flatMap((name) => {
    const found = SCHEMES[name];
    return found === undefined ? [] : [{ place: found.place, key: found.key, sent: found.sent }];
  });
}

/** Names that no parameter of the query or of a cookie has. */
export const credentialNames = new Set(Object.values(SCHEMES).map(({ key }) => key));
