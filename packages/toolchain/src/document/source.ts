import type { Location } from "../location.js";

/** Who a provider is and where its description comes from: `specs/<provider>/source.yaml`, validated. */
export interface Source {
  /** Path of source.yaml, as messages show it; files are named relative to its folder. */
  readonly path: string;
  /** Folder and API name, such as `roe`. */
  readonly name: string;
  /** npm package name, such as `@specloom/roe`. */
  readonly package: string;
  /** The API's name in prose, such as `Roe AI`. */
  readonly title: string;
  /** Name of the client class, such as `Roe`. */
  readonly client: string;
  /** Whether each file is a page with a fragment, or the one file is the whole document. */
  readonly document: "pages" | "whole";
  /** The file that a whole document begins in, where there are several. */
  readonly entry: string | undefined;
  /** Folder of the client, relative to the repository, where it is in no package of its own. */
  readonly output: string | undefined;
  /** Whether a defect of the document is an error. */
  readonly strict: boolean;
  readonly files: readonly SourceFile[];
  readonly conflicts: readonly Decision[];
  /** Hosts that fetching may reach beside those of the addresses themselves, with the port where it is not 443. */
  readonly hosts: readonly string[];
  readonly credentials: readonly CredentialSource[];
  /** The operations that the client has; all where there is no pattern. */
  readonly include: readonly Pattern[];
  /** The operations that it does not have. */
  readonly exclude: readonly Pattern[];
}

/** A pattern of operations: `tag:pets`, `/pets/**`, `GET`, `GET /pets/*` or an operationId. */
export interface Pattern {
  readonly pattern: string;
  readonly location: Location;
}

/** Where the credential for a host is kept, and how it is sent. */
export interface CredentialSource {
  /** The only host that gets it, with the port where it is not 443. */
  readonly host: string;
  /** Name of the environment variable. */
  readonly env: string;
  /** Header that carries it; `Authorization` carries it as a bearer token (RFC 6750). */
  readonly header: string;
  readonly location: Location;
}

/**
 * A published file. Where its own address is not known, `index` lists the addresses of all; a file with neither came by
 * hand.
 */
export interface SourceFile {
  /** Relative to the folder of source.yaml. */
  readonly file: string;
  /** The path by which the other files refer to a local file that has another name here. */
  readonly as: string | undefined;
  readonly url: string | undefined;
  readonly index: string | undefined;
  readonly location: Location;
}

/** What a person decided where pages disagree: one page is right, or two things of one name get two names. */
export type Decision = {
  /** JSON pointer to the part in question, the same in all pages. */
  readonly at: string;
  readonly why: string;
  readonly location: Location;
} & ({ readonly prefer: string } | { readonly rename: { readonly in: string; readonly to: string } });

/** Paths of the files that make up a source's document, in the order in which they are merged. */
export function documentPaths(source: Source): string[] {
  return source.files.map(({ file }) => pathIn(source, file));
}

/** The path of a file that source.yaml names. */
export function pathIn(source: Source, file: string): string {
  return `${source.path.slice(0, source.path.lastIndexOf("/") + 1)}${file}`;
}
