import type { DriftPanel } from '../../measure/drift/panels.ts';
import type { Section, SidePanel } from '../blocks.ts';
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
    blocks: [{ kind: 'sides', panels: panels.slice(0, PANELS_MAX).map(panelOf) }],
  };
}

function panelOf(panel: DriftPanel, k: number): SidePanel {
  const figure = {
    id: `figure-drift-${k}`,
    title: DRIFT.panelTitle(panel.column),
    caption: nameText(panel.column),
    explains: '',
    layers: [
      { name: DRIFT.current, shares: panel.current },
      { name: DRIFT.reference, shares: panel.reference },
    ],
    unit: DRIFT.axisY,
  };
  if (panel.kind === 'text') return { ...figure, of: 'texts', names: panel.names.map(nameText) };
  return { ...figure, of: 'numbers', edges: panel.edges };
}
