import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { navigation } from "../../packages/site/src/navigation.js";
import { buildSite } from "../site/build-site.js";
import { serveSite } from "../site/serve-site.js";
import type { Loopback } from "../support/loopback.js";
import { type Browser, type ContextOptions, isChromiumSkipped, launchChromium, type Page } from "./chromium.js";
import { addAxe, axe, moving } from "./page-probes.js";

const paths = ["index", ...navigation.flatMap(({ pages }) => pages)].map((page) => `/${page}.html`);
/** What a web server shows for an address that the site does not have. It is empty without a script. */
const notFound = "/404.html";
const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };
/** The narrowest window in which nothing may be cut off (WCAG 2.2, 1.4.10). */
const narrow = { width: 320, height: 640 };

// The rows of a table have the same colours: the first ones stand for thousands.
const fewRows = `{ exclude: ["tbody tr:nth-child(n+6)"] }`;
const colours = `{ runOnly: ["color-contrast"] }`;

interface Check {
  readonly name: string;
  readonly viewport: typeof desktop;
  readonly colorScheme: "light" | "dark";
  /** What is wrong with the page in that window. */
  readonly find: (page: Page) => Promise<readonly string[]>;
}

/** What holds for every page. In dark the same elements have other colours alone. */
const checks: readonly Check[] = [
  { name: "axe, wide", viewport: desktop, colorScheme: "light", find: (page) => axe(page, "document", "{}") },
  { name: "colours, wide", viewport: desktop, colorScheme: "dark", find: (page) => axe(page, fewRows, colours) },
  { name: "axe, phone", viewport: phone, colorScheme: "dark", find: (page) => axe(page, fewRows, "{}") },
  { name: "colours, phone", viewport: phone, colorScheme: "light", find: (page) => axe(page, fewRows, colours) },
  { name: "focus, wide", viewport: desktop, colorScheme: "light", find: unseenFocus },
  { name: "focus, phone", viewport: phone, colorScheme: "dark", find: unseenFocus },
  { name: "width, phone", viewport: phone, colorScheme: "light", find: tooWide },
  { name: "width, narrow", viewport: narrow, colorScheme: "light", find: tooWide },
  { name: "reduced motion", viewport: desktop, colorScheme: "light", find: moving },
];

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

  async function open(viewport: typeof desktop, options: ContextOptions = {}): Promise<Page> {
    // A colour that is on its way to another one is none that a person reads.
    const context = await browser.newContext({ viewport, colorScheme: "light", reducedMotion: "reduce", ...options });
    return context.newPage();
  }

  describe("every page", () => {
    let page: Page;
    let unscripted: Page;
    const asked: string[] = [];
    const errors: string[] = [];
    beforeAll(async () => {
      page = await open(desktop);
      unscripted = await open(desktop, { javaScriptEnabled: false });
      for (const each of [page, unscripted]) each.on("request", (request) => asked.push(request.url()));
      page.on("pageerror", (error) => errors.push(error.message));
    });

    test.each([...paths, notFound])("%s", async (path) => {
      await page.goto(server.url + path);
      await addAxe(page, inject("runtimePackages"));
      const found: string[] = [];
      for (const { name, viewport, colorScheme, find } of checks) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        found.push(...(await find(page)).map((text) => `${name}: ${text}`));
      }
      expect(found).toEqual([]);
      expect(errors).toEqual([]);
      expect(asked.filter((url) => !url.startsWith(`${server.url}/`) && !url.startsWith("data:"))).toEqual([]);
    });

    test.each(paths)("%s has the same text without a script", async (path) => {
      const texts: string[] = [];
      for (const each of [page, unscripted]) {
        await each.setViewportSize(desktop);
        await each.goto(server.url + path);
        texts.push(await each.locator(".vp-doc").innerText());
      }
      expect(texts[1]).toBe(texts[0]);
      expect(texts[1]?.length).toBeGreaterThan(100);
      expect(await unscripted.locator(".VPSidebar a").count()).toBe(paths.length - 1);
    });
  });

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

  test("the first key leads past the menus to the text", async () => {
    const page = await open(desktop);
    await page.goto(server.url + "/guide/jobs.html");
    await page.keyboard.press("Tab");
    expect(await page.evaluate<string>("document.activeElement.textContent.trim()")).toBe("Skip to content");
    expect(await page.evaluate<{ isShown: boolean }>(focused)).toMatchObject({ isShown: true });
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await page.evaluate<boolean>(`document.activeElement.closest("#VPContent") !== null`)).toBe(true);
  });

  test.each([
    { menu: ".VPLocalNav .menu", opened: ".VPSidebar.open", leadsTo: "/guide/jobs.html", rules: "{}" },
    { menu: ".VPNavBarHamburger", opened: ".VPNavScreen", leadsTo: "/comparison.html", rules: "{}" },
    {
      menu: ".VPLocalNavOutlineDropdown button",
      opened: ".VPLocalNavOutlineDropdown .items",
      leadsTo: "#call-it",
      // The theme has this list outside of all landmarks.
      rules: "{ rules: { region: { enabled: false } } }",
    },
  ])("$menu of a phone opens by the keyboard alone", async ({ menu, opened, leadsTo, rules }) => {
    const page = await open(phone);
    await page.goto(server.url + "/start.html");
    await addAxe(page, inject("runtimePackages"));
    await tabTo(page, menu);
    await pressUntil(page, "Enter", opened);
    expect(await axe(page, "document", rules)).toEqual([]);
    await tabTo(page, `${opened} a[href="${leadsTo}"]`);
    await page.keyboard.press("Enter");
    await expect
      .poll(() => page.evaluate<string>("location.pathname + location.hash"), { timeout: 20_000 })
      .toContain(leadsTo);
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

/** Presses Tab until an element has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let step = 0; step < paths.length + 40; step += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
  }
  throw new RangeError(`Expected Tab to reach ${selector}`);
}

/** Controls that do not take the focus, or of which a person does not see that they have it. */
function unseenFocus(page: Page): Promise<readonly string[]> {
  return page.evaluate(`[...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.getAttribute("tabindex") !== "-1")
    .filter((element) => {
      element.focus({ focusVisible: true });
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const isInside = right > Math.max(left, 0) && left < innerWidth && bottom > Math.max(top, 0) && top < innerHeight;
      const isOutlined = outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
      return document.activeElement !== element || !isInside || !isOutlined;
    })
    .map((element) => element.outerHTML.slice(0, 100))`);
}

function tooWide(page: Page): Promise<readonly string[]> {
  return page.evaluate(
    `document.documentElement.scrollWidth > innerWidth ? ["the page is " + document.documentElement.scrollWidth + " wide"] : []`,
  );
}
