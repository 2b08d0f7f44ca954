import { Crosmos, type CrosmosOptions } from "@specloom/crosmos";
import { Julep, type JulepOptions } from "@specloom/julep";
import { Roe, type RoeOptions } from "@specloom/roe";
import { type FastClock, fastClock } from "../support/fast-clock.js";

// A process of its own, whose clients find their options in its environment. Its argument is a JSON list of calls; it
// prints, as JSON, what each ended with, "ok" or an error, and after how many seconds.

type Options = RoeOptions & JulepOptions & CrosmosOptions;

/** A request for the status of a job, with a client of its own. */
export interface EnvironmentCall {
  readonly provider: "roe" | "julep" | "crosmos";
  readonly id: string;
  readonly options?: Options;
}

const clients = {
  roe: (options: Options) => new Roe(options).agents.jobs,
  julep: (options: Options) => new Julep(options).jobs,
  crosmos: (options: Options) => new Crosmos(options).jobs,
};

async function ending(call: EnvironmentCall): Promise<string> {
  const clock = fastClock();
  const end = await outcome(call, clock);
  return `${end} after ${Math.floor(clock.now() / 1_000)} s`;
}

async function outcome({ provider, id, options }: EnvironmentCall, clock: FastClock): Promise<string> {
  try {
    await clients[provider]({ ...options, clock, fetch: clock.fetch }).getStatus(id);
    return "ok";
  } catch (error) {
    return String(error);
  }
}

const calls: readonly EnvironmentCall[] = JSON.parse(process.argv[2] ?? "[]");
process.stdout.write(JSON.stringify(await Promise.all(calls.map(ending))));
