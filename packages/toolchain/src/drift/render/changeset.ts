import { levelTitles, reportedLevels, subjectOf } from "../describe.js";
import type { Report } from "../report.js";
import { markdownCode, markdownMessage } from "../../visible.js";

/** The number of changes that a changelog lists. */
const MAX_CHANGES = 20;

/**
 * A changeset (changesets' own format): the packages with their version bumps, and the changelog. Changes of
 * documentation only are omitted; empty where nothing needs a release.
 */
export function renderChangeset(reports: readonly Report[]): string {
  const released = reports.filter(({ bump }) => bump !== "none");
  if (released.length === 0) return "";
  return [
    "---",
    ...released.map(({ package: name, bump }) => `${JSON.stringify(name)}: ${bump}`),
    "---",
    "",
    ...released.flatMap((report) => [
      `${markdownMessage(report.title)}: the API's description changed.`,
      "",
      ...changes(report),
      "",
    ]),
  ].join("\n");
}

function changes({ findings, accepted }: Report): string[] {
  const all = reportedLevels
    .filter((level) => level !== "docs")
    .flatMap((level) => [...findings, ...accepted].filter((finding) => finding.level === level));
  const rest = all.length - MAX_CHANGES;
  return [
    ...all.slice(0, MAX_CHANGES).map((finding) => {
      const methods = finding.methods.slice(0, 2).map((name) => ` ${markdownCode(name)}`);
      const text = markdownMessage(`${subjectOf(finding)} ${finding.message}`);
      return `- ${levelTitles[finding.level]}:${methods.join(",")}${methods.length > 0 ? "," : ""} ${text}`;
    }),
    ...(rest > 0 ? [`- and ${rest} more`] : []),
    ...(all.length === 0 ? ["- Documentation only."] : []),
  ];
}
