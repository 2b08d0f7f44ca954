import { type CrosmosStart, startCrosmos } from "./crosmos.js";
import { type JulepStart, startJulep } from "./julep.js";
import { type RoeStart, startRoe } from "./roe.js";
import type { StandIn, StandInOptions } from "./stand-in.js";

/** All three providers, each on a port of its own. */
export interface StandIns {
  readonly roe: StandIn<RoeStart>;
  readonly julep: StandIn<JulepStart>;
  readonly crosmos: StandIn<CrosmosStart>;
  readonly close: () => Promise<void>;
}

export async function startStandIns(options: StandInOptions = {}): Promise<StandIns> {
  const [roe, julep, crosmos] = await Promise.all([startRoe(options), startJulep(options), startCrosmos(options)]);
  return {
    roe,
    julep,
    crosmos,
    close: async () => {
      await Promise.all([roe.close(), julep.close(), crosmos.close()]);
    },
  };
}
