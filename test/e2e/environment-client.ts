import { Crosmos, type CrosmosOptions } from "@specloom/crosmos";
import { Julep, type JulepOptions } from "@specloom/julep";
import { Roe, type RoeOptions } from "@specloom/roe";

// A process of its own, whose clients find their options in its environment. Its argument is a JSON list of calls; it
// prints, as JSON, what each ended with: "ok" or an error.

/** A request for a job's status, by a client made for it. */
export interface EnvironmentCall {
  readonly provider: "roe" | "julep" | "crosmos";
  readonly id: string;
  readonly options?: RoeOptions & JulepOptions & CrosmosOptions;
}

const clients = {
  roe: (options: RoeOptions | undefined) => new Roe(options).agents.jobs,
  julep: (options: JulepOptions | undefined) => new Julep(options).jobs,
  crosmos: (options: CrosmosOptions | undefined) => new Crosmos(options).jobs,
};

async function ending({ provider, id, options }: EnvironmentCall): Promise<string> {
  try {
    await clients[provider](options).getStatus(id);
    return "ok";
  } catch (error) {
    return String(error);
  }
}

const calls: readonly EnvironmentCall[] = JSON.parse(process.argv[2] ?? "[]");
process.stdout.write(JSON.stringify(await Promise.all(calls.map(ending))));
