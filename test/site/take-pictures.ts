import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { demonstrate } from "../demo/demo.js";
import { launchChromium, type Page } from "../runtimes/chromium.js";
import { driftPage } from "../runtimes/drift-page.js";
import { fastClock } from "../support/fast-clock.js";
import { installLocked } from "../support/locked-packages.js";
import { root } from "./pages.js";

/**
 * Takes the pictures of the README and the site: the demonstration in a terminal, and the page of drift. They need
 * Debian's Chromium.
 *
 * @returns The files.
 */
export async function takePictures(): Promise<readonly string[]> {
  const folder = resolve(root, "packages/site/pictures");
  mkdirSync(folder, { recursive: true });
  const browser = await launchChromium(await installLocked(join(root, "test/runtimes")));
  const take = async (name: string, html: string, prepare: (page: Page) => Promise<void>): Promise<string> => {
    const context = await browser.newContext({ viewport: { width: 960, height: 620 }, colorScheme: "light" });
    const page = await context.newPage();
    await page.setContent(html);
    await prepare(page);
    const path = join(folder, name);
    await page.screenshot({ path });
    return path;
  };
  try {
    return [
      await take("demo.png", terminal("pnpm demo", await demonstration()), fit),
      await take("drift.png", await driftPage(["roe"]), (page) => page.setViewportSize({ width: 960, height: 860 })),
    ];
  } finally {
    await browser.close();
  }
}

/** What the demonstration prints, without the addresses, which differ each time, and no line longer than a terminal. */
async function demonstration(): Promise<string> {
  const lines: string[] = [];
  await demonstrate({ print: (line) => lines.push(line), interactive: false, clock: fastClock() });
  return lines
    .join("\n")
    .replace(/^Stand-ins: .*\n+/u, "")
    .replaceAll(/^(.{104}).+$/gmu, "$1…");
}

/** As tall as its text. */
async function fit(page: Page): Promise<void> {
  const height = await page.evaluate<number>(`document.documentElement.scrollHeight`);
  await page.setViewportSize({ width: 960, height });
}

function terminal(command: string, output: string): string {
  const shown = escaped(output)
    .replaceAll(/: (succeeded[^\n]*)/gu, ': <b class="good">$1</b>')
    .replaceAll(/: (failed|cancelled|timed out|partial)\n/gu, ': <b class="bad">$1</b>\n')
    .replaceAll(/^(?=\S)(.*:)$/gmu, "<strong>$1</strong>");
  return `<!doctype html><meta charset="utf-8"><style>
body { margin: 0; background: #0d1117; color: #d5dbe3; font: 14px/1.45 "Liberation Mono", monospace; }
pre { margin: 0; padding: 18px 22px; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
strong { color: #fff; } .prompt { color: #7ee787; } .good { color: #7ee787; } .bad { color: #ffa198; }
</style><pre><span class="prompt">$</span> <strong>${escaped(command)}</strong>\n${shown}</pre>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
