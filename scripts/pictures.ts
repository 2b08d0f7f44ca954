import process from "node:process";
import { takePictures } from "../test/site/take-pictures.js";

// `pnpm pictures`: the pictures of the README and the site, taken anew in Chromium.
for (const path of await takePictures()) process.stdout.write(`Written: ${path}\n`);
