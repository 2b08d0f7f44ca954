import type { Turn } from "./loop.js";
import type { TicketRules } from "./scheduler.js";
import { arm, tell, type Wait } from "./wait.js";

/** How waits take turns: each one that is due is in the queue, and the first one asks for all that share its loop. */
export const TURNS: TicketRules<Wait> = {
  groupOf: ({ options }) => options.group,
  batchOf: ({ loop }) => (loop?.state.phase === "status" ? loop.batch : undefined),
  openAt: ({ loop }, now) => loop?.polling.pauses.claim(loop.polling.origin, now) ?? now,
  postpone(wait, openAt) {
    wait.isQueued = false;
    wait.wish = openAt;
    arm(wait);
  },
  take(wait) {
    for (const sibling of wait.loop?.waits ?? []) {
      sibling.hasAsked = true;
      if (sibling.isQueued && sibling !== wait) sibling.loop?.polling.scheduler.cancel(sibling);
      sibling.isQueued = false;
    }
  },
  start([first, ...others]) {
    const loops = [first, ...others].flatMap(({ loop }) => loop ?? []);
    return new Promise((done) => {
      const turn: Turn = { loops, users: loops.length, controller: new AbortController(), done };
      for (const loop of loops) loop.turn = turn;
      tell(first, { kind: "turn", turn });
    });
  },
};
