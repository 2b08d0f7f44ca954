import { ConfigurationError } from "../errors/configuration-error.js";

/** Where an API is: a URL, or a template with the defaults of its variables (an OpenAPI Server Object). */
export type Server = string | { readonly url: string; readonly variables: Readonly<Record<string, string>> };

/** The choice that a document with several servers, or servers with variables, leaves to the caller. */
export interface ServerOptions {
  /** One of the document's servers, as it is written there; the first by default. */
  readonly server?: string | undefined;
  /** Values of the servers' variables, where the defaults do not do. */
  readonly serverVariables?: Readonly<Record<string, string | undefined>> | undefined;
}

/** Gives the URL of one of `servers`; `all` are those of the API, from which `server` chooses. */
export type ServerChooser = (
  servers: readonly Server[],
  options: ServerOptions,
  all: readonly Server[],
) => string | undefined;

/**
 * The chosen server's URL, else that of the first; undefined where there is none. Throws ConfigurationError where a
 * server is chosen that the API does not have.
 */
export const chooseServer: ServerChooser = (servers, { server, serverVariables = {} }, all) => {
  if (server !== undefined && !all.some((candidate) => templateOf(candidate) === server)) {
    throw new ConfigurationError(`server is one of: ${all.map(templateOf).join(", ") || "none"}`);
  }
  const chosen = servers.find((candidate) => templateOf(candidate) === server) ?? servers[0];
  if (chosen === undefined || typeof chosen === "string") return chosen;
  return chosen.url.replace(
    /\{([^{}]*)\}/g,
    (_, name: string) => serverVariables[name] ?? chosen.variables[name] ?? "",
  );
};

/** The URL of the first of servers without variables. */
export const firstServer: ServerChooser = ([first]) => (typeof first === "string" ? first : undefined);

function templateOf(server: Server): string {
  return typeof server === "string" ? server : server.url;
}
