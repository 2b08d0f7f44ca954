import { readFile, stat } from "node:fs/promises";
import { basename, relative, resolve } from "node:path";
import { isAddress } from "../document/file-name.js";
import { decodeText } from "../document/text.js";
import { ToolchainError } from "../errors.js";
import { createAccess } from "../fetching/vendor/access.js";
import type { UpstreamOptions } from "../fetching/upstream-states.js";
import type { SourceText } from "../openapi/document.js";
import type { ProviderState } from "../read-state.js";
import { slashed } from "../repository/gate/paths.js";
import { withRevisionFiles } from "../repository/states/revision.js";
import { createLoad, filePathOf, formOf, urlOf } from "./add/load.js";
import { withoutCredentials } from "./add/typed-document.js";
import { collectDocuments, type Load, mayReferOutside } from "./add/published.js";
import type { CommandContext } from "./context.js";
import { stdin } from "./stdin.js";

/** What a single document stands for: the provider's name, and what fetching it needs. */
export interface DocumentOptions extends Pick<CommandContext, "root" | "cwd" | "env" | "network"> {
  readonly name: string;
  readonly fetching: UpstreamOptions;
}

/**
 * The state of a single document with the files beside it that it refers to: a file, an address, a file of a revision
 * (`revision:path`), or standard input (`-`). Undefined where the text names none of these.
 *
 * @throws {ToolchainError} A `network/` code; what reading the files throws.
 */
export async function documentState(typed: string, options: DocumentOptions): Promise<ProviderState | undefined> {
  const { root, cwd, env, network, fetching, name } = options;
  if (typed === "-") return stateOf(typed, name, [decodeText("stdin", await stdin())]);
  const access = createAccess({ hosts: [], credentials: [] }, { ...fetching, env, network });
  if (isAddress(typed))
    return stateOf(withoutCredentials(typed), name, await textsFrom(urlOf(typed, cwd), createLoad(access), ""));
  const path = resolve(cwd, typed);
  const label = slashed(typed);
  const folder = label.slice(0, label.length - basename(typed).length);
  if ((await stat(path).catch(() => undefined))?.isFile() === true) {
    const text = decodeText(label, await readFile(path));
    const texts = mayReferOutside(text.text) ? await textsFrom(urlOf(typed, cwd), createLoad(access), folder) : [];
    return stateOf(label, name, [text, ...texts.slice(1)]);
  }
  const [, revision, file] = /^([^:]+):(.+)$/su.exec(typed) ?? [];
  if (revision === undefined || file === undefined) return undefined;
  return withRevisionFiles(root, { revision, state: typed }, async (read) => {
    if ((await read(file)) === undefined)
      throw new ToolchainError("drift/state", `Expected a file of the revision, found none at '${typed}'`);
    const load: Load = async (url) => {
      const named = filePathOf(url);
      const found = named === undefined ? undefined : await read(slashed(relative(root, named)));
      return (
        found && { bytes: Buffer.from(found.text), form: formOf(url.pathname), mediaType: undefined, etag: undefined }
      );
    };
    return stateOf(typed, name, await textsFrom(urlOf(`./${file}`, root), load, folder));
  });
}

/** The texts of a document and of the files below its folder that it refers to; the document first. */
async function textsFrom(url: URL, load: Load, folder: string): Promise<SourceText[]> {
  const { files } = await collectDocuments([url], load);
  return files.map(({ file, as = file, text }) => ({ path: `${folder}${as}`, text }));
}

/** A state without an overlay and without names from a contract. */
function stateOf(label: string, name: string, texts: readonly SourceText[]): ProviderState {
  const [{ path } = { path: label }, ...others] = texts;
  const folder = path.slice(0, path.length - basename(path).length);
  const entry = basename(path);
  const source = {
    name,
    package: name,
    title: entry,
    document: "whole",
    ...(others.length > 0 ? { entry } : {}),
    files: Object.fromEntries(texts.map((text) => [text.path.slice(folder.length), "https://localhost/"])),
  };
  const text = `${JSON.stringify(source)}\n`;
  return {
    label,
    source: { path: `${folder}source.yaml`, text },
    overlay: undefined,
    documents: texts,
    contract: undefined,
  };
}
