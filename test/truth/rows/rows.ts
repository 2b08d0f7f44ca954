import { arrays } from "./arrays.js";
import { booleans } from "./booleans.js";
import { compositions } from "./compositions.js";
import { discriminators } from "./discriminators.js";
import { identifiers } from "./identifiers.js";
import { names } from "./names.js";
import { objects } from "./objects.js";
import { references } from "./references.js";
import type { Row } from "./row.js";
import { unevaluated } from "./unevaluated.js";
import { values } from "./values.js";

export const rows: readonly Row[] = [
  ...booleans,
  ...values,
  ...objects,
  ...names,
  ...unevaluated,
  ...arrays,
  ...compositions,
  ...discriminators,
  ...references,
  ...identifiers,
];
