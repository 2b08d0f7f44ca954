// Adds up vitest's JSON reports and prints `N passed, N failed`. The counts alone mislead: a file that fails to
// import counts no failed test, and an unhandled rejection fails a run whose tests all passed.
import { readFileSync } from "node:fs";

let passed = 0;
let failed = 0;
let sound = true;
for (const path of process.argv.slice(2)) {
  const report = JSON.parse(readFileSync(path, "utf8"));
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  if (!report.success || report.numFailedTestSuites > 0) sound = false;
}
if (!sound && failed === 0) failed = 1;
if (passed === 0) sound = false;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = sound && failed === 0 ? 0 : 1;
