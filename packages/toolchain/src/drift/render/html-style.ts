/** The page's style sheet. Colours keep a contrast of 4.5 to 1 in light and dark (WCAG 2.2, 1.4.3). */
export const style = `
:root { color-scheme: light dark; --text: #1b1f24; --back: #fff; --soft: #57606a; --line: #d0d7de; --panel: #f6f8fa;
  --breaking: #b3261e; --review: #8a5300; --non-breaking: #1a6b37; --docs: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --back: #0d1117; --soft: #9aa4af; --line: #30363d;
  --panel: #161b22; --breaking: #ff8a80; --review: #f0b25c; --non-breaking: #6fd08c; --docs: #79b8ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 64rem; color: var(--text); background: var(--back);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.25rem; margin-top: 2rem; } h3 { font-size: 1rem; } h4 { font-size: 1rem; margin: 0; font-weight: 600; }
code, pre { font: 0.875rem/1.45 ui-monospace, monospace; }
form { display: flex; flex-wrap: wrap; gap: 0.75rem; position: sticky; top: 0; }
fieldset { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; border: 1px solid var(--line); border-radius: 6px; padding: 0.25rem 0.75rem 0.5rem; }
label { display: inline-flex; align-items: center; gap: 0.35rem; min-height: 1.75rem; }
input { width: 1.1rem; height: 1.1rem; }
.finding { border: 1px solid var(--line); border-left: 4px solid var(--tone); border-radius: 6px; padding: 0.75rem; margin: 0.75rem 0; background: var(--panel); }
.finding p { margin: 0.35rem 0; }
.breaking { --tone: var(--breaking); } .review { --tone: var(--review); } .non-breaking { --tone: var(--non-breaking); } .docs { --tone: var(--docs); }
.level, label[class] { color: var(--tone); }
.level::after { content: ":"; }
.fine { color: var(--soft); font-size: 0.875rem; }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: 0.75rem; }
figure { margin: 0; } figcaption { color: var(--soft); }
pre { margin: 0; padding: 0.5rem; overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; background: var(--back); }
summary { cursor: pointer; min-height: 1.75rem; }
:focus-visible { outline: 3px solid var(--docs); outline-offset: 2px; }
body:has(#level-breaking:not(:checked)) .finding.breaking,
body:has(#level-review:not(:checked)) .finding.review,
body:has(#level-non-breaking:not(:checked)) .finding.non-breaking,
body:has(#level-docs:not(:checked)) .finding.docs,
body:has(#axis-wire:not(:checked)) .finding.wire:not(.source),
body:has(#axis-source:not(:checked)) .finding.source:not(.wire),
body:has(#axis-wire:not(:checked)):has(#axis-source:not(:checked)) .finding { display: none; }
.group:not(:has(.finding)) { display: none; }
@media print { form { display: none; } }
`;
