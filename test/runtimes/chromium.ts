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

/** In CI a missing browser is a failure, and shows as one. */
export const isChromiumSkipped = chromiumMissing() !== undefined && process.env["CI"] !== "true";

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

export interface Browser {
  newContext(options: ContextOptions): Promise<BrowserContext>;
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

export interface ContextOptions {
  readonly colorScheme?: "light" | "dark";
  readonly reducedMotion?: "reduce";
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly javaScriptEnabled?: boolean;
  readonly deviceScaleFactor?: number;
}

export interface BrowserContext {
  newPage(): Promise<Page>;
  close(): Promise<void>;
  newCDPSession(page: Page): Promise<DevTools>;
}

/** The Chrome DevTools Protocol of one page. */
export interface DevTools {
  send(method: "Accessibility.getFullAXTree"): Promise<{ readonly nodes: readonly AccessibleNode[] }>;
}

/** A node of the tree that a screen reader is given. */
export interface AccessibleNode {
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
}

export interface Page {
  on(event: "console", listener: (message: { type(): string; text(): string }) => void): void;
  on(event: "pageerror", listener: (error: Error) => void): void;
  on(event: "request", listener: (request: { url(): string }) => void): void;
  goto(url: string, options?: { readonly waitUntil?: "load" }): Promise<unknown>;
  setContent(html: string): Promise<void>;
  emulateMedia(media: { readonly colorScheme: "light" | "dark" }): Promise<void>;
  setViewportSize(size: { readonly width: number; readonly height: number }): Promise<void>;
  screenshot(options: { readonly path: string; readonly fullPage?: boolean }): Promise<unknown>;
  evaluate<T>(work: string): Promise<T>;
  context(): BrowserContext;
  locator(selector: string): {
    click(): Promise<void>;
    fill(text: string): Promise<void>;
    waitFor(): Promise<void>;
    setChecked(checked: boolean): Promise<void>;
    count(): Promise<number>;
    innerText(): Promise<string>;
  };
  readonly keyboard: { press(key: string): Promise<void> };
}

/** Starts headless Chromium. */
export async function launchChromium(packages: string): Promise<Browser> {
  const { chromium }: Playwright = await import(pathToFileURL(join(packages, "playwright-core/index.mjs")).href);
  return chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
}

/** Opens a page in headless Chromium and gives the lines that it logs, until one of them is `last`. */
export async function linesOf(packages: string, url: string, last: string): Promise<readonly string[]> {
  const browser = await launchChromium(packages);
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
