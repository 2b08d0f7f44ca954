import { generate } from "specloom";
import { read } from "./pages.js";

const FOLDER = "packages/studio/src/";

/**
 * The client that the pages' examples import as `./api/index.js`: its files, by path below `api`.
 *
 * @param overlay The text of an overlay, where one is applied.
 */
export async function studioClient(overlay?: string): Promise<ReadonlyMap<string, string>> {
  const source = {
    name: "studio",
    package: "studio-client",
    title: "Studio",
    client: "Studio",
    document: "whole",
    files: { "openapi.yaml": { local: true } },
  };
  const { files } = await generate({
    name: "studio",
    source: { path: "specs/studio/source.yaml", text: JSON.stringify(source) },
    overlay: overlay === undefined ? undefined : { path: "specs/studio/overlay.yaml", text: overlay },
    documents: [{ path: "specs/studio/openapi.yaml", text: read("packages/site/sample/openapi.yaml") }],
    contract: undefined,
    manifest: { path: "packages/studio/package.json", text: `{"name":"studio-client","version":"1.0.0"}` },
    custom: [],
    readme: undefined,
    lock: undefined,
  });
  const code = [...files].filter(([path]) => path.startsWith(FOLDER) && path.endsWith(".ts"));
  return new Map(code.map(([path, text]) => [path.slice(FOLDER.length), text]));
}
