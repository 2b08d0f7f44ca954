import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runOrThrow } from "../support/command.js";
import { type Loopback, loopback } from "../support/loopback.js";
import { packages, readManifest, tarballOf } from "./repository.js";

/** Package managers do not install what was published a moment ago. */
const PUBLISHED = "2020-01-01T00:00:00.000Z";

/**
 * An npm registry on this machine that has the packed packages, as if they were published: metadata by name, and
 * tarballs. It redirects to the machine's own registry for all other packages.
 *
 * @param packed Folder of the tarballs, and of what is in them.
 */
export async function registryOf(packed: string): Promise<Loopback> {
  const folders = new Map(packages.map((folder) => [readManifest(join(packed, folder)).name, folder]));
  const tarballs = new Set(packages.map(tarballOf));
  const others = (await runOrThrow("npm", ["config", "get", "registry"], { cwd: packed })).trim();
  const registry = await loopback(({ url = "" }, response) => {
    const path = decodeURIComponent(url.slice(1));
    const folder = folders.get(path);
    if (tarballs.has(path)) response.end(readFileSync(join(packed, path)));
    else if (folder === undefined) response.writeHead(302, { location: new URL(url.slice(1), others).href }).end();
    else
      response
        .setHeader("content-type", "application/json")
        .end(JSON.stringify(metadata(packed, folder, registry.url)));
  });
  return registry;
}

/** What a registry tells of a package that has one version. */
function metadata(packed: string, folder: string, origin: string): object {
  const manifest = readManifest(join(packed, folder));
  const bytes = readFileSync(join(packed, tarballOf(folder)));
  const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  const dist = { tarball: `${origin}/${tarballOf(folder)}`, integrity };
  const { version } = manifest;
  return {
    name: manifest.name,
    "dist-tags": { latest: version },
    versions: { [version]: { ...manifest, dist } },
    time: { [version]: PUBLISHED },
  };
}
