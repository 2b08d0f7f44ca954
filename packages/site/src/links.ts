import { anchorOf } from "./markdown.js";

/**
 * The links of a page that lead to no page, heading or picture of the site, in order. Links to other sites are not
 * followed.
 *
 * @param path The page's own path.
 * @param hasFile Whether there is a file for a path such as `/pictures/drift.png`.
 */
export function brokenLinks(
  path: string,
  text: string,
  pages: ReadonlyMap<string, string>,
  hasFile: (path: string) => boolean,
): readonly string[] {
  return linksOf(text).filter((link) => {
    if (/^(?:https?|mailto):/u.test(link)) return false;
    const [target = "", anchor] = link.split("#", 2);
    if (target.startsWith("/pictures/")) return !hasFile(target);
    const page = target === "" ? path : `${target.slice(1)}.md`;
    const linked = page === path ? text : pages.get(page);
    if (linked === undefined || (target !== "" && !target.startsWith("/"))) return true;
    return anchor !== undefined && !anchorsOf(linked).has(anchor);
  });
}

/** Targets of links and pictures outside code. */
function linksOf(text: string): readonly string[] {
  const prose = withoutCode(text);
  const inline = [...prose.matchAll(/\]\((?<target>[^)\s]+)\)/gu)];
  const actions = [...prose.matchAll(/\blink: (?<target>\/[^\s}]+)/gu)];
  return [...inline, ...actions].map((match) => match.groups?.["target"] ?? "");
}

/** The anchors of a page's headings. One that repeats gets a number. */
function anchorsOf(text: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const match of text.replaceAll(/^```.*?^```$/gmsu, "").matchAll(/^#{1,6} (?<heading>.+)$/gmu)) {
    const anchor = anchorOf(match.groups?.["heading"] ?? "");
    let unique = anchor;
    for (let count = 1; anchors.has(unique); count += 1) unique = `${anchor}-${count}`;
    anchors.add(unique);
  }
  return anchors;
}

function withoutCode(text: string): string {
  return text.replaceAll(/^```.*?^```$/gmsu, "").replaceAll(/`[^`\n]+`/gu, "");
}
