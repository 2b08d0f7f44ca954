import { Crosmos, type CrosmosOptions } from "@specloom/crosmos";
import { Julep, type JulepOptions } from "@specloom/julep";
import { Roe, type RoeOptions } from "@specloom/roe";
import { onTestFinished } from "vitest";
import { type FastClock, fastClock } from "../support/fast-clock.js";
import type { Received } from "../support/stand-ins/answer.js";
import { startCrosmos, type CrosmosOptions as CrosmosServer, type CrosmosStart } from "../support/stand-ins/crosmos.js";
import { startJulep, type JulepStart } from "../support/stand-ins/julep.js";
import {
  ROE_ORGANIZATION_ID,
  startRoe,
  type RoeOptions as RoeServer,
  type RoeStart,
} from "../support/stand-ins/roe.js";
import { uuid, type StandIn, type StandInOptions } from "../support/stand-ins/stand-in.js";

/** An id that no stand-in knows. */
export const UNKNOWN_ID = uuid(99, 0xff);

/** A client and its stand-in, until the test ends. */
export interface Pair<Client, Start> {
  readonly client: Client;
  readonly server: StandIn<Start>;
  readonly clock: FastClock;
}

function base<Start>(server: StandIn<Start>, clock: FastClock) {
  onTestFinished(server.close);
  return { apiKey: server.key, baseUrl: server.url, timeoutMs: 3_600_000, clock, fetch: clock.fetch };
}

export async function openRoe(options: RoeOptions = {}, setting: RoeServer = {}): Promise<Pair<Roe, RoeStart>> {
  const clock = fastClock();
  const server = await startRoe({ now: () => clock.date(), ...setting });
  const client = new Roe({ ...base(server, clock), organizationId: ROE_ORGANIZATION_ID, ...options });
  return { client, server, clock };
}

export async function openJulep(
  options: JulepOptions = {},
  setting: StandInOptions = {},
): Promise<Pair<Julep, JulepStart>> {
  const clock = fastClock();
  const server = await startJulep({ now: () => clock.date(), ...setting });
  return { client: new Julep({ ...base(server, clock), ...options }), server, clock };
}

export async function openCrosmos(
  options: CrosmosOptions = {},
  setting: CrosmosServer = {},
): Promise<Pair<Crosmos, CrosmosStart>> {
  const clock = fastClock();
  const server = await startCrosmos({ now: () => clock.date(), ...setting });
  return { client: new Crosmos({ ...base(server, clock), ...options }), server, clock };
}

/** The request lines that a stand-in received. */
export function asked({ requests }: { readonly requests: readonly Received[] }): string[] {
  return requests.map(({ method, url }) => `${method} ${url}`);
}
