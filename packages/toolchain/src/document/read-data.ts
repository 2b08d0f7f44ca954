import type { LocatedData, Recovery } from "./data.js";
import type { SourceText } from "../openapi/document.js";
import { readJson } from "./json-text.js";
import { readYaml } from "./yaml.js";

/**
 * Reads JSON where the file's name ends in `.json`, YAML elsewhere.
 *
 * @param recovered Gets what {@link readYaml} recovers.
 */
export function readData(source: SourceText, recovered?: Recovery[]): LocatedData {
  return /\.json$/i.test(source.path) ? readJson(source) : readYaml(source, recovered);
}
