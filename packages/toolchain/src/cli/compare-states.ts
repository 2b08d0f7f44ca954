import { driftProvider } from "../drift.js";
import type { Report } from "../drift/report.js";
import { packageVersion } from "../provider.js";
import type { ProviderState } from "../read-state.js";
import { readText } from "../repository/files.js";

/** Inputs of a comparison that come from the repository. */
export interface Comparison {
  readonly name: string;
  readonly root: string;
  /** An ISO 8601 date. */
  readonly today: string;
}

/** Compares two states of a provider; accepted findings and the package's version come from the repository. */
export async function compareStates(
  before: ProviderState,
  after: ProviderState,
  { name, root, today }: Comparison,
): Promise<Report> {
  const manifest = await readText(root, `packages/${name}/package.json`);
  return driftProvider(before, after, {
    today,
    accepted: await readText(root, `specs/${name}/accepted.yaml`),
    version: manifest === undefined ? undefined : packageVersion({ name, manifest }),
  });
}
