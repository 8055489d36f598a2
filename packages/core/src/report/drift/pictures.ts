import type { DriftPanel } from '../../measure/drift/panels.ts';
import type { HistogramBlock, LevelsBlock, Section } from '../blocks.ts';
import type { DriftFigures } from '../drift-result.ts';
import { DRIFT, nameText } from '../words/drift.ts';

/** More small charts are not looked at. */
const PANELS_MAX = 12;

/** The columns that moved as small charts, the current rows over the reference; null where none did. */
export function picturesSection({ panels }: DriftFigures): Section | null {
  if (panels.length === 0) return null;
  const rest = panels.length - PANELS_MAX;
  return {
    id: 'pictures',
    heading: DRIFT.pictures,
    says: [DRIFT.picturesSay],
    note: rest > 0 ? DRIFT.undrawn(rest) : '',
    verdict: null,
    isBrief: false,
    blocks: [{ kind: 'pair', blocks: panels.slice(0, PANELS_MAX).map(blockOf) }],
  };
}

function blockOf(panel: DriftPanel, k: number): HistogramBlock | LevelsBlock {
  const figure = {
    id: `figure-drift-${k}`,
    title: DRIFT.panelTitle(panel.column),
    caption: nameText(panel.column),
    explains: '',
    layers: [
      { name: DRIFT.current, counts: panel.current },
      { name: DRIFT.reference, counts: panel.reference },
    ],
  };
  if (panel.kind === 'text') return { ...figure, kind: 'levels', names: panel.names.map(nameText), unit: DRIFT.axisY };
  return {
    ...figure,
    kind: 'histogram',
    edges: panel.edges,
    axes: { x: '', y: DRIFT.axisY },
    mark: null,
    isPercent: true,
  };
}
