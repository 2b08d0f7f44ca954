import { formatLocation } from "../location.js";
import { paint } from "../paint.js";
import { oneLine } from "../visible.js";
import { withoutCredentials } from "./add/typed-document.js";
import type { Terminal } from "./terminal.js";
import type { ProviderUpstream, UpstreamFile } from "../fetching/vendor/upstream.js";

/** One provider's files and their states, as text. */
export function summary({ name, files, notes }: ProviderUpstream, terminal: Pick<Terminal, "color">): string {
  const head = files.length === 0 ? `${name}: nothing to fetch, its files are local` : `${name}:`;
  return [
    head,
    ...files.map(
      (file) =>
        `  ${stateText(file, terminal)} ${file.file} (${file.lock.bytes} bytes from ${withoutCredentials(file.url)})`,
    ),
    ...notes.map(({ message, places: [place] }) => {
      return `  note: ${place === undefined ? "" : `${formatLocation(place)}: `}${oneLine(message)}`;
    }),
  ].join("\n");
}

function stateText({ state, sameText }: UpstreamFile, terminal: Pick<Terminal, "color">): string {
  if (state === "unchanged") return paint(terminal, "dim", state);
  return paint(terminal, "yellow", state === "changed" && sameText ? "changed (line ends only)" : state);
}

/** One provider's value in `--json`. */
export function plainUpstream({ name, files, notes }: ProviderUpstream): object {
  return {
    name,
    documents: files.map(({ file, state, lock }) => ({ file, state, ...lock })),
    notes: notes.map(({ code, message, places }) => ({ code, message, places })),
  };
}
