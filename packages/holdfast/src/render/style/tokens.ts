/**
 * Every colour, size and space of a page: light, dark and print. Text has a contrast of at least 4.5 on its ground,
 * lines of at least 3. Verdicts are always colour, shape and word together; data never use the colours of verdicts.
 */
export const TOKENS = `
:root {
  color-scheme: light dark;
  --font: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
  --t-note: 12px;  --t-table: 13.5px;  --t-small: 14.5px;  --t-body: 16px;
  --t-lead: 18px;  --t-head: 19px;  --t-figure: 25px;  --t-verdict: 32px;
  --lh-prose: 1.55;  --lh-table: 1.35;  --lh-head: 1.2;
  --s1: 4px;  --s2: 8px;  --s3: 12px;  --s4: 16px;  --s5: 24px;  --s6: 40px;
  --measure: 66ch;  --page: 1120px;  --side: 236px;
  --paper: #fbfaf7;  --ink: #1a1e23;  --ink-2: #474e57;  --ink-3: #626971;
  --rule: #dedbd3;  --rule-2: #8b8880;  --grid: #ebe8e1;
  --subject: #1c5a9e;  --compare: #7a7f86;  --band: #d3e2f2;  --usual: #ece8de;
  --pass: #0d7871;     --pass-tint: #e1f0ee;
  --warn: #8a5800;     --warn-tint: #faedcd;
  --fail: #a3200d;     --fail-tint: #fbe7e1;
  --unknown: #484d58;  --unknown-tint: #eeedf0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a;  --ink: #e9e7e2;  --ink-2: #b9bdc2;  --ink-3: #959ba3;
    --rule: #30353b;  --rule-2: #71777f;  --grid: #262a2f;
    --subject: #82b4ee;  --compare: #8d939b;  --band: #25394f;  --usual: #2f2e29;
    --pass: #59c2b7;     --pass-tint: #15302e;
    --warn: #e2b04c;     --warn-tint: #352a12;
    --fail: #ff8c73;     --fail-tint: #3b1f19;
    --unknown: #aab0ba;  --unknown-tint: #26292e;
  }
}
@media print {
  :root {
    color-scheme: light;
    --t-body: 10.5pt; --t-small: 9.5pt; --t-figure: 14pt; --t-lead: 11.5pt; --t-table: 9pt; --t-note: 8pt;
    --t-head: 12.5pt; --t-verdict: 19pt;
    --paper: #ffffff;  --ink: #000000;  --ink-2: #333333;  --ink-3: #555555;
    --rule: #c8c8c8;  --rule-2: #777777;  --grid: #e6e6e6;
    --subject: #1c5a9e;  --compare: #777777;  --band: #d3e2f2;  --usual: #ececec;
    --pass: #0a6b66;  --warn: #855400;  --fail: #b3270f;  --unknown: #565b66;
    --pass-tint: #ffffff;  --warn-tint: #ffffff;  --fail-tint: #ffffff;  --unknown-tint: #ffffff;
  }
}
`;
