import { maintenanceOf } from "../maintenance.js";
import {
  axesText,
  countLevels,
  countText,
  firstOf,
  levelTitles,
  placeText,
  shortPlace,
  reportedLevels,
  type ReportedLevel,
  subjectOf,
} from "../describe.js";
import type { Report, ReportedFinding } from "../report.js";
import { type Axis, axes } from "../rules/rule.js";
import { escape, type Markup, markup, inlineCode, raw } from "./markup.js";
import { style } from "./html-style.js";

const axisTitles: Readonly<Record<Axis, string>> = { wire: "On the wire", source: "In TypeScript" };

/**
 * A self-contained page: no script, no font, no request. The style sheet reads the filters' check boxes, so they work
 * with the keyboard and with screen readers.
 */
export function renderHtml(reports: readonly Report[]): string {
  const counts = countLevels(reports);
  const title = `Drift: ${reports.map((report) => report.title).join(", ")}`;
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p>${countText(counts)}</p>
${filters(counts)}
</header>
<main>
${reports.map(renderReport)}
</main>
</body>
</html>
`;
  return page.text;
}

function filters(counts: Readonly<Record<ReportedLevel, number>>): Markup {
  const levels = reportedLevels.map(
    (
      level,
    ) => markup`<label class="${level}"><input type="checkbox" id="level-${level}" checked> ${levelTitles[level]} (${String(counts[level])})</label>
`,
  );
  const axisFilters = axes.map(
    (axis) => markup`<label><input type="checkbox" id="axis-${axis}" checked> ${axisTitles[axis]}</label>
`,
  );
  return markup`<form aria-label="Filters">
<fieldset><legend>Levels</legend>
${levels}</fieldset>
<fieldset><legend>Axes</legend>
${axisFilters}</fieldset>
</form>`;
}

function renderReport(report: Report): Markup {
  const { provider, title, from, to, bump, package: name, accepted } = report;
  return markup`<section aria-labelledby="${provider}">
<h2 id="${provider}">${title}</h2>
<p><code>${from}</code> → <code>${to}</code>: ${countText(countLevels([report]))}.${
    bump === "none" ? "" : markup` <code>${name}</code> needs a <strong>${bump}</strong> version.`
  }</p>
${maintenance(report)}${groups(report.findings).map(([group, findings]) => renderGroup(group, findings))}${
    accepted.length === 0
      ? ""
      : markup`<details><summary>${String(accepted.length)} accepted</summary>
${accepted.map(
  (finding) => markup`<p>${subjectOf(finding)} ${finding.message}: ${finding.reason}</p>
`,
)}</details>
`
  }</section>
`;
}

function maintenance(report: Report): Markup | string {
  const all = maintenanceOf(report);
  if (all.length === 0) return "";
  return markup`<ul class="chores">
${all.map(
  ({ text, location }) => markup`<li>${text}. <span class="fine">${shortPlace(location)}</span></li>
`,
)}</ul>
`;
}

/** Findings by their only operation, or by the part that many operations or none use. */
function groups(findings: readonly ReportedFinding[]): [string, ReportedFinding[]][] {
  const found = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const { where, operations } = finding.change;
    const [only, ...others] = operations;
    const name = only === undefined || others.length > 0 ? where.replaceAll("`", "") : only.route;
    found.set(name, [...(found.get(name) ?? []), finding]);
  }
  return [...found];
}

function renderGroup(name: string, findings: readonly ReportedFinding[]): Markup {
  return markup`<section class="group">
<h3>${name}</h3>
${findings.map(renderFinding)}</section>
`;
}

function renderFinding(finding: ReportedFinding): Markup {
  const { level, judgement, rule, fingerprint, message, methods, repairs, change, excerpts } = finding;
  const axis = axes.filter((name) => judgement[name] !== "none").join(" ");
  return markup`<article class="finding ${level} ${axis}">
<h4><span class="level">${levelTitles[level]}</span> ${inlineCode(`${subjectOf(finding)} ${message}`)}</h4>
<p>${judgement.wire === judgement.source ? "on the wire and in TypeScript" : axesText(finding)}${methods.length === 0 ? "" : markup` · ${raw(firstOf(methods.map((name) => `<code>${escape(name)}</code>`)))}`}</p>
${
  change.operations.length < 2
    ? ""
    : markup`<details><summary>${String(change.operations.length)} operations</summary><ul>
${change.operations.map(
  ({ route }) => markup`<li><code>${route}</code></li>
`,
)}</ul></details>
`
}${renderExcerpts(excerpts)}${repairs.map(
    ({
      action,
      target,
    }) => markup`<p class="repair">Overlay action ${String(action)} changes this part: <code>${target}</code></p>
`,
  )}<p class="fine"><code>${rule}</code> <code>${fingerprint}</code> ${placeText(finding)}</p>
</article>
`;
}

function renderExcerpts({ before, after }: ReportedFinding["excerpts"]): Markup | string {
  if (before === undefined && after === undefined) return "";
  const side = (name: string, text: string | undefined): Markup =>
    markup`<figure><figcaption aria-hidden="true">${name}</figcaption><pre tabindex="0" role="group" aria-label="${name}"><code>${text ?? "nothing"}</code></pre></figure>
`;
  return markup`<details><summary>Before and after</summary><div class="sides">
${side("Before", before)}${side("After", after)}</div></details>
`;
}
