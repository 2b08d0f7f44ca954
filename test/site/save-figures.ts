import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { bench } from "../bench/bench.js";
import { root } from "./pages.js";

/** Where and when figures are measured, in a few words. */
export function circumstances(): string {
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, Node ${process.versions.node}, ${availableParallelism()} cores`;
}

/** Saves figures for the site's charts and tables. */
export function saveFigures(name: string, figures: object): void {
  const folder = join(root, "packages/site/figures");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(figures, undefined, 2)}\n`);
}

/** Runs suites of `pnpm bench` with further arguments, and saves what each measured. */
export async function saveBenchmarks(suites: readonly string[], args: readonly string[]): Promise<void> {
  for (const suite of suites) {
    let text = "";
    const output = { out: (part: string) => (text += part), err: (part: string) => process.stderr.write(part) };
    const code = await bench([suite, "--json", ...args], output);
    if (code !== 0) throw new Error(`pnpm bench ${suite} ended with ${code}`);
    saveFigures(suite, { measured: circumstances(), figures: JSON.parse(text) });
  }
}
