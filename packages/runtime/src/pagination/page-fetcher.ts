import { SpecloomError } from "../errors/specloom-error.js";
import type { Requester } from "../request/requester.js";
import type { Reply } from "../request/reply.js";
import { follow } from "../time/signals.js";
import type { WalkOptions } from "./walk-options.js";
import type { PagingStrategy } from "./paging-strategy.js";
import { recordPosition, type Position } from "./position.js";

/** Sends the requests of one walk, one at a time, with one deadline. */
export interface PageFetcher<P> {
  /** Requests the page at `position`. `positionOf` knows the position of every `SpecloomError` that it throws. */
  readonly fetch: (position: Position) => Promise<Reply<P>>;
  /** Aborts the request in flight and prevents others. */
  readonly close: () => void;
}

export function pageFetcher<P>(client: Requester, strategy: PagingStrategy, options: WalkOptions): PageFetcher<P> {
  const { signal, deadlineMs } = options;
  const controller = new AbortController();
  let due: number | undefined;
  return {
    async fetch(position) {
      const now = client.clock.now();
      due ??= now + (deadlineMs ?? 0);
      const release = follow(signal, controller);
      const leftMs = deadlineMs && Math.max(0, due - now);
      const call = { ...options, signal: controller.signal, deadlineMs: leftMs, purpose: "page" } as const;
      try {
        const { operation, path, params } = strategy.request(position);
        return await client.request<P>(operation, path, params, call);
      } catch (error) {
        if (error instanceof SpecloomError) recordPosition(error, position);
        throw error;
      } finally {
        release?.();
      }
    },
    close: () => controller.abort(),
  };
}
