/** The globals that tell where a program runs. None of them is certain to exist. */
interface Scope {
  readonly Deno?: { readonly version: { readonly deno: string } };
  readonly Bun?: { readonly version: string };
  readonly process?: {
    readonly versions: { readonly node: string };
    getActiveResourcesInfo?(): string[];
    on?(event: "unhandledRejection", listener: (reason: unknown) => void): void;
  };
  readonly navigator?: { readonly userAgent: string };
  readonly document?: unknown;
  readonly addEventListener?: (type: string, listener: (event: PromiseRejectionEvent) => void) => void;
}

const scope: Scope = globalThis;

/** Where the program runs, with its version, such as `node 20.20.2` or `chromium 156 worker`. */
export function whereAmI(): string {
  if (scope.Deno) return `deno ${scope.Deno.version.deno}`;
  if (scope.Bun) return `bun ${scope.Bun.version}`;
  if (scope.process) return `node ${scope.process.versions.node}`;
  const major = /Chrome\/(\d+)/.exec(scope.navigator?.userAgent ?? "")?.[1] ?? "?";
  return `chromium ${major}${scope.document === undefined ? " worker" : ""}`;
}

/** True in pages and in their workers. */
export const isBrowser: boolean = scope.process === undefined && scope.Deno === undefined;

/** What keeps the process alive, as far as the platform tells; undefined where it tells nothing. */
export function activeResources(): readonly string[] | undefined {
  return scope.process?.getActiveResourcesInfo?.();
}

/** Calls `listener` with the reason of every rejection that nobody handles, which then ends nothing. */
export function onUnhandledRejection(listener: (reason: unknown) => void): void {
  scope.process?.on?.("unhandledRejection", listener);
  scope.addEventListener?.("unhandledrejection", (event) => {
    event.preventDefault();
    listener(event.reason);
  });
}
