import { reportedLevels } from "../describe.js";
import { axes } from "../rules/rule.js";

/** Shows findings whose level and axis are both selected. Browsers without `:has()` show everything. */
const filters = `@supports selector(:has(*)) {
.finding, .group { display: none; }
${reportedLevels.flatMap((level) => axes.map((axis) => chosen(level, axis))).join("\n")}
}
@media print { form { display: none; } .finding, .group { display: block !important; } }`;

function chosen(level: string, axis: string): string {
  const scope = `body:has(#level-${level}:checked):has(#axis-${axis}:checked)`;
  const finding = `.finding.${level}.${axis}`;
  return `${scope} ${finding}, ${scope} .group:has(${finding}) { display: block; }`;
}

/** The page's style sheet. Colours keep a contrast of 4.5 to 1 in light and dark (WCAG 2.2, 1.4.3). */
export const style = `
:root { color-scheme: light dark; --text: #1b1f24; --back: #fff; --soft: #57606a; --line: #d0d7de; --panel: #f6f8fa;
  --breaking: #b3261e; --review: #8a5300; --non-breaking: #1a6b37; --docs: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --back: #0d1117; --soft: #9aa4af; --line: #30363d;
  --panel: #161b22; --breaking: #ff8a80; --review: #f0b25c; --non-breaking: #6fd08c; --docs: #79b8ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 64rem; color: var(--text); background: var(--back);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.25rem; margin-top: 2.5rem; padding-bottom: 0.35rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.5rem 0 0.5rem; } .finding :is(h3, h4) { font-size: 1rem; margin: 0; font-weight: 600; }
code, pre { font: 0.875rem/1.45 ui-monospace, monospace; }
form { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: end; }
input[type=search] { font: inherit; padding: 0.5rem 0.75rem; }
fieldset { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; margin: 0; border: 1px solid var(--line); border-radius: 6px; padding: 0.25rem 0.75rem 0.5rem; }
legend { padding: 0 0.35rem; color: var(--soft); font-size: 0.875rem; }
label { display: inline-flex; align-items: center; gap: 0.35rem; min-height: 1.75rem; }
input[type=checkbox] { width: 1.1rem; height: 1.1rem; margin: 0; }
.chores { padding-left: 1.25rem; } .unmatched { display: none !important; }
th, td { padding: 0.15rem 0.75rem 0.15rem 0; text-align: left; } ins { color: var(--non-breaking); text-decoration: none; } del { color: var(--breaking); text-decoration: none; }
.finding { border: 1px solid var(--line); border-left: 4px solid var(--tone); border-radius: 6px; padding: 0.75rem; margin: 0.75rem 0; background: var(--panel); }
.finding p { margin: 0.35rem 0; }
.breaking { --tone: var(--breaking); } .review { --tone: var(--review); } .non-breaking { --tone: var(--non-breaking); } .docs { --tone: var(--docs); }
.level, label[class] { color: var(--tone); }
.level::after { content: ":"; }
.fine { color: var(--soft); font-size: 0.875rem; }
pre { margin: 0; padding: 0.5rem; overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; background: var(--back); }
summary { cursor: pointer; min-height: 1.75rem; }
:focus-visible { outline: 3px solid var(--docs); outline-offset: 2px; }
${filters}
`;
