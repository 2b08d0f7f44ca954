/** The differences between platforms. */
export interface Platform {
  /** True if fetch hides redirects and does not allow code to set `Cookie` and `User-Agent`. */
  readonly browser: boolean;
  /** The URL against which a page resolves relative URLs; undefined outside of browsers. */
  readonly page?: string | undefined;
  /** An environment variable; undefined if it is unset or empty, or if the platform has none or denies access. */
  variable(name: string): string | undefined;
}

/** The globals that identify a platform. Each may be missing. */
interface Scope {
  readonly process?: {
    readonly versions?: { readonly node?: string };
    readonly env?: Readonly<Record<string, string | undefined>>;
  };
  readonly Deno?: { readonly env: { get(name: string): string | undefined } };
  readonly navigator?: { readonly userAgent?: string };
  readonly document?: { readonly baseURI?: string };
  readonly location?: { readonly href: string };
  readonly WorkerGlobalScope?: unknown;
}

/**
 * The platform of the given globals. They are read at each access, because a bundler or a test may define them later.
 */
export function platformOf(scope: Scope): Platform {
  return {
    get browser() {
      const server =
        scope.process?.versions?.node !== undefined ||
        scope.Deno !== undefined ||
        scope.navigator?.userAgent === "Cloudflare-Workers";
      return !server && (scope.document ?? scope.WorkerGlobalScope) !== undefined;
    },
    get page() {
      return this.browser ? (scope.document?.baseURI ?? scope.location?.href) : undefined;
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
