import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type Loopback, loopback } from "../support/loopback.js";
import { type Browser, type ContextOptions, isChromiumSkipped, launchChromium, type Page } from "./chromium.js";
import { driftPage } from "./drift-page.js";
import { addAxe, axe, contrasts, focusables, moving, overflow, visibleFindings } from "./page-probes.js";

/**
 * The levels of the findings, in the order of the page. The first and the last for review are on the wire alone: the type
 * of what is sent does not change.
 */
const all = ["review", "docs", "breaking", "review", "breaking", "review", "non-breaking", "docs"];

/** What is shown at first: documentation only where somebody asks for it. */
const shownAtFirst = all.filter((level) => level !== "docs");

const desktop = { width: 1200, height: 900 };

describe.skipIf(isChromiumSkipped)("the page of drift in Chromium", () => {
  let server: Loopback;
  let browser: Browser;
  beforeAll(async () => {
    const html = await driftPage();
    server = await loopback((_request, response) => {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html);
    });
    browser = await launchChromium(inject("runtimePackages"));
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  async function open(options: ContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: desktop, ...options });
    const page = await context.newPage();
    await page.goto(server.url);
    return page;
  }

  test("asks for nothing but itself", async () => {
    const context = await browser.newContext({ viewport: desktop });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(server.url);
    // What a browser asks of its own accord is no part of the page.
    expect(asked.filter((url) => !url.endsWith("/favicon.ico"))).toEqual([`${server.url}/`]);
  });

  test("tells each finding with the difference of before and after", async () => {
    const page = await open();
    const texts = (selector: string): Promise<string[]> =>
      page.evaluate(`[...document.querySelectorAll("${selector}")].map((part) => part.textContent)`);
    expect(await texts(".finding.breaking :is(h3, h4)")).toEqual([
      "Breaking schema JobStatus › created_at became optional",
      "Breaking query parameter page_size became required",
    ]);
    expect(await texts(".finding.breaking pre")).toEqual([
      expect.stringMatching(/^- required:\n- {3}- created_at\n {2}created_at:\n/u),
      expect.stringMatching(/^ {2}- name: page_size\n- {3}required: false\n\+ {3}required: true\n/u),
    ]);
  });

  test.each([
    [["#level-breaking"], ["review", "docs", "review", "review", "non-breaking", "docs"]],
    [
      ["#level-review", "#level-docs"],
      ["breaking", "breaking", "non-breaking"],
    ],
    [["#axis-wire"], ["docs", "breaking", "review", "breaking", "non-breaking", "docs"]],
    [["#axis-source"], all],
    [["#axis-wire", "#axis-source"], []],
    [["#level-breaking", "#level-review", "#level-non-breaking", "#level-docs"], []],
  ])("shows without %j what is left, and no heading of what is not", async (off, left) => {
    const page = await open();
    await page.locator("#level-docs").click();
    for (const selector of off) await page.locator(selector).click();
    expect((await visibleFindings(page)).levels).toEqual(left);
    expect((await visibleFindings(page)).emptyGroups).toBe(0);
    for (const selector of off) await page.locator(selector).click();
    expect((await visibleFindings(page)).levels).toEqual(all);
  });

  test("is worked by the keyboard alone, and shows where one is", async () => {
    const page = await open();
    const stops: string[] = [];
    for (let step = 0; step < 8; step += 1) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate<{ name: string; outline: number }>(focusables.current);
      stops.push(stop.name);
      expect(stop.outline).toBeGreaterThanOrEqual(2);
    }
    const boxes = ["level-breaking", "level-review", "level-non-breaking", "level-docs", "axis-wire", "axis-source"];
    expect(stops).toEqual([...boxes, "search", "summary"]);
    const isOpen = (): Promise<boolean> => page.evaluate(`document.activeElement.parentElement.open`);
    const wasOpen = await isOpen();
    await page.keyboard.press("Enter");
    expect(await isOpen()).toBe(!wasOpen);
    for (let step = 0; step < 7; step += 1) await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Space");
    expect((await visibleFindings(page)).levels).toEqual(shownAtFirst.filter((level) => level !== "breaking"));
  });

  test("is told to a screen reader with landmarks, headings and a name for every control", async () => {
    const page = await open();
    await page.locator("#level-docs").click();
    await page.evaluate(`document.querySelectorAll("details").forEach((details) => { details.open = true; })`);
    const devTools = await page.context().newCDPSession(page);
    const { nodes } = await devTools.send("Accessibility.getFullAXTree");
    const named = nodes
      .filter(({ ignored }) => !ignored)
      .map(({ role, name }) => ({ role: role?.value ?? "", name: name?.value ?? "" }));
    const names = (wanted: string): string[] => named.filter(({ role }) => role === wanted).map(({ name }) => name);
    expect(names("RootWebArea")).toEqual(["Drift: Crosmos, Julep, Roe AI"]);
    expect(names("main")).toHaveLength(1);
    expect(names("banner")).toHaveLength(1);
    expect(names("form")).toEqual(["Filters"]);
    expect(names("region")).toEqual(["Crosmos", "Julep", "Roe AI"]);
    const levels = ["Breaking (2)", "For review (3)", "Non-breaking (1)", "Documentation (2)"];
    expect(names("checkbox")).toEqual([...levels, "On the wire", "In TypeScript"]);
    expect(names("group").filter((name) => ["Levels", "Axes"].includes(name))).toEqual(["Levels", "Axes"]);
    expect(names("group").filter((name) => name === "Before and after")).toHaveLength(8);
    expect(names("searchbox")).toEqual(["Search"]);
    expect(names("article")).toHaveLength(8);
    const headings = names("heading");
    expect(headings).toHaveLength(1 + 3 + 8);
    expect(headings).not.toContain("");
    expect(headings).toContain("Breaking: query parameter page_size became required");
    expect(await page.evaluate(`document.documentElement.lang`)).toBe("en");
  });

  test.each([360, 320, 1200])("is not wider than a window of %i pixels", async (width) => {
    const page = await open({ viewport: { width, height: 640 } });
    await page.evaluate(`document.querySelectorAll("details").forEach((details) => { details.open = true; })`);
    expect(await overflow(page)).toEqual([]);
  });

  test.each(["light", "dark"] as const)("can be read in %s: every text has a contrast of 4.5 to 1", async (scheme) => {
    const page = await open({ colorScheme: scheme });
    await page.evaluate(`document.querySelectorAll("details").forEach((details) => { details.open = true; })`);
    const found = await contrasts(page);
    expect(found.length).toBeGreaterThan(60);
    expect(found.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
    const back = await page.evaluate<string>(`getComputedStyle(document.body).backgroundColor`);
    expect(back).toBe(scheme === "light" ? "rgb(255, 255, 255)" : "rgb(13, 17, 23)");
  });

  const phone = { width: 390, height: 844 };
  test.each([
    { viewport: desktop, colorScheme: "light" },
    { viewport: desktop, colorScheme: "dark" },
    { viewport: phone, colorScheme: "light" },
    { viewport: phone, colorScheme: "dark" },
  ] as const)("has nothing that axe finds, and nothing that moves: %j", async (options) => {
    const page = await open({ ...options, reducedMotion: "reduce" });
    await page.locator("#level-docs").click();
    await page.evaluate(`document.querySelectorAll("details").forEach((details) => { details.open = true; })`);
    await addAxe(page, inject("runtimePackages"));
    expect(await axe(page, "document", "{}")).toEqual([]);
    expect(await moving(page)).toEqual([]);
  });

  test("needs no script", async () => {
    const page = await open({ javaScriptEnabled: false });
    expect(await visibleFindings(page)).toEqual({ levels: shownAtFirst, emptyGroups: 0 });
    await page.locator("#level-review").click();
    expect((await visibleFindings(page)).levels).toEqual(shownAtFirst.filter((level) => level !== "review"));
  });
});
