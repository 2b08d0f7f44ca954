import DefaultTheme from "vitepress/theme-without-fonts";
import { h } from "vue";
// oxlint-disable-next-line import/no-unassigned-import -- the generator of the site collects style sheets from imports
import "./style.css";

/** What stands where the site has no page. */
function notFound() {
  return h("main", { class: "not-found vp-doc" }, [
    h("h1", "No such page"),
    h("p", ["The search, or the ", h("a", { href: "/" }, "start page"), ", leads to all pages of the site."]),
  ]);
}

// oxlint-disable-next-line import/no-default-export -- the generator of the site asks for it
export default {
  ...DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { "not-found": notFound }),
};
