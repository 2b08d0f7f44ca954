import { ConfigurationError } from "../errors/configuration-error.js";

/** The URL of an API, or a template with the defaults of its variables (an OpenAPI Server Object). */
export type Server = string | { readonly url: string; readonly variables: Readonly<Record<string, string>> };

/** The options for a document with several servers, or with server variables. */
export interface ServerOptions {
  /** One of the servers in the document, spelled as there; the first by default. */
  readonly server?: string | undefined;
  /** Values of server variables that replace the defaults. */
  readonly serverVariables?: Readonly<Record<string, string | undefined>> | undefined;
}

/** Returns the URL of one of `servers`. `all` are the servers of the API, of which `server` must be one. */
export type ServerChooser = (
  servers: readonly Server[],
  options: ServerOptions,
  all: readonly Server[],
) => string | undefined;

/**
 * The URL of the chosen server, else of the first; undefined if there is none. Throws ConfigurationError for a server
 * that the API does not have.
 */
export const chooseServer: ServerChooser = (servers, { server, serverVariables = {} }, all) => {
  if (server !== undefined && !all.some((candidate) => templateOf(candidate) === server)) {
    throw new ConfigurationError(`server must be one of: ${all.map(templateOf).join(", ") || "none"}`);
  }
  const chosen = servers.find((candidate) => templateOf(candidate) === server) ?? servers[0];
  if (chosen === undefined || typeof chosen === "string") return chosen;
  return chosen.url.replace(
    /\{([^{}]*)\}/g,
    (_, name: string) => serverVariables[name] ?? chosen.variables[name] ?? "",
  );
};

/** The URL of the first server, if it has no variables. */
export const firstServer: ServerChooser = ([first]) => (typeof first === "string" ? first : undefined);

function templateOf(server: Server): string {
  return typeof server === "string" ? server : server.url;
}
