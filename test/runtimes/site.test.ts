import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { navigation } from "../../packages/site/src/navigation.js";
import { buildSite } from "../site/build-site.js";
import { serveSite } from "../site/serve-site.js";
import type { Loopback } from "../support/loopback.js";
import { type Browser, isChromiumSkipped, launchChromium, type Page } from "./chromium.js";

const paths = ["index", ...navigation.flatMap(({ pages }) => pages)].map((page) => `/${page}.html`);
const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };

/** What axe finds, as `rule: element`. */
interface Findings {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

describe.skipIf(isChromiumSkipped)("the site in Chromium", () => {
  let folder: string;
  let server: Loopback;
  let browser: Browser;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "specloom-site-"));
    await buildSite(join(folder, "dist"));
    server = await serveSite(join(folder, "dist"));
    browser = await launchChromium(inject("runtimePackages"));
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true });
  });

  async function open(viewport: typeof desktop): Promise<Page> {
    const context = await browser.newContext({ viewport, colorScheme: "light" });
    return context.newPage();
  }

  /** What axe finds on the page as it is; in dark the same elements have other colours alone. */
  async function axe(page: Page, context: string, rules: string): Promise<readonly string[]> {
    const { violations } = await page.evaluate<Findings>(`axe.run(${context}, ${rules})`);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }

  const colours = `{ runOnly: ["color-contrast"] }`;
  // The rows of a table have the same colours: the first ones stand for thousands.
  const fewRows = `{ exclude: ["tbody tr:nth-child(n+6)"] }`;

  async function visit(page: Page, path: string): Promise<void> {
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(server.url + path);
    await page.evaluate(withoutTransitions);
    await page.addScriptTag({ path: join(inject("runtimePackages"), "axe-core/axe.min.js") });
  }

  test("axe finds nothing on any page, wide and as on a phone, in light and dark; none is wider than that, or asks another server", async () => {
    const page = await open(desktop);
    const asked: string[] = [];
    const errors: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("pageerror", (error) => errors.push(error.message));
    const found: string[] = [];
    for (const path of paths) {
      await page.setViewportSize(desktop);
      await visit(page, path);
      const inLight = await axe(page, "document", "{}");
      await page.emulateMedia({ colorScheme: "dark" });
      const inDark = await axe(page, fewRows, colours);
      await page.setViewportSize(phone);
      const onPhone = [
        ...(await axe(page, fewRows, "{}")),
        ...((await page.evaluate<boolean>(isWide)) ? ["wide"] : []),
      ];
      await page.emulateMedia({ colorScheme: "light" });
      onPhone.push(...(await axe(page, fewRows, colours)));
      found.push(...[...inLight, ...inDark, ...onPhone].map((text) => `${path} ${text}`));
    }
    expect(found).toEqual([]);
    expect(errors).toEqual([]);
    expect(asked.filter((url) => !url.startsWith(`${server.url}/`) && !url.startsWith("data:"))).toEqual([]);
  }, 600_000);

  test("every page is reached by the keyboard, which shows where one is", async () => {
    const page = await open(desktop);
    await page.goto(server.url + "/index.html");
    const reached = new Set<string>();
    const hidden: string[] = [];
    for (let step = 0; step < paths.length + 40; step += 1) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate<{ href: string; isShown: boolean }>(focused);
      reached.add(new URL(stop.href || "none:").pathname);
      if (!stop.isShown) hidden.push(stop.href);
    }
    expect(paths.filter((path) => path !== "/index.html" && !reached.has(path))).toEqual([]);
    expect(hidden).toEqual([]);
  });

  test("a search by the keyboard leads to a page", async () => {
    const page = await open(desktop);
    await page.goto(server.url + "/index.html");
    await pressUntil(page, "/", "#localsearch-input");
    await page.locator("#localsearch-input").fill("StartUncertainError");
    await page.locator("#localsearch-item-0").waitFor();
    await page.keyboard.press("Enter");
    await page.locator("h1").waitFor();
    await expect.poll(() => page.evaluate<string>("location.pathname"), { timeout: 20_000 }).not.toBe("/index.html");
  });

  test("the menu of a phone opens by the keyboard", async () => {
    const page = await open(phone);
    await page.goto(server.url + "/start.html");
    await page.evaluate(`document.querySelector(".VPLocalNav .menu").focus()`);
    await pressUntil(page, "Enter", ".VPSidebar.open");
    await page.evaluate(`document.querySelector('.VPSidebar a[href="/guide/jobs.html"]').focus()`);
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate<string>("location.pathname"), { timeout: 20_000 }).toBe("/guide/jobs.html");
  });

  test("every link leads to a file and a heading of the site", () => {
    const texts = new Map(paths.map((path) => [path, readFileSync(join(folder, "dist", path), "utf8")]));
    const values = (text: string, attribute: string): string[] =>
      [...text.matchAll(new RegExp(` ${attribute}="([^"]*)"`, "gu"))].map(([, value = ""]) => value);
    const ids = new Map([...texts].map(([path, text]) => [path, new Set(values(text, "id"))]));
    const links = [...texts].flatMap(([path, text]) =>
      values(text.replaceAll(/<link [^>]*>/gu, ""), "href").map(
        (href) => [path, new URL(href, server.url + path)] as const,
      ),
    );
    const broken = links.filter(([, { origin, pathname, hash }]) => {
      if (origin !== server.url) return false;
      const known = ids.get(pathname === "/" ? "/index.html" : pathname);
      return known === undefined || (hash !== "" && !known.has(decodeURIComponent(hash.slice(1))));
    });
    expect(links.length).toBeGreaterThan(paths.length * 20);
    expect(broken.map(([path, url]) => `${path}: ${url.href}`)).toEqual([]);
  });
});

/** Presses a key until an element is there. The page listens for keys when its scripts have run. */
async function pressUntil(page: Page, key: string, selector: string): Promise<void> {
  const pressed = async (): Promise<number> => {
    if ((await page.locator(selector).count()) === 0) await page.keyboard.press(key);
    return page.locator(selector).count();
  };
  await expect.poll(pressed, { timeout: 20_000, interval: 500 }).toBe(1);
}

/** The link that has the focus, and whether a person sees that: it has an outline, and is not outside the window. */
const focused = `(() => {
  const element = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const isOutlined = outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
  return { href: element.href ?? "", isShown: element === document.body || (isOutlined && box.width > 0 && box.bottom > 0) };
})()`;

const isWide = `document.documentElement.scrollWidth > document.documentElement.clientWidth`;

/** A colour that is on its way to another one is none that a person reads. */
const withoutTransitions = `document.head.append(
  Object.assign(document.createElement("style"), { textContent: "* { transition: none !important; }" }),
)`;
