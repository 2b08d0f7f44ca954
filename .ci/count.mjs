// Adds up vitest's JSON reports and prints `N passed, N failed`, after the name of each failed test. The counts alone
// mislead: a file that fails to import counts no failed test, and an unhandled rejection fails a run whose tests all
// passed.
import { readFileSync } from "node:fs";

let passed = 0;
let failed = 0;
let sound = true;
for (const path of process.argv.slice(2)) {
  const report = JSON.parse(readFileSync(path, "utf8"));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  if (!report.success || report.numFailedTestSuites > 0) sound = false;
  for (const file of report.testResults ?? []) {
    if (file.status === "failed" && file.message) console.log(`failed: ${file.name}: ${beginning(file.message)}`);
    for (const test of file.assertionResults ?? []) {
      if (test.status !== "failed") continue;
      console.log(`failed: ${file.name}: ${test.fullName}: ${beginning(test.failureMessages?.[0] ?? "")}`);
    }
  }
}
if (!sound && failed === 0) failed = 1;
if (passed === 0) sound = false;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = sound && failed === 0 ? 0 : 1;

/** An error without its stack, in one line of at most 1,000 characters. */
function beginning(text) {
  return text
    .split(/\n +at /u, 1)[0]
    .replaceAll(/\s+/gu, " ")
    .slice(0, 1000);
}
