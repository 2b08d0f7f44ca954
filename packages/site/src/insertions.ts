import { chart } from "./charts.js";
import { errorClasses } from "./error-classes.js";
import { errorCodeTable } from "./error-codes.js";
import { exportTable } from "./exports.js";
import { methodTable, optionTable } from "./methods.js";
import { driftRuleTable, lintRuleTable } from "./rules.js";
import { sideBySideTable } from "./side-by-side.js";
import type { ReadFile } from "./read-file.js";

/** Makes Markdown of the repository. */
export type Insertion = (argument: string, read: ReadFile) => string;

const insertions: Readonly<Record<string, Insertion>> = {
  chart,
  "error-classes": errorClasses,
  "error-codes": errorCodeTable,
  exports: exportTable,
  methods: methodTable,
  options: optionTable,
  "lint-rules": lintRuleTable,
  "drift-rules": driftRuleTable,
  "side-by-side": sideBySideTable,
};

/** The insertion of a name, if there is one. */
export function findInsertion(name: string): Insertion | undefined {
  return Object.hasOwn(insertions, name) ? insertions[name] : undefined;
}
