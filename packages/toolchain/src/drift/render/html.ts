import { appendTo } from "../../append-to.js";
import { createHash } from "node:crypto";
import { diffLines } from "diff";
import { adviceOf } from "../advice.js";
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
  subjectOf,
} from "../describe.js";
import { type FindingGroup, groupFindings } from "../group.js";
import { count } from "../../plural.js";
import type { Report, ReportedFinding } from "../report.js";
import { type Axis, axes } from "../rules/rule.js";
import { escape, type Markup, markup, inlineCode, raw } from "./markup.js";
import { style } from "./html-style.js";

const axisTitles: Readonly<Record<Axis, string>> = { wire: "On the wire", source: "In TypeScript" };

/** Differences of at most this many lines are open. */
const MAX_OPEN_LINES = 12;

/** Hides what does not contain the searched text. Without it, everything can be read. */
const script = `const field = document.getElementById("search");
field.hidden = false;
field.addEventListener("input", () => {
  const wanted = field.value.toLowerCase();
  for (const part of document.querySelectorAll(".finding, .group"))
    part.classList.toggle("unmatched", !part.textContent.toLowerCase().includes(wanted));
});`;

const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'`;

/**
 * A self-contained page: no font, no request, and no script but the one that searches. The style sheet reads the
 * filters' check boxes, so they work with the keyboard and with screen readers.
 */
export function renderHtml(reports: readonly Report[]): string {
  const title = `Drift: ${reports.map((report) => report.title).join(", ")}`;
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p>${countText(countLevels(reports))}</p>
${filters(reports)}
</header>
<main>
${reports.map(renderReport)}
</main>
<script>${raw(script)}</script>
</body>
</html>
`;
  return page.text;
}

/** Documentation is hidden until somebody asks for it, unless nothing else is there. */
function filters(reports: readonly Report[]): Markup {
  const counts = countLevels(reports);
  const isAsked = reportedLevels.every((level) => level === "docs" || counts[level] === 0);
  const levels = reportedLevels.map(
    (level) => markup`<label class="${level}"><input type="checkbox" id="level-${level}"${
      level !== "docs" || isAsked ? " checked" : ""
    }> ${levelTitles[level]} (${String(counts[level])})</label>
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
<input type="search" id="search" aria-label="Search" placeholder="Search" hidden>
</form>`;
}

function renderReport(report: Report): Markup {
  const { provider, title, from, to, bump, package: name, accepted, findings, isVendored } = report;
  return markup`<section aria-labelledby="${provider}">
<h2 id="${provider}">${title}</h2>
<p><code>${from}</code> → <code>${to}</code>: ${countText(countLevels([report]))}.${
    bump === "none" || !isVendored ? "" : markup` <code>${name}</code> needs a <strong>${bump}</strong> version.`
  }</p>
<ol>${adviceOf(report).map((step) => markup`<li>${step}</li>`)}</ol>
${summary(findings)}${maintenance(report)}${groupFindings(findings).map(renderGroup)}${
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

/** Findings by the resource of their methods. */
function summary(findings: readonly ReportedFinding[]): Markup | string {
  const resources = new Map<string, ReportedFinding[]>();
  for (const finding of findings)
    for (const resource of new Set(finding.methods.map((name) => name.split(".")[0] ?? name)))
      appendTo(resources, resource, finding);
  if (resources.size < 2) return "";
  const rows = [...resources].map(([resource, some]) => {
    const numberOf = (wanted: string): string => String(some.filter(({ level }) => level === wanted).length);
    return markup`<tr><th scope="row">${resource}</th>${reportedLevels.map((level) => markup`<td>${numberOf(level)}</td>`)}</tr>
`;
  });
  return markup`<details><summary>${count(resources.size, "resource")}</summary><table>
<tr><th scope="col">Resource</th>${reportedLevels.map((level) => markup`<th scope="col">${levelTitles[level]}</th>`)}</tr>
${rows}</table></details>
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

function renderGroup({ title, level, findings, methods, operations }: FindingGroup): Markup {
  const [first, ...others] = findings;
  if (others.length === 0)
    return markup`<section class="group">${renderFinding(first, 3)}</section>
`;
  const reach = [count(operations.length, "operation"), ...(methods.length === 0 ? [] : [firstOf(methods)])].join(": ");
  return markup`<section class="group ${level}">
<h3><span class="level">${levelTitles[level]}</span> ${inlineCode(title)}</h3>
<p>${reach}</p>
<details><summary>${count(findings.length, "finding")}</summary>
${findings.map((finding) => renderFinding(finding, 4))}</details></section>
`;
}

/** @param rank Of the heading, which no rank may be left out before. */
function renderFinding(finding: ReportedFinding, rank: 3 | 4): Markup {
  const { level, judgement, rule, fingerprint, message, methods, repairs, change, excerpts } = finding;
  const axis = axes.filter((name) => judgement[name] !== "none").join(" ");
  return markup`<article class="finding ${level} ${axis}" id="finding-${fingerprint}">
${raw(`<h${rank}>`)}<span class="level">${levelTitles[level]}</span> ${inlineCode(`${subjectOf(finding)} ${message}`)}${raw(`</h${rank}>`)}
<p>${judgement.wire === judgement.source ? "on the wire and in TypeScript" : axesText(finding)}${methods.length === 0 ? "" : markup` · ${raw(firstOf(methods.map((name) => `<code>${escape(name)}</code>`)))}`}</p>
${
  change.operations.length < 2
    ? ""
    : markup`<details><summary>${count(change.operations.length, "operation")}</summary><p>${firstOf(
        change.operations.map(({ route }) => route),
        100,
      )}</p></details>
`
}${renderDifference(excerpts)}${repairs.map(
    ({
      action,
      target,
    }) => markup`<p class="repair">Overlay action ${String(action)} changes this part: <code>${target}</code></p>
`,
  )}<p class="fine"><code>${rule}</code> <a href="#finding-${fingerprint}">${fingerprint}</a> ${placeText(finding)}</p>
</article>
`;
}

/** Before and after as one difference, line by line. */
function renderDifference({ before = "", after = "" }: ReportedFinding["excerpts"]): Markup | string {
  if (before === after) return "";
  const whole = (text: string): string => (text === "" ? "" : `${text}\n`);
  const lines = diffLines(whole(before), whole(after)).flatMap(({ value, added, removed }) =>
    value
      .trimEnd()
      .split("\n")
      .map((line) => ({ line, added, removed })),
  );
  const shown = lines.map(({ line, added, removed }) => {
    if (added) return markup`<ins>+ ${line}</ins>\n`;
    return removed ? markup`<del>- ${line}</del>\n` : markup`  ${line}\n`;
  });
  return markup`<details${raw(lines.length > MAX_OPEN_LINES ? "" : " open")}><summary>Before and after</summary><pre tabindex="0" role="group" aria-label="Before and after"><code>${shown}</code></pre></details>
`;
}
