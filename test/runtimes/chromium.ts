import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Debian's, unless the environment names another. */
export const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** Why there is no Chromium; undefined where there is one. */
export function chromiumMissing(): string | undefined {
  return existsSync(CHROMIUM)
    ? undefined
    : `there is no ${CHROMIUM} (apt-get install --no-install-recommends chromium, or set CHROMIUM)`;
}

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** What is used of playwright-core. */
interface Playwright {
  readonly chromium: {
    launch(options: {
      readonly executablePath: string;
      readonly headless: boolean;
      readonly args: readonly string[];
    }): Promise<Browser>;
  };
}

interface Browser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

interface Page {
  on(event: "console", listener: (message: { type(): string; text(): string }) => void): void;
  on(event: "pageerror", listener: (error: Error) => void): void;
  goto(url: string): Promise<unknown>;
}

/** Opens a page in headless Chromium and gives the lines that it logs, until one of them is `last`. */
export async function linesOf(packages: string, url: string, last: string): Promise<readonly string[]> {
  const { chromium }: Playwright = await import(pathToFileURL(join(packages, "playwright-core/index.mjs")).href);
  const browser = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
  try {
    const page = await browser.newPage();
    const lines: string[] = [];
    const over = new Promise<void>((resolve, reject) => {
      page.on("pageerror", reject);
      page.on("console", (message) => {
        // What goes wrong with a request is logged by the browser as an error; that is meant to happen.
        if (message.type() !== "log") return;
        lines.push(message.text());
        if (message.text() === last) resolve();
      });
    });
    await Promise.all([page.goto(url), over]);
    return lines;
  } finally {
    await browser.close();
  }
}
