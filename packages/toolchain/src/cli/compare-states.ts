import { driftProvider } from "../drift.js";
import { ToolchainError } from "../errors.js";
import type { Report } from "../drift/report.js";
import { packageVersion } from "../provider.js";
import type { ReadUpstream } from "../fetching/reading/readings.js";
import type { ProviderState } from "../read-state.js";
import { readText } from "../repository/files.js";
import { exists } from "../repository/gate/gate.js";

/** Inputs of a comparison beside the two states. */
export interface Comparison {
  readonly name: string;
  readonly root: string;
  /** An ISO 8601 date. */
  readonly today: string;
  /** Compares in another thread, which has a deep stack and a time limit. */
  readonly read: ReadUpstream;
  /** True if a state comes from an upstream, so that the comparison needs a time limit. */
  readonly isUpstream: boolean;
}

/**
 * Compares two states of a provider, which may be in one of them only; accepted findings and the package's version come
 * from the repository. If the stack of this thread is too small, the comparison is repeated in the other thread.
 */
export async function compareStates(
  before: ProviderState | undefined,
  after: ProviderState | undefined,
  { name, root, today, read, isUpstream }: Comparison,
): Promise<Report> {
  const manifest = await readText(root, `packages/${name}/package.json`);
  const options = {
    today,
    isVendored: exists(root, `specs/${name}/source.yaml`),
    accepted: await readText(root, `specs/${name}/accepted.yaml`),
    version: manifest === undefined ? undefined : packageVersion({ name, manifest }),
  };
  try {
    if (!isUpstream) return driftProvider(before, after, options);
  } catch (error) {
    if (!(error instanceof ToolchainError) || error.code !== "drift/too-deep") throw error;
  }
  return read("compare", before, after, options);
}
