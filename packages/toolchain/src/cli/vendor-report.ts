import { formatLocation } from "../location.js";
import { paint } from "../paint.js";
import type { Terminal } from "./terminal.js";
import type { ProviderUpstream, UpstreamFile } from "../fetching/vendor/upstream.js";

/** One provider's files and what became of each, for people. */
export function summary({ name, files, notes }: ProviderUpstream, terminal: Pick<Terminal, "color">): string {
  const head = files.length === 0 ? `${name}: nothing to fetch, its files came by hand` : `${name}:`;
  return [
    head,
    ...files.map((file) => `  ${state(file, terminal)} ${file.file} (${file.lock.bytes} bytes from ${file.url})`),
    ...notes.map(({ message, places: [place] }) => {
      return `  note: ${place === undefined ? "" : `${formatLocation(place)}: `}${message}`;
    }),
  ].join("\n");
}

function state({ state: what, sameText }: UpstreamFile, terminal: Pick<Terminal, "color">): string {
  if (what === "unchanged") return paint(terminal, "dim", what);
  return paint(terminal, "yellow", what === "changed" && sameText ? "changed (line ends only)" : what);
}

/** One provider of `--json`. */
export function plainUpstream({ name, files, notes }: ProviderUpstream): object {
  return {
    name,
    documents: files.map(({ file, state: what, lock }) => ({ file, state: what, ...lock })),
    notes: notes.map(({ code, message, places }) => ({ code, message, places })),
  };
}
