/**
 * Writes a new catalogue entry with its test and updates the index: `npm run new-check performance/gini`. What it
 * writes compiles, passes, and still has to be filled in: tidy fails while a sentence begins with the mark of the
 * template.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { soundsCombined } from '../test/laws/cards.ts';
import { root } from './generated.ts';
import { type Template, windowEntryText, windowTestText } from './new-window-check.ts';

const catalogue = 'packages/core/src/catalogue';

/** What a sentence that is still to be written begins with. */
export const MARK = '…say';

const variableOf = (id: string): string => id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const titleOf = (id: string): string => id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');

const templateOf = (id: string): Template => ({ id, title: titleOf(id), variable: variableOf(id), mark: MARK });

/** The text of a new entry: of drift one on profiles, of any other family a ratio over rows, as most entries are. */
export const entryText = (family: string, id: string): string =>
  family === 'drift' ? windowEntryText(templateOf(id)) : ratioText(family, id);

const ratioText = (family: string, id: string): string => `import { givenRows } from '../given.ts';
import { ones, ratio } from '../ratio.ts';

export default ratio({
  id: '${id}',
  family: '${family}',
  title: '${titleOf(id)}',
  question: '${MARK} what it answers, in words that need no statistics',
  formula: '${MARK} how it is computed',
  unit: 'share',
  range: [0, 1],
  better: 'higher',
  tasks: ['binary', 'multiclass'],
  needs: { rows: ['label', 'prediction'] },
  params: {},
  laws: [],
  edges: '${MARK} what it answers for one class, no denominator, a constant column, and what others answer',
  sources: [{ title: '${MARK} where the formula is from', relation: 'same' }],
  clauses: ['MEASURE 2.3'],
  maturity: 'trial',
  examples: [
    {
      given: givenRows({ label: [1, 0, 1, 1], prediction: [1, 0, 0, 1] }),
      value: 0.75,
      by: '${MARK} how it was worked out by hand',
    },
  ],
  each({ n, label, prediction }) {
    const top = new Float64Array(n);
    for (let i = 0; i < n; i++) top[i] = label[i] === prediction[i] ? 1 : 0;
    return { top, bottom: ones(n) };
  },
});
`;

/** The text of its test: what is particular to it. The laws that its card promises are tested for every entry alike. */
export const testText = (family: string, id: string): string =>
  family === 'drift' ? windowTestText(templateOf(id)) : ratioTestText(id);

const ratioTestText = (id: string): string => `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { givenRows } from '../given.ts';
import ${variableOf(id)} from './${id}.ts';

test('${id}: ${MARK} what is particular to it', () => {
  const rows = givenRows({ label: [0, 1, 1], prediction: [0, 1, 1] });
  assert.deepEqual(${variableOf(id)}.measure(rows, {}), { value: 1, n: 3 });
});

test('${id} of no rows is a gap', () => {
  const rows = givenRows({ label: [], prediction: [] });
  assert.deepEqual(${variableOf(id)}.measure(rows, {}), { gap: 'too-few-rows', n: 0 });
});
`;

/** Why no entry can be made of these words, or null. */
function complaint(family: string, id: string): string | null {
  const families = readdirSync(`${root}${catalogue}`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) return 'Usage: npm run new-check FAMILY/ID, the id in kebab-case.';
  if (!families.includes(family)) return `The families are ${families.join(', ')}; a new one begins in define.ts.`;
  if (soundsCombined(id)) {
    const remedy = 'Where the field calls it so, say that first: NAMED_SO in test/laws/cards.ts.';
    return `${id} sounds like a combinator around an entry. ${remedy}`;
  }
  const namesake = families.find((folder) => existsSync(`${root}${catalogue}/${folder}/${id}.ts`));
  return namesake === undefined ? null : `${namesake}/${id} exists. An id is used once.`;
}

function main(): void {
  const [family = '', id = ''] = (process.argv[2] ?? '').split('/');
  const wrong = complaint(family, id);
  if (wrong !== null) {
    process.stderr.write(`${wrong}\n`);
    process.exitCode = 3;
    return;
  }
  const path = `${catalogue}/${family}/${id}`;
  writeFileSync(`${root}${path}.ts`, entryText(family, id));
  writeFileSync(`${root}${path}.test.ts`, testText(family, id));
  spawnSync(process.execPath, ['--import', 'tsx', `${root}tools/generate.ts`], { stdio: 'inherit', cwd: root });
  process.stdout.write(`${path}.ts\n${path}.test.ts\n\n`);
  process.stdout.write(`Fill in each "${MARK}", then:\n  npm test -- ${path}.test.ts test/laws\n`);
  process.stdout.write('  npm run fix && npm run generate\n  npm run check\n');
}

if (process.argv[1] === `${root}tools/new-check.ts`) main();
