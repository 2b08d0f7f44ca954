import { driftProvider } from "../drift.js";
import type { Report } from "../drift/report.js";
import { packageVersion } from "../provider.js";
import type { ProviderState } from "../read-state.js";
import { readText } from "../repository/files.js";

/** What comparing takes from the repository beside the two states. */
export interface Comparison {
  readonly name: string;
  readonly root: string;
  /** An ISO 8601 date. */
  readonly today: string;
}

/** Compares two states of a provider, by what people have accepted and the version that its package has. */
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
