import type { Cell, Section, TableBlock } from '../blocks.ts';
import { CARDS, titleOf } from '../cards.ts';
import type { Changes, CheckChange, MeasurementChange, SnapshotInput, Valued } from '../changes.ts';
import { CHANGES, changeWord, contractWords } from '../words/changes.ts';
import { VERDICT_WORDS } from '../words/checks.ts';
import { capital, count } from '../words/numbers.ts';
import { shorten, sliceName } from '../words/slices.ts';

const ROWS_MAX = 15;

/** The sections of a comparison of two evaluations: checks, figures, what was given. */
export function changesSections(changes: Changes): readonly Section[] {
  const { checks, moved } = changes;
  const given = givenTable(changes);
  return [
    section('changed-checks', CHANGES.checks, {
      says: [checks.length > 0 ? CHANGES.checksSay : CHANGES.noChecks],
      blocks: checks.length > 0 ? [checksTable(checks)] : [],
    }),
    section('changed-figures', CHANGES.figures, {
      says: moved.length > 0 ? [CHANGES.figuresSay] : [CHANGES.noFigures],
      blocks: moved.length > 0 ? [figuresTable(moved)] : [],
    }),
    section('changed-inputs', CHANGES.given, {
      says: given === null ? [CHANGES.allSame] : [],
      blocks: given === null ? [] : [given],
    }),
  ];
}

/** What changed since a result was accepted, in a gate; null where nothing was accepted. */
export function acceptedSection(accepted: (Changes & { readonly path: string }) | undefined): Section | null {
  if (accepted === undefined) return null;
  const { checks, path } = accepted;
  return {
    ...section('accepted', checks.length > 0 ? CHANGES.accepted : CHANGES.acceptedNothing, {
      says: [CHANGES.acceptedSay(shorten(path))],
      blocks: checks.length > 0 ? [checksTable(checks)] : [],
    }),
    isBrief: checks.length > 0,
  };
}

const section = (id: string, heading: string, of: Pick<Section, 'says' | 'blocks'>): Section => ({
  id,
  heading,
  note: '',
  verdict: null,
  isBrief: true,
  ...of,
});

function table(caption: string, heads: readonly string[], rows: TableBlock['rows'], texts = heads.length): TableBlock {
  const left = rows.length - ROWS_MAX;
  return {
    kind: 'table',
    caption,
    unit: '',
    columns: heads.map((name, i) => ({ name, isNumber: i >= texts })),
    rows: rows.slice(0, ROWS_MAX),
    rest: left > 0 ? CHANGES.more(left) : null,
  };
}

function checksTable(checks: readonly CheckChange[]): TableBlock {
  const side = (check: CheckChange['before'], isExpected: boolean): Cell => {
    if (check === null) return { text: '' };
    const small = [valueText(check), isExpected ? check.expect : ''].filter((part) => part !== '').join('; ');
    return { text: VERDICT_WORDS[check.verdict], verdict: check.verdict, ...(small !== '' && { small }) };
  };
  const rows = checks.map(({ id, kind, before, after }) => ({
    cells: [
      { text: shorten(id) },
      { text: changeWord(kind) },
      side(before, kind === 'expectation'),
      side(after, kind === 'expectation'),
    ],
    isHot: kind === 'worse',
    isTotal: false,
  }));
  return table(CHANGES.checks, CHANGES.checksHeads, rows);
}

function figuresTable(moved: readonly MeasurementChange[]): TableBlock {
  const rows = moved.map(({ entry, of, slice, kind, before, after }) => {
    const name = `${capital(titleOf(entry, CARDS))}${of === null ? '' : `, ${of}`}`;
    const small = [sliceName(slice), kind === 'moved' ? '' : changeWord(kind)].filter((part) => part !== '').join('; ');
    return { cells: [{ text: name, small }, valueCell(before), valueCell(after)], isHot: false, isTotal: false };
  });
  return table(CHANGES.figures, CHANGES.figuresHeads, rows, 1);
}

function valueCell(valued: Valued | null): Cell {
  if (valued === null || valued.value === null) return { text: '' };
  const [low, high] = valued.interval ?? [null, null];
  const isBound = low !== null && high !== null;
  return { text: short(valued.value), ...(isBound && { small: `${short(low)} to ${short(high)}` }) };
}

const valueText = ({ value, n }: Valued): string => (value === null ? '' : `${short(value)}, n ${count(n)}`);

/** Four digits: what moved is seen in them, and both sides fit on a terminal. Units are those of the figure. */
const short = (value: number): string =>
  String(Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4))).replace('-', '−');

/** The name without its folders: there is no room for them, and the foot of the results says them. */
const fileOf = (path: string): string => path.split('/').at(-1) ?? path;

function givenTable({ contract, inputs }: Changes): TableBlock | null {
  const said = contractWords(contract);
  const row = (what: string, cells: readonly string[]) => ({
    cells: [what, ...cells].map((text) => ({ text })),
    isHot: false,
    isTotal: false,
  });
  const side = (input: SnapshotInput | null): readonly string[] =>
    input === null
      ? [CHANGES.none, '', '']
      : [shorten(fileOf(input.path), 30), count(input.rows), input.digest.replace('sha256:', '').slice(0, 8)];
  const rows = [
    ...(said === null ? [] : [row(CHANGES.contract, [said, '', ''])]),
    ...inputs.flatMap(({ role, before, after }) => [
      row(CHANGES.sideBefore(role), side(before)),
      row(CHANGES.sideNow(role), side(after)),
    ]),
  ];
  return rows.length === 0 ? null : table(CHANGES.given, CHANGES.givenHeads, rows, 2);
}
