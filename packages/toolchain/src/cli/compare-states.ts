import { driftProvider } from "../drift.js";
import type { Report } from "../drift/report.js";
import { packageVersion } from "../provider.js";
import type { ProviderState } from "../read-state.js";
import { readText } from "../repository/files.js";
import { exists } from "../repository/gate/gate.js";

/** Inputs of a comparison that come from the repository. */
export interface Comparison {
  readonly name: string;
  readonly root: string;
  /** An ISO 8601 date. */
  readonly today: string;
}

/**
 * Compares two states of a provider, which may be in one of them only; accepted findings and the package's version come
 * from the repository.
 *
 * @param compare Another thread's, where a state is an upstream's.
 */
export async function compareStates(
  before: ProviderState | undefined,
  after: ProviderState | undefined,
  { name, root, today }: Comparison,
  compare: (...args: Parameters<typeof driftProvider>) => Report | Promise<Report> = driftProvider,
): Promise<Report> {
  const manifest = await readText(root, `packages/${name}/package.json`);
  return compare(before, after, {
    today,
    isVendored: exists(root, `specs/${name}/source.yaml`),
    accepted: await readText(root, `specs/${name}/accepted.yaml`),
    version: manifest === undefined ? undefined : packageVersion({ name, manifest }),
  });
}
