import { formatPointer, isObject, type JsonObject } from "../../json.js";
import type { LintRule } from "../rule.js";
import type { Subject } from "../subject.js";

const bearer = { type: "http", scheme: "bearer" };

export const securityRules: readonly LintRule[] = [
  {
    id: "security-missing",
    severity: "warning",
    title: "the document does not say how calls are authorized",
    check: ({ document, operations }) => {
      const isSaid = "security" in document.value || operations.some(({ value }) => "security" in value);
      if (isSaid || operations.length === 0) return [];
      const [scheme] = Object.keys(schemesOf(document));
      const update: JsonObject =
        scheme === undefined
          ? { components: { securitySchemes: { bearerAuth: bearer } }, security: [{ bearerAuth: [] }] }
          : { security: [{ [scheme]: [] }] };
      const message =
        "No operation says how it is authorized: the client sends no key. `security: []` says that none is needed.";
      return [{ at: "", message, repair: [{ target: "$", update }] }];
    },
  },
  {
    id: "security-scheme-undeclared",
    severity: "error",
    title: "a security requirement names a scheme that is not declared",
    check: ({ document, operations }) => {
      const known = schemesOf(document);
      return [{ value: document.value, pointer: "" }, ...operations].flatMap(({ value, pointer }) =>
        requirementsOf(value)
          .filter(({ name }) => !Object.hasOwn(known, name))
          .map(({ name, index }) => ({
            at: `${pointer}/security/${index}${formatPointer([name])}`,
            message: `The security scheme '${name}' is not declared: nothing can be generated.`,
            repair: [{ target: "$", update: { components: { securitySchemes: { [name]: bearer } } } }],
          })),
      );
    },
  },
];

function schemesOf({ value }: Subject["document"]): JsonObject {
  const components = value["components"];
  const schemes = isObject(components) ? components["securitySchemes"] : undefined;
  return isObject(schemes) ? schemes : {};
}

function requirementsOf({ security }: JsonObject): { readonly name: string; readonly index: number }[] {
  return (Array.isArray(security) ? security : []).flatMap((requirement, index) =>
    isObject(requirement) ? Object.keys(requirement).map((name) => ({ name, index })) : [],
  );
}
