import { describe, errorCodes } from "../../toolchain/src/errors.js";
import { cell } from "./markdown.js";

/** The areas of the error codes: what stands before the slash. */
export function errorAreas(): readonly string[] {
  return [...new Set(errorCodes.map(areaOf))];
}

/** One heading for each code of an area, with its meaning and what to do. */
export function errorCodeTable(area: string): string {
  const codes = errorCodes.filter((code) => areaOf(code) === area);
  if (codes.length === 0) throw new Error(`no error code begins with ${area}/`);
  return codes
    .map((code) => {
      const { title, hint } = describe(code);
      return `### \`${code}\`\n\n${cell(title)}.\n\n**What to do.** ${cell(hint)}`;
    })
    .join("\n\n");
}

function areaOf(code: string): string {
  return code.split("/", 1)[0] ?? "";
}
