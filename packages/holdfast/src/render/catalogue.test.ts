import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CATALOGUE, ENTRIES } from '@holdfast/core/catalogue/index.ts';
import { parseContract } from '@holdfast/core/contract/parse.ts';
import { checkLines } from '@holdfast/core/report/check-lines.ts';
import { exampleValue } from '@holdfast/core/report/words/catalogue.ts';
import { readYaml } from '../files/yaml.ts';
import { renderCatalogue, renderEntry } from './catalogue.ts';
import { columnsOf } from './plain.ts';

const PLAIN = { width: 80, isColored: false };

test('the list and every entry explained fit 80 columns', () => {
  for (const text of [renderCatalogue(CATALOGUE, PLAIN), ...CATALOGUE.map((entry) => renderEntry(entry, PLAIN))]) {
    assert.ok(text.endsWith('\n'));
    for (const line of text.split('\n')) assert.ok(columnsOf(line) <= 80, line);
  }
});

test('the list has every entry once, under its family', () => {
  const lines = renderCatalogue(CATALOGUE, PLAIN).split('\n');
  for (const { id, family } of CATALOGUE) {
    const at = lines.flatMap((line, i) => (line.startsWith(`${id} `) ? [i] : []));
    assert.equal(at.length, 1, id);
    const above = lines.slice(0, at[0]).lastIndexOf('');
    assert.ok(lines[above + 1]?.startsWith(`${family}  `), id);
  }
});

test('an entry explained says everything that its file says', () => {
  for (const entry of CATALOGUE) {
    // Broken lines are joined, and the blanks of lists go.
    const flat = renderEntry(entry, PLAIN).replace(/\s+/g, ' ');
    const said = [
      entry.title,
      entry.question,
      entry.formula,
      entry.edges,
      ...entry.clauses,
      ...Object.keys(entry.params),
    ];
    const helps = Object.values(entry.params).map(({ help }) => help);
    const sources = entry.sources.map(({ title }) => title);
    const example = entry.examples[0] ? [exampleValue(entry.examples[0]), entry.examples[0].by] : [];
    for (const part of [...said, ...helps, ...sources, ...example]) {
      assert.ok(flat.includes(part.replace(/\s+/g, ' ')), `${entry.id}: ${part}`);
    }
  }
});

test('a contract takes each check that the catalogue shows', () => {
  for (const entry of ENTRIES) {
    const checks = checkLines(entry);
    assert.ok(checks.length >= 1, entry.id);
    const list = checks.map((check) => `    - ${check.text}  # ${check.about}\n`).join('');
    const text = `holdfast: 1\nmodel: m\nrelease:\n  checks:\n${list}`;
    const { value, lines } = readYaml(text, 'holdfast.yaml');
    const read = parseContract(value, lines, 'holdfast.yaml', ENTRIES).release.checks ?? [];
    assert.deepEqual(
      read.map((check) => check.entry),
      checks.map(() => entry.id),
    );
  }
});
