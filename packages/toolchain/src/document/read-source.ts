import { compareText, isObject, type Json } from "../json.js";
import type { SourceText } from "../openapi/document.js";
import { isProviderName, isReferencePath, isSafePath, SAFE_PATH } from "./file-name.js";
import { readCredentials, readHosts } from "./read-access.js";
import { listedFile, readDecisions } from "./read-decisions.js";
import { invalidSetting, SettingsReader } from "./settings.js";
import type { Pattern, Source, SourceFile } from "./source.js";
import { readYaml } from "./yaml.js";

const KEYS = [
  "name",
  "package",
  "title",
  "client",
  "document",
  "entry",
  "output",
  "strict",
  "files",
  "conflicts",
  "hosts",
  "credentials",
  "include",
  "exclude",
];

/**
 * Reads source.yaml. `client` may be left out: it is then the name in Pascal case.
 * @throws ToolchainError `source/invalid`, and those of `readYaml`
 */
export function readSource(text: SourceText): Source {
  const data = readYaml(text);
  const settings = new SettingsReader(data, "", KEYS);
  const name = settings.text("name", isProviderName, "a lower-case name such as `roe`");
  const kind = settings.text("document", /^(pages|whole)$/, "`pages` or `whole`");
  const files = readFiles(settings);
  const source: Source = {
    path: text.path,
    name,
    package:
      settings.has("output") && !settings.has("package")
        ? name
        : settings.text("package", /^(@[a-z0-9-][a-z0-9._-]*\/)?[a-z0-9-][a-z0-9._-]*$/, "an npm package name"),
    title: settings.text("title", /^\S(.*\S)?$/, "the API's name in prose, on one line"),
    client: settings.has("client")
      ? settings.text("client", /^[A-Z][A-Za-z0-9]*$/, "a class name such as `Roe`")
      : pascalCase(name),
    document: kind === "whole" ? "whole" : "pages",
    entry: settings.has("entry") ? listedFile(settings, "entry", files) : undefined,
    output: settings.has("output")
      ? settings.text("output", isSafePath, "the path of a folder in the repository, such as `src/api/acme`")
      : undefined,
    strict: settings.flag("strict"),
    files,
    conflicts: [],
    hosts: readHosts(settings),
    credentials: readCredentials(settings, data.locate),
    include: readPatterns(settings, "include"),
    exclude: readPatterns(settings, "exclude"),
  };
  return { ...source, conflicts: readDecisions(settings, data.locate, source.files) };
}

function readPatterns(settings: SettingsReader, key: "include" | "exclude"): Pattern[] {
  const expected = "a list of patterns such as `tag:pets`, `/pets/**`, `GET /pets/*` or an operationId";
  return settings.items(key, expected).map((pattern, index) => {
    const location = settings.locate(key, index);
    if (typeof pattern !== "string" || pattern.trim() === "") throw invalidSetting("", expected, pattern, location);
    return { pattern: pattern.trim(), location };
  });
}

function readFiles(settings: SettingsReader): SourceFile[] {
  const expected = "a mapping from file name to URL";
  const files = settings.entries("files", expected).map(([file, value]) => readFile(settings, file, value));
  return files.toSorted((a, b) => compareText(a.file, b.file));
}

function readFile(settings: SettingsReader, file: string, value: Json): SourceFile {
  const location = settings.locate("files", file);
  if (!isSafePath(file)) throw invalidSetting("files", SAFE_PATH, file, location);
  if (typeof value === "string")
    return { file, as: undefined, url: webAddress(file, value, location), index: undefined, location };
  const { index, local, as, ...others } = isObject(value) ? value : {};
  const isLocal = local === true && index === undefined;
  if (Object.keys(others).length > 0 || isLocal === (typeof index === "string") || (local !== undefined && !isLocal)) {
    const expected = "a URL, `{ index: URL }` where its own is not known, or `{ local: true }` where it came by hand";
    throw invalidSetting(file, expected, value, location);
  }
  if (as !== undefined && (typeof as !== "string" || !isLocal || !isReferencePath(as)))
    throw invalidSetting(file, "the path of a local file, as the other files refer to it, under `as`", as, location);
  if (typeof index !== "string") return { file, as, url: undefined, index: undefined, location };
  return { file, as: undefined, url: undefined, index: webAddress(file, index, location), location };
}

/** Loopback is allowed in the clear, for tests and local stand-ins. */
function webAddress(file: string, text: string, location: SourceFile["location"]): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLoopback = url?.protocol === "http:" && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  if (url !== undefined && (url.protocol === "https:" || isLoopback) && url.username === "" && url.password === "")
    return text;
  // A password must not reach a message.
  const found = url === undefined || url.username + url.password === "" ? text : `${url.protocol}//…@${url.host}`;
  throw invalidSetting(file, "an https URL without a user name", found, location);
}

function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
}
