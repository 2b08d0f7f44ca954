import process from "node:process";
import { saveBenchmarks } from "../test/site/save-figures.js";

// `pnpm figures [suite ...] [-- --rounds N]`: measures what the site's charts show, and saves it.
const [suites, args] = [process.argv.slice(2).filter((arg) => /^[a-z]+$/u.test(arg)), process.argv.slice(2)];
const options = args.filter((arg) => !suites.includes(arg) && arg !== "--");
await saveBenchmarks(suites.length === 0 ? ["size", "types", "generate"] : suites, options);
