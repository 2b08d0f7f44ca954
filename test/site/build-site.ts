import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { generatorFiles } from "../../packages/site/src/generator-files.js";
import { runOrThrow } from "../support/command.js";
import { installLocked } from "../support/locked-packages.js";
import { root, sitePages } from "./pages.js";

/**
 * Builds the site.
 *
 * @param target The folder that gets the files of the site; what it held is replaced.
 */
export async function buildSite(target: string): Promise<void> {
  const modules = await installLocked(join(root, "packages/site"));
  // Below the installed packages, so that the theme finds them.
  const draft = mkdtempSync(join(dirname(modules), "site-"));
  try {
    const pages = sitePages();
    for (const [path, text] of [...pages, ...generatorFiles(pages)]) {
      mkdirSync(dirname(join(draft, path)), { recursive: true });
      writeFileSync(join(draft, path), text);
    }
    cpSync(join(root, "packages/site/theme"), join(draft, ".vitepress/theme"), { recursive: true });
    cpSync(join(root, "packages/site/pictures"), join(draft, "public/pictures"), { recursive: true });
    await runOrThrow(process.execPath, [join(modules, "vitepress/bin/vitepress.js"), "build", draft], { cwd: draft });
    rmSync(target, { recursive: true, force: true });
    mkdirSync(dirname(resolve(target)), { recursive: true });
    renameSync(join(draft, ".vitepress/dist"), target);
  } finally {
    rmSync(draft, { recursive: true });
  }
}
