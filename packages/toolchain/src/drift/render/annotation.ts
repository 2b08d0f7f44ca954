import type { Location } from "../../errors.js";

/** What GitHub shows beside a line, or above all of them where no place is known. */
export interface Annotation {
  readonly command: "error" | "warning" | "notice";
  readonly title: string;
  readonly place: Location | undefined;
  readonly lines: readonly string[];
}

/** A workflow command of GitHub Actions, on one line. */
export function printAnnotation({ command, title, place, lines }: Annotation): string {
  const properties = [
    ["file", place?.file],
    ["line", place?.line],
    ["col", place?.column],
    ["title", title],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`]));
  return `::${command} ${properties.join()}::${escapeData(lines.join("\n"))}`;
}

/** A command ends with its line, so that a text of a document could begin another one. */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
