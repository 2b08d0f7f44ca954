import type { Client as OpenApiFetch } from "openapi-fetch";
import createClient from "openapi-fetch";
import { expandTemplate } from "../request/path-template.js";

/** openapi-fetch's own client, typed by the document's paths. */
export type RawClient<Paths extends {}> = OpenApiFetch<Paths>;

/** Options of the raw client. */
export interface RawOptions {
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string | null>>;
  readonly fetch: (request: Request) => Promise<Response>;
}

/**
 * openapi-fetch as it is, with platform Requests so that its middlewares work, on the client's own transport. Path
 * values are encoded and refused as everywhere; query and bodies are openapi-fetch's.
 */
export function createRaw<Paths extends {}>(options: RawOptions): RawClient<Paths> {
  return createClient<Paths>({ ...options, pathSerializer: expandTemplate });
}
