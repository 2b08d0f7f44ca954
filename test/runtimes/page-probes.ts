import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "./chromium.js";

/** What is asked of a page from within, as scripts for it. */

/** The levels of the findings that are shown, in order, and how many headings stand over nothing. */
export function visibleFindings(page: Page): Promise<{ readonly levels: string[]; readonly emptyGroups: number }> {
  return page.evaluate(`(() => {
    const shown = (element) => element.checkVisibility();
    return {
      levels: [...document.querySelectorAll(".finding")].filter(shown).map((finding) => finding.classList[1]),
      emptyGroups: [...document.querySelectorAll(".group")]
        .filter((group) => shown(group) && ![...group.querySelectorAll(".finding")].some(shown)).length,
    };
  })()`);
}

export const focusables = {
  /** The element that has the focus: its id or else its tag, and how many pixels wide its outline is. */
  current: `(() => {
    const { id, localName } = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
    return { name: id || localName, outline: outlineStyle === "none" ? 0 : parseFloat(outlineWidth) };
  })()`,
} as const;

/** Elements that stand out of the window to the right, but for what scrolls in a box of its own. */
export function overflow(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll("body *")]
    .filter((element) => !element.closest("pre > *") && element.getBoundingClientRect().right > innerWidth + 0.5)
    .map((element) => element.outerHTML.slice(0, 80))
    .concat(document.documentElement.scrollWidth > innerWidth ? ["the page"] : [])`);
}

export interface Contrast {
  readonly text: string;
  readonly ratio: number;
}

/** Every text that is shown, and the contrast with what is painted behind it (WCAG 2.2, contrast ratio). */
export function contrasts(page: Page): Promise<readonly Contrast[]> {
  return page.evaluate(`(() => {
    const channels = (color) => color.match(/[\\d.]+/g).map(Number);
    const luminance = (color) => {
      const [red, green, blue] = channels(color).map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const behind = (element) => {
      for (let at = element; at !== null; at = at.parentElement) {
        const color = getComputedStyle(at).backgroundColor;
        if ((channels(color)[3] ?? 1) === 1) return color;
      }
      return "rgb(255, 255, 255)";
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement;
      const text = texts.currentNode.data.trim();
      if (text === "" || !element.checkVisibility()) continue;
      const pair = [luminance(getComputedStyle(element).color), luminance(behind(element))];
      found.push({ text, ratio: (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05) });
    }
    return found;
  })()`);
}

interface Findings {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** Loads axe into a page. @param packages Folder of the installed runtimes. */
export async function addAxe(page: Page, packages: string): Promise<void> {
  // No script element, since a page may forbid those of others.
  await page.evaluate(`${readFileSync(join(packages, "axe-core/axe.min.js"), "utf8")}; true`);
}

/** What axe finds on the page as it is, as `rule: element`. */
export async function axe(page: Page, context: string, rules: string): Promise<readonly string[]> {
  const { violations } = await page.evaluate<Findings>(`axe.run(${context}, ${rules})`);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** Elements that would move although a person asked for less motion. */
export function moving(page: Page): Promise<readonly string[]> {
  return page.evaluate(`[...document.querySelectorAll("*")]
    .filter((element) => {
      const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(element);
      const durations = [...transitionDuration.split(","), ...animationDuration.split(",")];
      return durations.some((duration) => parseFloat(duration) > 0.001) || scrollBehavior === "smooth";
    })
    .map((element) => element.outerHTML.slice(0, 100))`);
}
