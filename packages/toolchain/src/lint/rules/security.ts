import { isObject, type JsonObject } from "../../json.js";
import type { LintRule } from "../rule.js";
import type { LintContext } from "../lint-context.js";

const bearer = { type: "http", scheme: "bearer" };

export const securityRules: readonly LintRule[] = [
  {
    id: "security-missing",
    severity: "warning",
    title: "the document does not declare how calls are authorized",
    check: ({ document, operations }) => {
      const isSaid = "security" in document.value || operations.some(({ value }) => "security" in value);
      if (isSaid || operations.length === 0) return [];
      const [scheme] = Object.keys(schemesOf(document));
      const update: JsonObject =
        scheme === undefined
          ? { components: { securitySchemes: { bearerAuth: bearer } }, security: [{ bearerAuth: [] }] }
          : { security: [{ [scheme]: [] }] };
      const message =
        "No operation declares its authorization: the client sends no key. `security: []` declares that none is needed.";
      return [{ at: "", message, repair: [{ target: "$", update }] }];
    },
  },
];

function schemesOf({ value }: LintContext["document"]): JsonObject {
  const components = value["components"];
  const schemes = isObject(components) ? components["securitySchemes"] : undefined;
  return isObject(schemes) ? schemes : {};
}
