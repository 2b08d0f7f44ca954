import type { Loop, Turn } from "./loop.js";
import { endAll, receive, type Answer } from "./receive.js";
import { identityAfter, moveTo } from "./share.js";
import { requestResult, requestStatus, type Asking } from "./status-requests.js";
import { arm, type Wait } from "./wait.js";

/**
 * Sends the request of a turn, for the wait that is due, and applies the answers: everything that is called here runs in
 * the asynchronous context of its caller. Never rejects: whatever is thrown ends the waits that it concerns.
 */
export async function poll(wait: Wait, turn: Turn): Promise<void> {
  try {
    // A wait that has left meanwhile asks for nobody: the next one that is due does.
    if (wait.index >= 0 && wait.loop?.turn === turn) await askAndReceive(wait, wait.loop, turn);
  } catch (error) {
    for (const loop of turn.loops) if (loop.turn === turn) endAll(loop, error);
  } finally {
    for (const loop of turn.loops) {
      if (loop.turn !== turn) continue;
      loop.turn = undefined;
      for (const other of loop.waits) arm(other);
    }
    turn.done();
  }
}

async function askAndReceive(wait: Wait, first: Loop, turn: Turn): Promise<void> {
  const loops = turn.loops.filter((loop) => loop.turn === turn);
  let { identity } = first;
  const onCredentials = (sent: string) => {
    identity = identityAfter(first, sent);
  };
  const answers = await ask(loops, {
    signal: turn.controller.signal,
    onCredentials: identity === undefined ? undefined : onCredentials,
  });
  if (identity === first.identity || identity === undefined) {
    for (const [index, loop] of loops.entries()) {
      if (loop.turn === turn) receive(loop, answers[index], loops.length > 1);
    }
  } else if (wait.index >= 0) {
    // The caller's credentials have changed. Others learn only what their own show.
    const own = moveTo(wait, identity);
    if (own !== undefined) receive(own, answers[0], false);
  }
}

async function ask(loops: readonly Loop[], asking: Asking): Promise<readonly Answer[]> {
  const [loop] = loops;
  if (loop === undefined) return [];
  if (loops.length > 1 && loop.spec.batch !== undefined) return loop.spec.batch.ask(loops, asking);
  return [
    await (loop.state.phase === "result" ? requestResult(loop, loop.state, asking) : requestStatus(loop, asking)),
  ];
}
