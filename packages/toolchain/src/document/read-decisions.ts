import type { LocatedData } from "./data.js";
import { invalidSetting, SettingsReader } from "./settings.js";
import type { Decision, SourceFile } from "./source.js";

const EXPECTED = "a list of `{ at, prefer, why }` and `{ at, rename: { in, to }, why }`";

/** Reads `conflicts` of source.yaml. @throws ToolchainError `source/invalid` */
export function readDecisions(
  settings: SettingsReader,
  locate: LocatedData["locate"],
  files: readonly SourceFile[],
): Decision[] {
  const decisions = settings
    .items("conflicts", EXPECTED)
    .map((value, index) => readDecision({ value, locate }, `/conflicts/${index}`, files));
  const preferred = new Set<string>();
  for (const decision of decisions) {
    if (!("prefer" in decision)) continue;
    if (preferred.has(decision.at)) throw invalidSetting("at", "a part decided once", decision.at, decision.location);
    preferred.add(decision.at);
  }
  return decisions;
}

function readDecision(data: LocatedData, pointer: string, files: readonly SourceFile[]): Decision {
  const settings = new SettingsReader(data, pointer, ["at", "prefer", "rename", "why"]);
  const at = settings.text("at", /^\/./, "a JSON pointer such as /components/schemas/Job");
  const why = settings.text("why", /\S/, "the reason for the decision");
  const location = data.locate(pointer);
  if (settings.has("prefer") === settings.has("rename")) {
    throw invalidSetting("", "either `prefer` or `rename`", data.value, location);
  }
  if (settings.has("prefer")) return { at, why, location, prefer: listedFile(settings, "prefer", files) };
  const value = settings.get("rename") ?? null;
  const rename = new SettingsReader({ value, locate: data.locate }, `${pointer}/rename`, ["in", "to"]);
  const to = rename.text("to", /^[A-Za-z0-9._-]+$/, "a new name of letters, digits, `.`, `_` and `-`");
  return { at, why, location, rename: { in: listedFile(rename, "in", files), to } };
}

/** A setting that names one of the files. @throws ToolchainError `source/invalid` */
export function listedFile(settings: SettingsReader, key: string, files: readonly SourceFile[]): string {
  const names = files.map(({ file }) => file);
  const file = settings.text(key, /\S/, "a file listed under `files`");
  if (names.includes(file)) return file;
  throw invalidSetting(key, `one of ${names.join(", ")}`, file, settings.locate(key));
}
