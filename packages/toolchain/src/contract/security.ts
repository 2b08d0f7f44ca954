import type { SourceDocument } from "../openapi/document.js";
import type { Security, SecurityRequirements, SecurityScheme } from "./contract.js";
import { type Located, member, members, membersAt, rootOf, textOf } from "../openapi/located.js";
import { objectAt } from "../openapi/references.js";

/** The security schemes, and what applies where an operation says nothing. */
export function readSecurity(document: SourceDocument): Security {
  const root = rootOf(document);
  const components = member(root, "components");
  const schemes = components === undefined ? [] : membersAt(components, "securitySchemes");
  return {
    schemes: Object.fromEntries(schemes.map(([name, at]) => [name, readScheme(objectAt(document, at))])),
    default: readRequirements(root) ?? [],
  };
}

/** The `security` of the root or of an operation, undefined where it says nothing. Scopes are left out. */
export function readRequirements(at: Located): SecurityRequirements | undefined {
  const security = member(at, "security");
  return security && members(security).map(([, alternative]) => members(alternative).map(([name]) => name));
}

/** Whether a scheme takes a user and a password (RFC 7617). */
export function isBasic(scheme: SecurityScheme): boolean {
  return scheme.type === "http" && scheme.scheme.toLowerCase() === "basic";
}

/**
 * Scheme names are compared without regard to case (RFC 9110, section 11.1), yet some servers are strict: one keeps its
 * spelling. Documents write `basic` and `bearer` for what is sent as `Basic` and `Bearer`; both are these here.
 */
function spelled(scheme: string): string {
  return /^(?:[Bb]asic|[Bb]earer)$/.test(scheme) ? scheme.toLowerCase() : scheme;
}

function readScheme(scheme: Located): SecurityScheme {
  const type = textOf(scheme, "type");
  if (type === "oauth2" || type === "openIdConnect" || type === "mutualTLS") return { type };
  if (type === "http") return { type, scheme: spelled(textOf(scheme, "scheme") ?? "") };
  const place = textOf(scheme, "in");
  return {
    type: "apiKey",
    in: place === "query" || place === "cookie" ? place : "header",
    name: textOf(scheme, "name") ?? "",
  };
}
