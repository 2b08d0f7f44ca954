import { pageChanges } from "../support/page-changes.js";
import { providersRepository, publishPages } from "../support/published-pages.js";
import { specloom } from "../support/specloom.js";

/** The page that `drift --format html` prints where every provider, or those named, have changed something. */
export async function driftPage(providers: readonly string[] = []): Promise<string> {
  const { roe, julep, crosmos } = pageChanges;
  const repository = providersRepository();
  const pages = await publishPages({
    roe: [...roe.breaking, ...roe.review, ...roe["non-breaking"], ...roe.docs, ...roe.obsolete],
    julep: [...julep.breaking, ...julep.review],
    crosmos: [...crosmos.review, ...crosmos.docs],
  });
  const { out } = await specloom(repository.root, ["drift", ...providers, "--format", "html"], {
    network: pages.network,
    env: {},
  });
  await pages.close();
  repository.remove();
  return out;
}
