import process from "node:process";
import { compareTools } from "../test/site/compare-tools.js";
import { saveFigures } from "../test/site/save-figures.js";

// `pnpm compare`: the site's table of tools side by side, measured and saved.
saveFigures("side-by-side", await compareTools((line) => process.stderr.write(`${line}\n`)));
