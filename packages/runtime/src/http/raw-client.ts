import type { Client as OpenApiFetch } from "openapi-fetch";
import createClient from "openapi-fetch";
import { expandTemplate } from "../request/path-template.js";

/** The client of openapi-fetch, typed by the paths of the document. */
export type RawClient<Paths extends {}> = OpenApiFetch<Paths>;

/** Options of the raw client. */
export interface RawOptions {
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string | null>>;
  readonly fetch: (request: Request) => Promise<Response>;
}

/**
 * Creates an openapi-fetch client on the client's own transport. It uses platform Requests, so that openapi-fetch
 * middlewares work. Path values are checked and encoded as in generated methods; openapi-fetch writes query and bodies.
 */
export function createRaw<Paths extends {}>(options: RawOptions): RawClient<Paths> {
  return createClient<Paths>({ ...options, pathSerializer: expandTemplate });
}
