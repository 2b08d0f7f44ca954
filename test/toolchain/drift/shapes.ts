import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { Ajv } from "ajv";
import { expect } from "vitest";

/** What tests read of the JSON report; all of it is checked by its schema. */
export interface PlainReport {
  readonly reports: readonly {
    readonly provider: string;
    readonly findings: readonly {
      readonly level: string;
      readonly fingerprint: string;
      readonly repairs: readonly { readonly action: number }[];
    }[];
  }[];
}

/** What tests read of a SARIF log. */
export interface PlainSarif {
  readonly rules: readonly string[];
  readonly results: readonly {
    readonly relatedLocations: readonly { readonly message: { readonly text: string } }[];
  }[];
}

const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false, unicodeRegExp: false });
const reportSchema: object = readJson(
  resolve(import.meta.dirname, "../../../packages/toolchain/schemas/drift-report.json"),
);
const sarifSchema = ((): object => {
  const path = createRequire(import.meta.url).resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
  // Draft 4 in its frame alone: no keyword within means something else in draft 7.
  const { id: _id, $schema: _draft, ...schema } = readJson(path);
  return schema;
})();

/** Checks a JSON report by the schema that the toolchain publishes. */
export function expectReport(text: string): PlainReport {
  return JSON.parse(valid(reportSchema, text));
}

/** Checks a SARIF log by the schema of SARIF 2.1.0. */
export function expectSarif(text: string): PlainSarif {
  const { runs } = JSON.parse(valid(sarifSchema, text));
  expect(runs).toHaveLength(1);
  const { tool, results } = runs[0];
  return { rules: tool.driver.rules.map(({ id }: { id: string }) => id), results };
}

function valid(schema: object, text: string): string {
  const validate = ajv.compile(schema);
  validate(JSON.parse(text));
  expect(validate.errors ?? []).toEqual([]);
  return text;
}

function readJson(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path, "utf8"));
}
