import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ENTRIES } from '../../packages/core/src/catalogue/index.ts';
import { parseContract } from '../../packages/core/src/contract/parse.ts';
import { problemLine } from '../../packages/core/src/report/words/problems.ts';
import { Problem } from '../../packages/core/src/std/problem.ts';
import { readYaml } from '../../packages/holdfast/src/files/yaml.ts';
import { fuzz } from './mutate.ts';

const examples = fileURLToPath(new URL('../../examples', import.meta.url));
const seeds = readdirSync(examples, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .map((file) => readFileSync(`${examples}/${file}`, 'utf8'));
const tagged = 'holdfast: 1\nmodel: !!str m\ncolumns: !mapping { label: y }\n';
const short =
  'holdfast: 1\nmodel: m\ncolumns: { label: y, threshold: "> 0.5" }\nrelease:\n  checks: [accuracy >= 0.5]\n';

test('any text as a contract gives a contract or a typed problem that has its words, in bounded time', () => {
  const outcomes = fuzz({
    seed: 12,
    inputsAtHome: 500,
    seeds: [...seeds, tagged, tagged, ...Array.from({ length: 10 }, () => short)],
    pieces: [
      '!!js/function "x"',
      '!!python/object:os.system',
      '!',
      '&a ',
      '*a',
      '<<: *a',
      '- ',
      '? ',
      ': ',
      '\n',
      '\n  ',
      '\t',
      '{',
      '}',
      '[',
      ']',
      ',',
      '"',
      "'",
      '|',
      '>',
      '#',
      '%YAML 1.1\n---\n',
      '---\n',
      '...',
      '__proto__: {a: 1}\n',
      'constructor: 1\n',
      'toString: x\n',
      '.nan',
      '.inf',
      '1e999',
      '0x10',
      '~',
      'null',
      'true',
      '[[[[[[[[',
      '{a: {a: {a: ',
      '\0',
      '\u202e',
      '\ufeff',
      '\ud800',
      'holdfast: 1\n',
      'model: m\n',
      'release: {checks: [accuracy > 0]}\n',
    ],
    read(text) {
      try {
        const { value, lines } = readYaml(text, 'holdfast.yaml');
        parseContract(value, lines, 'holdfast.yaml', ENTRIES);
      } catch (error) {
        if (error instanceof Problem)
          assert.match(problemLine(error.code, error.details), /^[A-Z_]+: .+\. Found: .*\. /s);
        throw error;
      }
    },
  });
  assert.equal(Object.getOwnPropertyNames(Object.prototype).includes('a'), false);
  for (const outcome of ['value', 'CONTRACT_YAML', 'CONTRACT_TAG', 'CONTRACT_KEY_UNKNOWN', 'CONTRACT_VALUE']) {
    assert.ok((outcomes.get(outcome) ?? 0) > 2, `${outcome}: ${JSON.stringify([...outcomes])}`);
  }
});
