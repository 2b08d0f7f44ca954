import { axesText, few, placeText, type ShownLevel, touchesOf } from "../describe.js";
import type { FindingGroup } from "../group.js";
import { width, words, wrap } from "./wrap.js";

/** Paints a text in the style of a level, or of what matters less. */
export type Paint = (style: ShownLevel | "strong" | "dim", text: string) => string;

/** How many operations of one finding are named; of more, only their number and where in the client they are. */
const named = 3;

const indent = "      ";

/** What happened, whom it reaches, and by what name it is accepted. */
export function renderGroup(group: FindingGroup, paint: Paint): string[] {
  const [finding, ...others] = group.findings;
  const [first = "", ...lines] = words(group.title, "    ", "  ● ");
  const [overlay] = touchesOf({ methods: [], repairs: group.findings.flatMap(({ repairs }) => repairs) });
  const details = [...schemasOf(group), ...reachOf(group)];
  const marks = [placeText(finding), axesText(finding), finding.rule, finding.fingerprint].filter(Boolean);
  const isOne = others.length === 0;
  return [
    first.replace("●", () => paint(group.level, "●")),
    ...lines,
    ...joined(isOne ? details : [...details, axesText(finding), finding.rule]),
    ...(overlay === undefined ? [] : [`${indent}${overlay}`]),
    ...(isOne ? wrap(marks, " · ", indent).map((line) => paint("dim", line)) : []),
  ];
}

/** The schemas that are changed alike. */
function schemasOf({ findings }: FindingGroup): string[] {
  const names = findings.flatMap(({ change }) => /^schema `(?<name>.*)`$/u.exec(change.where)?.groups?.["name"] ?? []);
  const all = [...new Set(names)];
  return all.length > 1 ? [`in ${few(all)}`] : [];
}

function reachOf({ operations, methods, findings }: FindingGroup): string[] {
  const count = operations.length === findings.length ? "" : `${operations.length} operations: `;
  if (operations.length > (findings.length > 1 ? 1 : named)) return [`${count}${few(areas(methods), 5)}`];
  const routes = operations.map(({ route }) => route);
  return [
    ...(routes.length === 0 ? [] : [`reaches ${few(routes, named)}`]),
    ...(methods.length === 0 ? [] : [`methods ${few(methods, named)}`]),
  ];
}

/** Parts of the client by the number of their methods, such as `teams 20`. */
function areas(methods: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const name of methods) {
    const area = name.split(".")[0] ?? name;
    counts.set(area, (counts.get(area) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([area, count]) => `${area} ${count}`);
}

/** On one line where they fit, else a line or more for each that is long. */
function joined(details: readonly string[]): string[] {
  return wrap(details, " · ", indent).flatMap((line) =>
    line.length > width ? words(line.trimStart(), `${indent}  `, indent) : line,
  );
}
