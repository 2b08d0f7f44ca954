/** A link in a documentation's index of pages. */
export interface PageLink {
  readonly title: string;
  readonly url: string;
}

/**
 * The links of an index in the usual format (llmstxt.org, "Format"): a Markdown list with one page per item.
 *
 * @param base Address of the index, for relative links.
 */
export function parseIndex(text: string, base: string): PageLink[] {
  return text.split("\n").flatMap((line) => {
    const { title = "", target = "" } = LINK.exec(line)?.groups ?? {};
    return URL.canParse(target, base) && target !== ""
      ? [{ title: title.replaceAll("\\", ""), url: new URL(target, base).href }]
      : [];
  });
}

const LINK = /^\s*[-*] +\[(?<title>(?:\\.|[^\]\\])*)\]\((?<target>[^\s()]+)\)/u;

/** A page's title: its first level-1 heading. */
export function titleOf(page: string): string | undefined {
  const headings = page.split("\n").filter((line) => line.startsWith("# "));
  return headings.map((line) => line.slice(1).trim()).find((title) => title !== "");
}

/** Whether a link has this title, ignoring case and spaces. */
export function hasTitle({ title: linked }: PageLink, title: string): boolean {
  const plain = (text: string): string => text.trim().replaceAll(/\s+/gu, " ").toLowerCase();
  return plain(linked) === plain(title);
}

/** The Markdown address of a page, as documentation hosts have it: the page's address with `.md`. */
export function markdownAddress(address: string): string {
  const url = new URL(address);
  if (!/\.[a-z\d]+$/iu.test(url.pathname)) url.pathname = `${url.pathname.replace(/\/$/u, "")}.md`;
  return url.href;
}
