/** A listener for the abort of a signal. An object can be its own listener, which saves an allocation. */
export interface AbortListener {
  /** Called once when the signal aborts. */
  abort(): void;
}

/** The one platform listener of a signal, and the listeners that share it. */
interface SharedListener {
  readonly listeners: Set<AbortListener>;
  readonly dispatch: () => void;
}

const sharedListeners = new WeakMap<AbortSignal, SharedListener>();

/**
 * Calls `listener.abort()` once when `signal` aborts, unless `unlisten` comes first. All listeners of a signal share
 * one platform listener, so thousands of them raise no warning. It is removed with the last of them. If the signal is
 * already aborted, nothing is called: check `signal.aborted` first.
 */
export function listen(signal: AbortSignal, listener: AbortListener): void {
  const { listeners } = sharedListeners.get(signal) ?? addSharedListener(signal);
  listeners.add(listener);
}

/** Undoes `listen`. A second call, or a call after the abort, does nothing. */
export function unlisten(signal: AbortSignal, listener: AbortListener): void {
  const listeners = sharedListeners.get(signal)?.listeners;
  if (listeners?.delete(listener) === true && listeners.size === 0) removeSharedListener(signal);
}

/**
 * Calls `callback` once when `signal` aborts, unless the returned function is called first. Otherwise like `listen`.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const listener = { abort: () => callback() };
  listen(signal, listener);
  return () => unlisten(signal, listener);
}

/** A signal that aborts with the first of two. Some app engines lack `AbortSignal.any`. */
export function eitherSignal(one: AbortSignal, other: AbortSignal): AbortSignal {
  if (typeof AbortSignal.any === "function") return AbortSignal.any([one, other]);
  const either = new AbortController();
  for (const signal of [one, other]) {
    if (signal.aborted) either.abort(signal.reason);
    else onAbort(signal, () => either.abort(signal.reason));
  }
  return either.signal;
}

/** Lets a controller abort with a signal too. The returned function ends that. */
export function follow(signal: AbortSignal | undefined, controller: AbortController): (() => void) | undefined {
  if (signal?.aborted === true) controller.abort(signal.reason);
  return signal && onAbort(signal, () => controller.abort(signal.reason));
}

function addSharedListener(signal: AbortSignal): SharedListener {
  const listeners = new Set<AbortListener>();
  const dispatch = () => {
    removeSharedListener(signal);
    for (const listener of listeners) listener.abort();
    listeners.clear();
  };
  const shared = { listeners, dispatch };
  sharedListeners.set(signal, shared);
  signal.addEventListener("abort", dispatch);
  return shared;
}

function removeSharedListener(signal: AbortSignal): void {
  const shared = sharedListeners.get(signal);
  if (shared === undefined) return;
  sharedListeners.delete(signal);
  signal.removeEventListener("abort", shared.dispatch);
}
