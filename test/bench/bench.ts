import { drift } from "./drift/drift.js";
import { durable } from "./durable/durable.js";
import { generate } from "./generate/generate.js";
import { parseOptions, USAGE } from "./options.js";
import type { Suite } from "./report.js";
import { render } from "./report.js";
import { runtime } from "./runtime/runtime.js";
import { size } from "./size/size.js";
import { types } from "./types/types.js";
import { waiters } from "./waiters/waiters.js";
import { withWorkshop } from "./workshop.js";

/** Where the figures go, and where what is going on is told. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const SUITES: Readonly<Record<string, Suite>> = { runtime, waiters, size, types, generate, drift, durable };

/** Runs one suite and prints its figures. Gives the exit code: 2 for arguments that cannot be understood. */
export async function bench(args: readonly string[], { out, err }: Output): Promise<number> {
  const options = parseOptions(args, Object.keys(SUITES));
  const suite = options && SUITES[options.suite];
  if (options === undefined || suite === undefined) {
    err(USAGE);
    return 2;
  }
  const progress = (line: string): void => err(`${line}\n`);
  progress("Installing the peers, unless they are");
  const report = await withWorkshop((workshop) => suite({ ...options, workshop, progress }));
  out(render(report, options.json));
  return 0;
}
