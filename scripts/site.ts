import process from "node:process";
import { buildSite } from "../test/site/build-site.js";

// `pnpm site [folder]`: the pages about Specloom as a site of plain files, below `packages/site/dist` unless told otherwise.
const target = process.argv[2] ?? "packages/site/dist";
await buildSite(target);
process.stdout.write(`Written: ${target}\n`);
