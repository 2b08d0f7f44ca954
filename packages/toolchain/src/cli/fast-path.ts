import process from "node:process";
import { ToolchainError } from "../errors.js";
import { ownMember } from "../json.js";
import { defectKey } from "../defect-key.js";
import { printLock } from "../lock.js";
import type { Invocation } from "./main.js";
import type { ProviderReport } from "../provider-report.js";
import { renderReport, unchanged, UP_TO_DATE } from "./report.js";
import { findRoot, LOCK_PATH, providersIn } from "../repository/root.js";
import { readTextSync } from "../repository/gate/gate.js";
import { outputTo } from "./output.js";
import type { Terminal } from "./terminal.js";
import { readCache, cachedReport } from "../repository/cache.js";
import { toolchainVersion } from "../repository/toolchain-version.js";

/**
 * `generate` and `generate --check` where nothing has changed. It takes about as long as Node's start, because it loads
 * neither the command line nor the generator.
 *
 * @returns Undefined where more work is needed; nothing is written or printed then.
 */
export function generateUnchanged(
  { args: [command, ...rest], cwd, env = process.env }: Invocation,
  unfiltered: Terminal,
): 0 | undefined {
  const terminal = outputTo(unfiltered, env);
  if (command !== "generate" || rest.some((argument) => argument.startsWith("-") && argument !== "--check"))
    return undefined;
  const root = findRoot(cwd);
  const names = rest.filter((argument) => argument !== "--check");
  const reports = cachedOrUndefined(root, names);
  if (reports === undefined) return undefined;
  const isCheck = rest.includes("--check");
  for (const [name, report] of reports) {
    // Defects of the last generation are not new.
    const notes = isCheck ? report.notes.filter((note) => defectKey(note) === undefined) : report.notes;
    terminal.out(`${renderReport(name, { ...report, notes }, unchanged(report))}\n`);
  }
  if (isCheck) terminal.out(`${UP_TO_DATE}\n`);
  return 0;
}

/** What cannot be read is reported by the whole command line. */
function cachedOrUndefined(root: string, names: readonly string[]): Map<string, ProviderReport> | undefined {
  try {
    return cachedReports(root, names);
  } catch (error) {
    if (error instanceof ToolchainError) return undefined;
    throw error;
  }
}

/** The reports of the requested providers; undefined where the lock or one provider has changed. */
function cachedReports(root: string, names: readonly string[]): Map<string, ProviderReport> | undefined {
  const known = providersIn(root);
  const lock = readLockSync(root);
  if (lock === undefined || known.length === 0 || names.some((name) => !known.includes(name))) return undefined;
  const { text, providers } = lock;
  const kept = Object.entries(providers).filter(([name]) => known.includes(name));
  if (text !== printLock(Object.fromEntries(kept))) return undefined;
  const cache = readCache(root, toolchainVersion());
  const reports = new Map<string, ProviderReport>();
  for (const name of known) {
    if (names.length > 0 && !names.includes(name)) continue;
    const report = cachedReport(root, name, ownMember(providers, name), cache);
    if (report === undefined) return undefined;
    reports.set(name, report);
  }
  return reports;
}

function readLockSync(root: string): { readonly text: string; readonly providers: object } | undefined {
  try {
    const text = readTextSync(root, LOCK_PATH);
    const providers = ownMember(JSON.parse(text), "providers");
    return typeof providers === "object" && providers !== null ? { text, providers } : undefined;
  } catch {
    return undefined;
  }
}
