import type { Location } from "../../location.js";
import { oneLine } from "../../visible.js";

/** GitHub shows ten annotations of each kind per step and silently drops the others. */
const MAX_ANNOTATIONS = 10;

const commands = ["error", "warning", "notice"] as const;

/** An annotation that GitHub shows beside a line, or without a line where the location is unknown. */
export interface WorkflowAnnotation {
  readonly command: (typeof commands)[number];
  readonly title: string;
  readonly place: Location | undefined;
  readonly lines: readonly string[];
}

/** Workflow commands of GitHub Actions, one on each line. The last of ten of a kind counts the others. */
export function printAnnotations(annotations: readonly WorkflowAnnotation[]): string {
  const lines = commands.flatMap((command) => {
    const all = annotations.filter((annotation) => annotation.command === command);
    const listed = all.length > MAX_ANNOTATIONS ? all.slice(0, MAX_ANNOTATIONS - 1) : all;
    const rest = all.length - listed.length;
    const more: WorkflowAnnotation = {
      command,
      title: "More",
      place: undefined,
      lines: [`and ${rest} more`],
    };
    return [...listed, ...(rest > 0 ? [more] : [])].map(printAnnotation);
  });
  return lines.map((line) => `${line}\n`).join("");
}

function printAnnotation({ command, title, place, lines }: WorkflowAnnotation): string {
  const properties = [
    ["file", place?.file],
    ["line", place?.line],
    ["col", place?.column],
    ["title", title],
  ].flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapeProperty(oneLine(String(value), MAX_PROPERTY))}`],
  );
  return `::${command} ${properties.join()}::${escapeData(lines.map((line) => oneLine(line, MAX_LINE)).join("\n"))}`;
}

/** Longer texts are cut: GitHub shows no more. In characters. */
const MAX_PROPERTY = 300;
const MAX_LINE = 1_000;

/** A line end would end the command, and the rest of the text could start another one. */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
