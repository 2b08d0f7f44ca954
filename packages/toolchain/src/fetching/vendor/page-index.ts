/** A link of a documentation's index of pages. */
export interface PageLink {
  readonly title: string;
  readonly url: string;
}

/**
 * The links of an index as documentation hosts publish it (llmstxt.org, "Format"): a Markdown list, one page an item.
 *
 * @param base Address of the index; links may be relative to it.
 */
export function parseIndex(text: string, base: string): PageLink[] {
  return [...text.matchAll(/^\s*[-*] +\[(?<title>(?:\\.|[^\]\\])*)\]\((?<target>[^\s()]+)\)/gmu)].flatMap(
    ({ groups }) => {
      const { title = "", target = "" } = groups ?? {};
      return URL.canParse(target, base) ? [{ title: title.replaceAll("\\", ""), url: new URL(target, base).href }] : [];
    },
  );
}

/** A page's title: its first heading of the first level. */
export function titleOf(page: string): string | undefined {
  return /^# +(?<title>.*\S)[ \t]*\r?$/mu.exec(page)?.groups?.["title"];
}

/** Whether a link is to a page of this title, whatever the case and the spaces. */
export function isTitled({ title: linked }: PageLink, title: string): boolean {
  const plain = (text: string): string => text.trim().replaceAll(/\s+/gu, " ").toLowerCase();
  return plain(linked) === plain(title);
}

/** The address at which a documentation host gives a page as Markdown: that of the page with `.md` behind it. */
export function markdownAddress(address: string): string {
  const url = new URL(address);
  if (!/\.[a-z\d]+$/iu.test(url.pathname)) url.pathname = `${url.pathname.replace(/\/$/u, "")}.md`;
  return url.href;
}
