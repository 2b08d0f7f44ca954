import { levelTitles, shownLevels, subjectOf } from "../describe.js";
import type { Report } from "../report.js";

/** How many changes a changelog tells one by one. */
const told = 20;

/**
 * A changeset (changesets' own format): the packages with the version that their findings ask for, and what their
 * changelog says. Findings that nobody compiling or calling would notice are left out; empty where nothing is to be
 * released.
 */
export function renderChangeset(reports: readonly Report[]): string {
  const released = reports.filter(({ bump }) => bump !== "none");
  if (released.length === 0) return "";
  return [
    "---",
    ...released.map(({ package: name, bump }) => `${JSON.stringify(name)}: ${bump}`),
    "---",
    "",
    ...released.flatMap((report) => [`${report.title}: the API's description changed.`, "", ...changes(report), ""]),
  ].join("\n");
}

function changes({ findings, accepted }: Report): string[] {
  const all = shownLevels
    .filter((level) => level !== "docs")
    .flatMap((level) => [...findings, ...accepted].filter((finding) => finding.level === level));
  const rest = all.length - told;
  return [
    ...all.slice(0, told).map((finding) => {
      const methods = finding.methods.slice(0, 2).map((name) => ` \`${name}\``);
      const text = `${subjectOf(finding)} ${finding.message}`.replaceAll(/\s+/gu, " ");
      return `- ${levelTitles[finding.level]}:${methods.join(",")}${methods.length > 0 ? "," : ""} ${text}`;
    }),
    ...(rest > 0 ? [`- and ${rest} more`] : []),
    ...(all.length === 0 ? ["- Documentation only."] : []),
  ];
}
