/** The callbacks that wait for one signal, behind the one listener it carries. */
interface Watch {
  readonly callbacks: Set<() => void>;
  readonly listener: () => void;
}

const watches = new WeakMap<AbortSignal, Watch>();

/**
 * Calls `callback` once when `signal` aborts, until the returned function is called. However many callbacks wait for
 * one signal, it carries one listener, so thousands of waiters raise no warning; with the last of them the listener
 * goes too. A signal that is already aborted calls nothing: check `signal.aborted` first.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const { callbacks } = watches.get(signal) ?? watch(signal);
  // A function of its own for each registration: one callback may be registered twice.
  const entry = () => callback();
  callbacks.add(entry);
  return () => {
    if (callbacks.delete(entry) && callbacks.size === 0) unwatch(signal);
  };
}

function watch(signal: AbortSignal): Watch {
  const callbacks = new Set<() => void>();
  const listener = () => {
    unwatch(signal);
    for (const callback of callbacks) callback();
    callbacks.clear();
  };
  const made = { callbacks, listener };
  watches.set(signal, made);
  signal.addEventListener("abort", listener);
  return made;
}

function unwatch(signal: AbortSignal): void {
  const known = watches.get(signal);
  if (known === undefined) return;
  watches.delete(signal);
  signal.removeEventListener("abort", known.listener);
}
