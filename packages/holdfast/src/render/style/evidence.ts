/**
 * Tables and charts. Colours of charts are classes, so that dark, print and the policy without inline style all hold.
 */
export const EVIDENCE = `
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: var(--t-table); line-height: var(--lh-table); }
caption { text-align: left; color: var(--ink-2); padding-bottom: var(--s2); }
th {
  text-align: left; font-weight: 500; color: var(--ink-3); vertical-align: bottom;
  border-bottom: 1px solid var(--rule-2); padding: var(--s1) var(--s4) var(--s1) 0;
}
td {
  vertical-align: baseline; border-bottom: 1px solid var(--rule); padding: 7px var(--s4) 7px 0;
  overflow-wrap: anywhere;
}
tbody th {
  min-width: 112px; color: var(--ink); border-bottom: 1px solid var(--rule); padding-block: 7px;
  vertical-align: baseline;
  overflow-wrap: anywhere;
}
th.num, td.num { text-align: right; white-space: nowrap; }
thead th.num { white-space: normal; }
tr > :last-child { padding-right: 0; }
td .say { font-size: inherit; }
td .say + small { margin-top: 2px; }
td small, th small { display: block; font-size: var(--t-note); color: var(--ink-3); font-weight: 400; }
table.checks td:first-child { white-space: nowrap; }
table.checks .words { min-width: 130px; }
table.checks tbody th { min-width: 150px; }
tr.hot > * { background: var(--vt); }
tr.hot > :first-child { box-shadow: inset 3px 0 0 var(--v); padding-left: var(--s3); }
tr.hot small, tr.hot .words { color: var(--ink-2); }
tr.sum > * { border-bottom: 0; border-top: 1px solid var(--rule-2); font-weight: 600; }
tr.sum small { font-weight: 400; }
td.q1, td.q2, td.q3, td.q4, td.q5 { padding-right: var(--s2); }
td.q1 { background: color-mix(in srgb, var(--band) 18%, transparent); }
td.q2 { background: color-mix(in srgb, var(--band) 38%, transparent); }
td.q3 { background: color-mix(in srgb, var(--band) 58%, transparent); }
td.q4 { background: color-mix(in srgb, var(--band) 78%, transparent); }
td.q5 { background: var(--band); }
td.q1 small, td.q2 small, td.q3 small, td.q4 small, td.q5 small { color: var(--ink-2); }

.chart {
  display: block; max-width: 100%; height: auto; overflow: visible; font-family: var(--font);
  font-variant-numeric: tabular-nums;
}
.narrow { display: none; }
.chart text, .chart g { font-size: 12px; } .chart text { fill: var(--ink-2); stroke: none; }
.chart .strong text { fill: var(--ink); font-weight: 600; } .chart .dim text { fill: var(--ink-3); }
.chart .subject-f text { fill: var(--subject); } .chart .strong-line text { font-weight: 600; }
.chart .grid, .chart .grid line { stroke: var(--grid); }
.chart .axis { stroke: var(--rule-2); }
.chart .zero, .chart .zero line { stroke: var(--ink-2); }
.chart .subject, .chart .subject line { stroke: var(--subject); fill: none; }
.chart .subject-f { fill: var(--subject); stroke: none; }
.chart .soft { fill-opacity: .82; }
.chart .compare, .chart .compare line { stroke: var(--compare); fill: none; }
.chart .band { fill: var(--band); stroke: none; }
.chart .hatch { fill: url(#hatch); stroke: none; }
.chart .v-f { fill: var(--v); stroke: none; }
.chart .v-s, .chart .v-s line { stroke: var(--v); fill: none; }
.chart .hollow { fill: var(--paper); stroke: var(--v); stroke-width: 1.5; }
.chart .interval, .chart .interval line { stroke-width: 1.75; } .chart .thick { stroke-width: 2; }
.chart .limit, .chart .limit line { stroke: var(--ink); stroke-width: 1.25; } .chart .dash { stroke-dasharray: 2 3; }
.chart .halo text, .chart .dim text {
  paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round;
}

@media screen and (max-width: 899px) {
  section { grid-template-columns: minmax(0, 1fr); gap: var(--s4); padding-block: var(--s5); }
  .says p { max-width: var(--measure); }
  .facts { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .facts > div:nth-child(odd) { padding-left: 0; border-left: 0; }
  .facts > div:nth-child(n + 3) { border-top: 1px solid var(--rule); }
}
@media screen and (max-width: 699px) {
  :root { --t-verdict: 25px; }
  .bar, main { padding-inline: var(--s4); }
  .foot { width: calc(100% - 2 * var(--s4)); }
  .bar .end { margin-left: 0; width: 100%; }
  .wide { display: none; } .narrow { display: block; }
  .answer { column-gap: var(--s4); padding-block: var(--s2) var(--s5); }
  .facts, .two, .terms { grid-template-columns: minmax(0, 1fr); } .facts > div { padding: var(--s3) 0; }
  .facts > div + div { padding-left: 0; border-left: 0; border-top: 1px solid var(--rule); }
  .foot dl { grid-template-columns: minmax(0, 1fr); gap: 0; } .foot dd { margin-bottom: var(--s2); }
  table.stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table.stack, table.stack tbody, table.stack tr, table.stack td, table.stack th { display: block; }
  table.stack tr { padding-block: var(--s3); border-bottom: 1px solid var(--rule); }
  table.stack td, table.stack tbody th { border: 0; padding: 1px 0; }
  table.stack td {
    display: flex; justify-content: space-between; gap: var(--s4); text-align: right; white-space: normal;
  }
  table.stack td > span { min-width: 0; } table.stack td:empty { display: none; }
  table.stack td.words, table.stack td:first-child { display: block; text-align: left; }
  table.stack td[data-h]::before {
    content: attr(data-h); color: var(--ink-3); text-align: left; flex: none; max-width: 60%;
  }
  table.stack td.words[data-h]::before { content: none; }
  table.stack tr.hot { padding-inline: var(--s3); background: var(--vt); box-shadow: inset 3px 0 0 var(--v); }
  table.stack tr.hot > * { background: none; box-shadow: none; padding-left: 0; }
  table.stack tr.sum > * { border-top: 0; }
}
@media print {
  @page { margin: 15mm 14mm 17mm; }
  .bar, main, .foot { max-width: none; width: auto; padding-inline: 0; }
  section { display: block; padding-block: 14px; }
  .says { margin-bottom: 10px; break-after: avoid; break-inside: avoid; }
  .says p { max-width: none; margin-top: 3px; }
  .facts { grid-template-columns: repeat(4, minmax(0, 1fr)); }
  .scroll { overflow: visible; }
  td, th { padding-block: 4px; padding-right: 8px; }
  th.num, td.num { white-space: normal; overflow-wrap: normal; }
  .evidence .rest:first-child { break-after: avoid; }
  .terms { display: block; columns: 2; column-gap: var(--s5); }
  .terms details > div { padding-bottom: var(--s1); }
  figure, tr, .answer, .facts, .foot, .terms details { break-inside: avoid; }
  h2 { break-after: avoid; }
  thead { display: table-header-group; }
  .skip, .answer summary { display: none; }
  .terms summary { list-style: none; font-weight: 620; }
  a { color: inherit; text-decoration: none; }
  details::details-content { content-visibility: visible; display: block; }
}
@media (forced-colors: active) { .say svg, .chart .v-f { forced-color-adjust: none; } }
`;
