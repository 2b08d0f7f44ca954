import DefaultTheme from "vitepress/theme-without-fonts";
// oxlint-disable-next-line import/no-unassigned-import -- the generator of the site collects style sheets from imports
import "./style.css";

// oxlint-disable-next-line import/no-default-export -- the generator of the site asks for it
export default DefaultTheme;
