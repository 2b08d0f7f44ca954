import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Loopback, loopback } from "../support/loopback.js";
import { packages, readManifest } from "./repository.js";

/**
 * An npm registry on this machine that has the packed packages and nothing else, as if they were published: metadata by
 * name, and tarballs.
 *
 * @param packed Folder of the tarballs, and of what is in them.
 */
export async function registryOf(packed: string): Promise<Loopback> {
  const registry = await loopback(({ url = "" }, response) => {
    const [, name = ""] = /^\/(?:@specloom(?:\/|%2f))?([a-z]+)(?:\.tgz)?$/iu.exec(url) ?? [];
    if (!packages.includes(name)) response.writeHead(404).end("{}");
    else if (url.endsWith(".tgz")) response.end(readFileSync(join(packed, `specloom-${name}.tgz`)));
    else
      response.setHeader("content-type", "application/json").end(JSON.stringify(metadata(packed, name, registry.url)));
  });
  return registry;
}

/** What a registry tells of a package that has one version. */
function metadata(packed: string, name: string, origin: string): object {
  const manifest = readManifest(join(packed, name));
  const bytes = readFileSync(join(packed, `specloom-${name}.tgz`));
  const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  const dist = { tarball: `${origin}/${name}.tgz`, integrity };
  const { version } = manifest;
  return { name: manifest.name, "dist-tags": { latest: version }, versions: { [version]: { ...manifest, dist } } };
}
