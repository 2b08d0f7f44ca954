import type { LocatedData } from "./data.js";
import type { SourceText } from "../openapi/document.js";
import { readJson } from "./json-text.js";
import { readYaml } from "./yaml.js";

/** Reads JSON where the file's name ends in `.json`, YAML elsewhere; both as strictly. */
export function readData(source: SourceText): LocatedData {
  return /\.json$/i.test(source.path) ? readJson(source) : readYaml(source);
}
