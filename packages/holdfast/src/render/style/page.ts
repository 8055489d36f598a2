/** The page: one column of sections, the finding left, the evidence right; on a phone one below the other. */
export const PAGE = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; background: var(--paper); }
body {
  margin: 0; color: var(--ink); font: var(--t-body)/var(--lh-prose) var(--font);
  font-variant-numeric: tabular-nums lining-nums; overflow-wrap: break-word;
}
h1, h2, h3, p, ul, dl, dd, figure, table { margin: 0; padding: 0; }
a { color: var(--subject); text-underline-offset: 3px; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
a.term { color: inherit; text-decoration: underline dotted var(--rule-2); }
:focus-visible { outline: 2px solid var(--subject); outline-offset: 3px; }
code { font-family: var(--mono); font-size: .87em; overflow-wrap: anywhere; }
b, strong { font-weight: 620; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.defs { position: absolute; width: 0; height: 0; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: var(--s4); top: var(--s2); background: var(--paper); padding: var(--s2) var(--s3); }

.bar, main { max-width: calc(var(--page) + 2 * var(--s5)); margin: 0 auto; padding-inline: var(--s5); }
.bar {
  display: flex; flex-wrap: wrap; align-items: center; gap: var(--s1) var(--s4); padding-block: var(--s4);
  font-size: var(--t-table); color: var(--ink-2);
}
.bar > * { min-width: 0; overflow-wrap: anywhere; }
.bar .brand {
  display: inline-flex; gap: var(--s2); align-items: center; color: var(--ink); font-weight: 620;
  text-decoration: none;
}
.bar .brand svg { width: 20px; height: 16px; }
.bar .end { margin-left: auto; color: var(--ink-3); }

.answer {
  display: grid; grid-template-columns: 6px minmax(0, 1fr); column-gap: var(--s5);
  padding-block: var(--s4) var(--s6);
}
.answer::before { content: ""; background: var(--v, var(--subject)); grid-row: 1 / span 9; border-radius: 1px; }
.answer.unknown::before { background: none; border-left: 6px dashed var(--v); border-radius: 0; }
.answer > * { grid-column: 2; }
.answer h1 {
  font-size: var(--t-verdict); line-height: var(--lh-head); font-weight: 640; letter-spacing: -.018em;
  max-width: 27em; text-wrap: balance; margin-block: var(--s2) var(--s3); overflow-wrap: anywhere;
}
.answer .lead {
  font-size: var(--t-lead); line-height: 1.5; color: var(--ink-2); max-width: var(--measure);
  overflow-wrap: anywhere;
}
.answer .do { margin-top: var(--s5); max-width: 62ch; font-weight: 620; }
.answer .do + details { max-width: 80ch; margin-top: var(--s1); }
.pass { --v: var(--pass); --vt: var(--pass-tint); } .warn { --v: var(--warn); --vt: var(--warn-tint); }
.fail { --v: var(--fail); --vt: var(--fail-tint); } .unknown { --v: var(--unknown); --vt: var(--unknown-tint); }
.say {
  display: inline-flex; align-items: baseline; gap: 7px; color: var(--v); font-weight: 620; white-space: nowrap;
}
.say svg { width: 16px; height: 16px; flex: none; align-self: center; }
.say.plain { color: var(--ink-2); }
.answer .say svg { width: 20px; height: 20px; }

.facts {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(210px, 1fr)); border-block: 1px solid var(--rule);
}
.facts > div {
  padding: var(--s4) var(--s4) var(--s4) 0; min-width: 0; overflow-wrap: anywhere;
  display: grid; grid-row: span 3; grid-template-rows: subgrid; row-gap: 2px;
}
.facts > div + div { padding-left: var(--s4); border-left: 1px solid var(--rule); }
.facts dt { font-size: var(--t-table); color: var(--ink-2); line-height: var(--lh-table); }
.facts dd.v { font-size: var(--t-figure); line-height: 1.25; font-weight: 600; letter-spacing: -.01em; }
.facts dd.v small { font-size: var(--t-small); font-weight: 400; letter-spacing: 0; color: var(--ink-2); }
.facts dd.how { font-size: var(--t-note); color: var(--ink-3); line-height: 1.4; }

section {
  display: grid; grid-template-columns: var(--side) minmax(0, 1fr); gap: var(--s3) var(--s6);
  padding-block: var(--s6); border-top: 1px solid var(--rule);
}
.facts + section { border-top: 0; }
.contents { padding-block: var(--s4); }
.contents ul { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s5); list-style: none; font-size: var(--t-table); }
.contents a { display: inline-block; padding-block: var(--s2); color: var(--ink-2); }
.says .asks { margin: 0 0 var(--s1); font-size: var(--t-table); color: var(--ink-3); }
.says h2 {
  font-size: var(--t-head); line-height: 1.3; font-weight: 620; letter-spacing: -.008em; text-wrap: balance;
  overflow-wrap: anywhere;
}
.says p {
  font-size: var(--t-small); line-height: 1.5; color: var(--ink-2); margin-top: var(--s2); overflow-wrap: anywhere;
}
.says .note { font-size: var(--t-note); color: var(--ink-3); }
.evidence > * + * { margin-top: var(--s5); }
figcaption { font-size: var(--t-table); color: var(--ink-2); line-height: 1.4; margin-bottom: var(--s2); }
figcaption b { color: var(--ink); display: block; }
.two > figure { display: flex; flex-direction: column; } .two .chart { margin-top: auto; }
.two { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: var(--s5); }
.rest { font-size: var(--t-note); color: var(--ink-3); margin-top: var(--s2); }
.list {
  padding-left: 1.2em; font-size: var(--t-small); line-height: 1.5; color: var(--ink-2); overflow-wrap: anywhere;
}

details { font-size: var(--t-table); } summary { cursor: pointer; color: var(--ink-2); padding-block: var(--s1); }
pre {
  margin: var(--s2) 0 0; font: var(--t-note)/1.5 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere;
  color: var(--ink-2);
}
.terms { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 var(--s5); align-items: start; }
.terms details { border-bottom: 1px solid var(--rule); padding-block: var(--s1); min-width: 0; }
.terms summary { color: var(--ink); overflow-wrap: anywhere; }
.terms details > div { padding-bottom: var(--s3); scroll-margin-top: 64px; }
.terms div:target { box-shadow: -12px 0 0 var(--paper), -15px 0 0 var(--subject); }
.terms p { font-size: var(--t-table); line-height: 1.45; color: var(--ink-2); margin-top: var(--s1); }
.terms .small { font-size: var(--t-note); color: var(--ink-3); }
.foot {
  max-width: var(--page); width: calc(100% - 2 * var(--s5)); margin-inline: auto;
  border-top: 1px solid var(--rule); padding-block: var(--s5) var(--s6); font-size: var(--t-note);
  line-height: 1.5; color: var(--ink-3); margin-top: var(--s4);
}
.foot dl { display: grid; grid-template-columns: 132px minmax(0, 1fr); gap: 2px var(--s4); }
.foot dd { overflow-wrap: anywhere; }
.foot dl + p { margin-top: var(--s3); }
`;
