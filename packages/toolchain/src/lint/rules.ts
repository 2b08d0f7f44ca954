import type { LintRule } from "./rule.js";
import { defectRules } from "./rules/defects.js";
import { declarationRules } from "./rules/declarations.js";
import { idRules } from "./rules/ids.js";
import { nullRules } from "./rules/null.js";
import { parameterRules } from "./rules/parameters.js";
import { responseRules } from "./rules/responses.js";
import { schemaRules } from "./rules/schemas.js";
import { securityRules } from "./rules/security.js";
import { serverRules } from "./rules/servers.js";
import { streamRules } from "./rules/streams.js";

/** Every rule, by the part of the document that it checks. */
export const lintRules: readonly LintRule[] = [
  ...defectRules,
  ...serverRules,
  ...securityRules,
  ...idRules,
  ...parameterRules,
  ...responseRules,
  ...streamRules,
  ...schemaRules,
  ...nullRules,
  ...declarationRules,
];
