import { findClosest } from "../closest.js";
import type { SourceDocument } from "../openapi/document.js";
import type { Json } from "../json.js";
import type { Security, SecurityRequirements, SecurityScheme } from "./contract.js";
import { failure, type Located, member, members, formatShort, textOf } from "../openapi/located.js";
import { objectAt } from "../openapi/references.js";

/**
 * The security schemes and what applies where an operation says nothing.
 *
 * @throws ToolchainError `contract/security` for a scheme that cannot be read or a requirement that names none.
 */
export function readSecurity(document: SourceDocument): Security {
  const root = { value: document.value, pointer: "" };
  return {
    schemes: Object.fromEntries(schemesOf(document).map(([name, at]) => [name, readScheme(document, at)])),
    default: readRequirements(document, root) ?? [],
  };
}

/** The `security` of the root or of an operation, undefined where it says nothing. Scopes are left out. */
export function readRequirements(document: SourceDocument, at: Located): SecurityRequirements | undefined {
  const security = member(at, "security");
  if (security === undefined) return undefined;
  const known = schemesOf(document).map(([name]) => name);
  return members(security).map(([, alternative]) =>
    members(alternative).map(([name, { pointer }]) => {
      if (known.includes(name)) return name;
      const closest = findClosest(name, known);
      const message = `The security scheme '${name}' is not declared; declared are: ${known.join(", ") || "none"}.`;
      throw failure(document, pointer, "contract/security", message, closest && `Write '${closest}' instead.`);
    }),
  );
}

function schemesOf(document: SourceDocument): [string, Located<Json>][] {
  const components = member({ value: document.value, pointer: "" }, "components");
  const schemes = components && member(components, "securitySchemes");
  return schemes === undefined ? [] : members(schemes);
}

function readScheme(document: SourceDocument, at: Located<Json>): SecurityScheme {
  const scheme = objectAt(document, at);
  const type = textOf(scheme, "type");
  const name = textOf(scheme, "name");
  const place = textOf(scheme, "in");
  const http = textOf(scheme, "scheme");
  if (type === "oauth2" || type === "openIdConnect" || type === "mutualTLS") return { type };
  // Scheme names are compared without regard to case (RFC 9110, section 11.1).
  if (type === "http" && http !== undefined) return { type, scheme: http.toLowerCase() };
  if (type === "apiKey" && name !== undefined && (place === "header" || place === "query" || place === "cookie"))
    return { type, in: place, name };
  throw failure(
    document,
    scheme.pointer,
    "contract/security",
    "Expected apiKey with 'name' and 'in' (header, query or cookie), http with 'scheme', oauth2, openIdConnect or " +
      `mutualTLS, found ${formatShort(scheme.value)}.`,
  );
}
