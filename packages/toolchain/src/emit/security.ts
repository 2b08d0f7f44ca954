import type { Contract, Operation, SecurityRequirements, SecurityScheme } from "../contract/contract.js";
import { isBasic } from "../contract/security.js";
import { literal, objectOf, propertyKey, textLiteral } from "./literal.js";
import { pascal } from "./names.js";

/** Names a function of the runtime that the code needs. */
type Name = (name: string) => string;

/** The security of an API as the runtime reads it. A certificate is the platform's to send, so mutualTLS is left out. */
export function securityFacts({ security }: Pick<Contract, "security">, name: Name): string {
  const schemes = Object.entries(security.schemes)
    .filter(([, { type }]) => type !== "mutualTLS")
    .map(([key, scheme]) => `${schemeKey(key)}: ${schemeFacts(scheme, name)}`);
  return objectOf({
    schemes: schemes.length === 0 ? "{}" : `{ ${schemes.join(", ")} }`,
    default: literal(sendable(security.default, security.schemes)),
  });
}

/** TypeScript takes a key such as `constructor` for the member that every object has, unless it is any text. */
function schemeKey(name: string): string {
  return name !== "__proto__" && name in {} ? `[${textLiteral(name)} as string]` : propertyKey(name);
}

/** What an operation asks for instead, undefined where it is what all do. */
export function ownSecurity(
  { security: own }: Operation,
  { security }: Pick<Contract, "security">,
): SecurityRequirements | undefined {
  if (own === undefined || JSON.stringify(own) === JSON.stringify(security.default)) return undefined;
  return sendable(own, security.schemes);
}

function schemeFacts(scheme: SecurityScheme, name: Name): string {
  if (scheme.type === "apiKey") {
    const { in: place, name: key } = scheme;
    return literal({ in: place, name: place === "header" ? key.toLowerCase() : key });
  }
  const type = scheme.type === "http" ? scheme.scheme : "bearer";
  return objectOf({
    in: literal("header"),
    name: literal("authorization"),
    prefix: literal(type === "basic" || type === "bearer" ? pascal(type) : type),
    encode: isBasic(scheme) ? name("basic") : undefined,
    cache: scheme.type === "http" ? undefined : name("cacheToken"),
  });
}

function sendable(requirements: SecurityRequirements, schemes: Contract["security"]["schemes"]): SecurityRequirements {
  return requirements.map((names) => names.filter((name) => schemes[name]?.type !== "mutualTLS"));
}
