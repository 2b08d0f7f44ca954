import { DEFECTS } from "../../toolchain/src/document/defects/defect-table.js";
import { rowsOf } from "../../toolchain/src/drift/rules/rules.js";
import { lintRules } from "../../toolchain/src/lint/rules.js";
import { cell, table } from "./markdown.js";

/** Every rule of `specloom lint`, with the reading of those that are defects. */
export function lintRuleTable(): string {
  const readings = new Map<string, string>(Object.entries(DEFECTS).map(([id, { reading }]) => [id, reading]));
  return table(
    ["Rule", "Severity", "Problem", "What the client is made of instead"],
    lintRules.map(({ id, severity, title }) => [`\`${id}\``, severity, cell(title), cell(readings.get(id) ?? "")]),
  );
}

/** Every kind of change that drift judges, on both axes. */
export function driftRuleTable(): string {
  return table(
    ["Rule", "Change", "On the wire", "In TypeScript"],
    rowsOf().map(({ id, message, judgement }) => [`\`${id}\``, cell(message), judgement.wire, judgement.source]),
  );
}
