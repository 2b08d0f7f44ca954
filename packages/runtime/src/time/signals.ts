/** Throws the reason of an aborted signal. Some app engines do not have `AbortSignal.throwIfAborted`. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw signal.reason;
}

/** A listener for the abort of a signal. An object can be its own listener, which saves an allocation. */
export interface AbortListener {
  /** Called once when the signal aborts. */
  abort(): void;
}

/** The listeners of a signal, and the one platform listener that they share. */
const shared = new WeakMap<AbortSignal, { readonly listeners: Set<AbortListener>; readonly dispatch: () => void }>();

/**
 * Calls `listener.abort()` once when `signal` aborts, unless `unlisten` comes first. All listeners of a signal share
 * one platform listener, so thousands of them raise no warning. It is removed with the last of them. If the signal is
 * already aborted, nothing is called: check `signal.aborted` first.
 */
export function listen(signal: AbortSignal, listener: AbortListener): void {
  const known = shared.get(signal);
  if (known !== undefined) return void known.listeners.add(listener);
  const listeners = new Set([listener]);
  const dispatch = () => {
    for (const each of listeners) {
      unlisten(signal, each);
      each.abort();
    }
  };
  shared.set(signal, { listeners, dispatch });
  signal.addEventListener("abort", dispatch);
}

/** Undoes `listen`. A second call, or a call after the abort, does nothing. */
export function unlisten(signal: AbortSignal, listener: AbortListener): void {
  const { listeners, dispatch } = shared.get(signal) ?? {};
  if (dispatch === undefined || listeners?.delete(listener) !== true || listeners.size > 0) return;
  shared.delete(signal);
  signal.removeEventListener("abort", dispatch);
}

/** Calls `abort` once when `signal` aborts, unless the returned function is called first. Otherwise like `listen`. */
export function onAbort(signal: AbortSignal, abort: () => void): () => void {
  const listener = { abort };
  listen(signal, listener);
  return () => unlisten(signal, listener);
}

/** Lets a controller abort with a signal too. The returned function ends that. */
export function follow(signal: AbortSignal | undefined, controller: AbortController): (() => void) | undefined {
  if (signal?.aborted === true) controller.abort(signal.reason);
  return signal && onAbort(signal, () => controller.abort(signal.reason));
}

/** A signal that aborts with the first of two. Some app engines lack `AbortSignal.any`. */
export function eitherSignal(one: AbortSignal | undefined, other: AbortSignal): AbortSignal {
  if (!one) return other;
  if (typeof AbortSignal.any === "function") return AbortSignal.any([one, other]);
  const either = new AbortController();
  follow(one, either);
  follow(other, either);
  return either.signal;
}
