/** Something that waits for a signal. An object that has other work too can be its own listener and costs no other. */
export interface AbortListener {
  /** Called once, when the signal aborts. */
  abort(): void;
}

/** All that wait for one signal, behind the one listener it carries. */
interface SharedListener {
  readonly listeners: Set<AbortListener>;
  readonly dispatch: () => void;
}

const sharedListeners = new WeakMap<AbortSignal, SharedListener>();

/**
 * Calls `listener.abort()` once when `signal` aborts, unless `unlisten` comes first. However many wait for one signal,
 * it carries one listener, so thousands of waiters raise no warning; with the last of them the listener goes too. A
 * signal that is already aborted calls nothing: check `signal.aborted` first.
 */
export function listen(signal: AbortSignal, listener: AbortListener): void {
  const { listeners } = sharedListeners.get(signal) ?? addSharedListener(signal);
  listeners.add(listener);
}

/** Takes back `listen`. Doing so twice, or after the abort, does nothing. */
export function unlisten(signal: AbortSignal, listener: AbortListener): void {
  const listeners = sharedListeners.get(signal)?.listeners;
  if (listeners?.delete(listener) === true && listeners.size === 0) removeSharedListener(signal);
}

/** Calls `callback` once when `signal` aborts, until the returned function is called; else as `listen`. */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const listener = { abort: () => callback() };
  listen(signal, listener);
  return () => unlisten(signal, listener);
}

function addSharedListener(signal: AbortSignal): SharedListener {
  const listeners = new Set<AbortListener>();
  const dispatch = () => {
    removeSharedListener(signal);
    for (const listener of listeners) listener.abort();
    listeners.clear();
  };
  const made = { listeners, dispatch };
  sharedListeners.set(signal, made);
  signal.addEventListener("abort", dispatch);
  return made;
}

function removeSharedListener(signal: AbortSignal): void {
  const known = sharedListeners.get(signal);
  if (known === undefined) return;
  sharedListeners.delete(signal);
  signal.removeEventListener("abort", known.dispatch);
}
