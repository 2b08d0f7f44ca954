import { navigation, titleOf } from "./navigation.js";

/**
 * What the generator of the site (VitePress) reads beside the pages: its settings. They ask for nothing from other
 * servers: the search is local, and no font, picture or script comes from elsewhere.
 *
 * @returns Texts by path below the folder of the pages.
 */
export function generatorFiles(pages: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const title = (page: string): string => titleOf(pages.get(`${page}.md`) ?? "") ?? page;
  const sidebar = navigation.map((section) => ({
    text: section.title,
    items: section.pages.map((page) => ({ text: title(page).replace(`${section.title} `, ""), link: `/${page}` })),
  }));
  const settings = {
    title: "Specloom",
    description: "Typed fetch clients from OpenAPI documents, with pages and jobs.",
    lang: "en",
    cleanUrls: false,
    lastUpdated: false,
    head: [["link", { rel: "icon", href: "data:," }]],
    markdown: { theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" } },
    themeConfig: {
      search: { provider: "local" },
      nav: [
        { text: "Start", link: "/start" },
        { text: "Compare", link: "/comparison" },
        { text: "Reference", link: "/reference/command-line" },
      ],
      sidebar,
      outline: { level: [2, 3] },
    },
  };
  return new Map([[".vitepress/config.mjs", `export default ${JSON.stringify(settings, undefined, 2)};\n`]]);
}
