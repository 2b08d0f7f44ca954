import type { Location } from "../../location.js";

/** GitHub shows ten annotations of each kind for one step; more would be dropped without a word. */
const shown = 10;

const commands = ["error", "warning", "notice"] as const;

/** What GitHub shows beside a line, or above all of them where no place is known. */
export interface WorkflowAnnotation {
  readonly command: (typeof commands)[number];
  readonly title: string;
  readonly place: Location | undefined;
  readonly lines: readonly string[];
}

/** Workflow commands of GitHub Actions, each on a line; the last of ten of a kind says how many there are besides. */
export function printAnnotations(annotations: readonly WorkflowAnnotation[]): string {
  const lines = commands.flatMap((command) => {
    const all = annotations.filter((annotation) => annotation.command === command);
    const told = all.length > shown ? all.slice(0, shown - 1) : all;
    const rest = all.length - told.length;
    const more: WorkflowAnnotation = {
      command,
      title: "More",
      place: undefined,
      lines: [`and ${rest} more of this kind`],
    };
    return [...told, ...(rest > 0 ? [more] : [])].map(printAnnotation);
  });
  return lines.map((line) => `${line}\n`).join("");
}

function printAnnotation({ command, title, place, lines }: WorkflowAnnotation): string {
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
