import type { Document } from './blocks.ts';
import { type Changes, worstChange } from './changes.ts';
import { changesSections } from './sections/changes.ts';
import { CHANGES } from './words/changes.ts';
import { FOOT, FOOT_NOTE, outcomeWords } from './words/frame.ts';
import { shorten } from './words/slices.ts';

/** What is known besides the two evaluations. */
export interface ChangesTold {
  /** The two files. */
  readonly paths: readonly [string, string];
  readonly version: string;
  /** The command line as it was given. */
  readonly repeat: string;
}

/** What a report says of two evaluations: the answer, then checks, figures and what was given. */
export function changesDocument(changes: Changes, { paths, version, repeat }: ChangesTold): Document {
  const worst = worstChange(changes);
  const { checks, moved, compared } = changes;
  const isSame = checks.length === 0 && moved.length === 0;
  const subject =
    changes.before.model === changes.after.model ? changes.after.model : paths.map((p) => shorten(p)).join(' → ');
  const action = worst !== 'pass' ? CHANGES.actions[worst] : isSame ? CHANGES.actions.pass : CHANGES.actions.changed;
  return {
    title: `${CHANGES.words[worst]}: ${subject}`,
    bar: { what: CHANGES.what, subject, end: paths.map((path) => shorten(path, 40)).join(' → ') },
    answer: {
      verdict: worst,
      word: CHANGES.words[worst],
      sentence: sentenceOf(changes),
      support: [CHANGES.compared(compared.checks, compared.measurements)],
      action,
      command: null,
    },
    facts: [],
    closing: outcomeWords(worst),
    remarks: [],
    reading: moved.length > 0 ? CHANGES.figuresSay : '',
    sections: changesSections(changes),
    terms: [],
    footer: {
      entries: [
        { name: 'before', value: paths[0] },
        { name: 'now', value: paths[1] },
        { name: FOOT.repeat, value: repeat },
        { name: FOOT.madeWith, value: `holdfast ${version}` },
      ],
      note: FOOT_NOTE,
    },
  };
}

function sentenceOf({ checks, moved, contract }: Changes): string {
  const count = (kind: string): number => checks.filter((change) => change.kind === kind).length;
  if (count('worse') > 0) return CHANGES.worse(count('worse'));
  if (count('better') > 0) return CHANGES.better(count('better'));
  const movedAll = moved.length + count('moved');
  if (movedAll > 0) return CHANGES.moved(movedAll);
  const isOther = checks.length > 0 || contract === 'other' || contract === 'added' || contract === 'removed';
  return isOther ? CHANGES.other : CHANGES.nothing;
}
