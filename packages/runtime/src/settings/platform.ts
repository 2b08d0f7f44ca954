/** What differs between the places this code runs in. */
export interface Platform {
  /** True where fetch hides redirects and forbids code to set `Cookie` and `User-Agent`. */
  readonly browser: boolean;
  /** An environment variable; undefined where it is unset, empty, or the platform has none or forbids reading it. */
  variable(name: string): string | undefined;
}

/** The globals that tell platforms apart. None of them is certain to exist. */
interface Scope {
  readonly process?: {
    readonly versions?: { readonly node?: string };
    readonly env?: Readonly<Record<string, string | undefined>>;
  };
  readonly Deno?: { readonly env: { get(name: string): string | undefined } };
  readonly navigator?: { readonly userAgent?: string };
  readonly document?: unknown;
  readonly WorkerGlobalScope?: unknown;
}

/** The platform of the given globals; read at each look, because a bundler or a test may define them late. */
export function platformOf(scope: Scope): Platform {
  return {
    get browser() {
      const server =
        scope.process?.versions?.node !== undefined ||
        scope.Deno !== undefined ||
        scope.navigator?.userAgent === "Cloudflare-Workers";
      return !server && (scope.document ?? scope.WorkerGlobalScope) !== undefined;
    },
    variable(name) {
      try {
        return (scope.process?.env?.[name] ?? scope.Deno?.env.get(name))?.trim() || undefined;
      } catch {
        // Deno without permission to read the environment.
        return undefined;
      }
    },
  };
}

export const platform: Platform = platformOf(globalThis);
