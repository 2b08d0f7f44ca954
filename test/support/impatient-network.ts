import { type Network, systemNetwork } from "../../packages/toolchain/src/fetching/network/network.js";

/** A network whose waits before another try end at once; time limits never end. */
export interface ImpatientNetwork extends Network {
  /** The waits in milliseconds, in order. */
  readonly waited: readonly number[];
}

/** Waits are at most this long, time limits longer. In milliseconds. */
const LONGEST_WAIT = 60_000 - 1;

export function impatientNetwork(network: Network = systemNetwork): ImpatientNetwork {
  const waited: number[] = [];
  return {
    ...network,
    waited,
    after: (ms, callback) => {
      if (ms > LONGEST_WAIT) return network.after(ms, callback);
      waited.push(ms);
      queueMicrotask(callback);
      return () => {};
    },
  };
}
