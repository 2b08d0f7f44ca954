import { startCrosmos } from "../support/stand-ins/crosmos.js";
import { startJulep } from "../support/stand-ins/julep.js";
import { startRoe } from "../support/stand-ins/roe.js";

/** The providers of this repository's clients, each with one job that has succeeded. */
export interface ProviderServers {
  /** Origins of this machine by those of the documents. */
  readonly origins: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

export async function startProviders(): Promise<ProviderServers> {
  const [roe, julep, crosmos] = await Promise.all([
    startRoe({ key: "roe-key" }),
    startJulep({ key: "julep-key" }),
    startCrosmos({ key: "crosmos-key" }),
  ]);
  roe.startJob({ script: [{ status: 3 }], output: "42" });
  julep.startJob({ script: [{ state: "succeeded" }] });
  crosmos.startJob({ script: [{ status: "completed" }], sourceIds: [7, 8] });
  return {
    origins: {
      "https://api.roe-ai.com": roe.url,
      "https://api.julep.ai": new URL(julep.url).origin,
      "https://api.crosmos.dev": crosmos.url,
    },
    close: async () => {
      await Promise.all([roe.close(), julep.close(), crosmos.close()]);
    },
  };
}
