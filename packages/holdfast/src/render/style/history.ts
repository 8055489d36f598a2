/** What only a history has: small multiples, rings with the numbers of incidents, bands of the usual. */
export const HISTORY = `
.multi { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: var(--s5) var(--s5); }
.multi figure { min-width: 0; }
.chart .band { fill: var(--band); stroke: none; } .chart .came { fill: var(--ink); stroke: none; }
.chart .usual { fill: var(--usual); stroke: none; }
.chart .faint, .chart .faint line { stroke-opacity: .38; }
.chart .compare-f { fill: var(--compare); stroke: none; }
.chart .hole { fill: var(--paper); stroke: var(--rule-2); }
.chart .v-s { stroke-width: 1.5; }
.chart text.number { fill: var(--ink); } .chart text.number.on { fill: var(--paper); font-weight: 650; }
.chart .axis.dash { stroke-dasharray: 2 3; }
.ring { white-space: nowrap; flex: none;
  display: inline-grid; place-items: center; min-width: 22px; height: 22px; padding-inline: 2px;
  border: 1px solid var(--rule-2); border-radius: 11px; font-size: var(--t-note); font-weight: 500; line-height: 1;
}
.ring.fell { background: var(--fail); border-color: var(--fail); color: var(--paper); font-weight: 650; }
.ring.rose { background: var(--pass); border-color: var(--pass); color: var(--paper); font-weight: 650; }
tbody th.no + td { white-space: nowrap; }
tbody th.no { min-width: 0; width: 1%; }
.hot .words b { color: var(--ink); }
details.fold { margin-top: var(--s3); }
@media screen and (max-width: 699px) { .multi { grid-template-columns: minmax(0, 1fr); } }
@media print {
  .multi { grid-template-columns: repeat(3, minmax(0, 1fr)); }
  .ring.fell, .ring.rose { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  tbody th.no + td { white-space: nowrap; }
tbody th.no { min-width: 0; width: 1%; }
.hot .words b { color: var(--ink); }
details.fold { display: none; }
}
`;
