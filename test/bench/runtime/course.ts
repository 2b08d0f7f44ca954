/** How calls are measured. */
export interface Course {
  readonly title: string;
  /** Where requests go; undefined where fetch is stubbed. */
  readonly url: string | undefined;
  readonly rounds: number;
  /** Calls of each contender in a round. */
  readonly calls: number;
  /** Calls at a time. */
  readonly lanes: number;
}

/** Those that are compared, fetch first. */
export const CONTENDERS = [
  "fetch",
  "fetch, with a limit",
  "specloom",
  "openapi-fetch",
  "ky",
  "@julep/sdk",
  "openai",
] as const;
