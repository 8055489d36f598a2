// Groups of people, seen from outside: what the JSON holds, what a check asks, and what is refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../../packages/core/src/std/random.ts';
import { inFolder } from './holdfast.ts';

/** Honest scores, decided at half; the second group's cases are found less often. */
function table(n: number, groupOf: (i: number) => string): string {
  const random = makeRandom(5);
  const lines = Array.from({ length: n }, (_, i) => {
    const group = groupOf(i);
    const score = group === 'b' ? 0.2 + 0.5 * random() : random();
    return `${i},${Number(random() < score)},${score.toFixed(4)},${Number(score > 0.5)},${group},${i % 4}`;
  });
  return `id,label,score,prediction,town,age\n${lines.join('\n')}\n`;
}

const CONTRACT = `holdfast: 1
model: demo
task: binary
columns: { id: id, label: label, score: score, prediction: prediction, groups: [town] }
costs: { false_positive: 1, false_negative: 3, currency: EUR }
release:
  checks:
    - gap(equalised-odds, town) <= 0.1
    - { metric: recall, by: town, to: overall, expect: "<= 0.9" }
`;

interface Told {
  readonly checks: readonly { readonly id: string; readonly verdict: string; readonly title: string }[];
  readonly fairness: {
    readonly by: readonly {
      readonly columns: string[];
      readonly suppressed: { readonly name: string; readonly n: number }[];
      readonly rates: { readonly rate: string; readonly apart: { readonly finding: string; readonly low: string } }[];
      readonly thresholds: { readonly decision: string; readonly currency: string } | null;
    }[];
  };
}

test('a gate judges what a check asks of groups, and tells the rest', () =>
  inFolder(
    { 'p.csv': table(3000, (i) => (i < 5 ? 'tiny' : i % 2 === 0 ? 'a' : 'b')), 'holdfast.yaml': CONTRACT },
    async ({ run }) => {
      const { stdout, code } = await run('gate', 'p.csv', '--json');
      const { checks, fairness } = JSON.parse(stdout) as Told; // as: what this test looks at
      assert.equal(code, 1);
      assert.deepEqual(
        checks.map(({ id, verdict }) => `${id} ${verdict}`),
        ['gap(equalised-odds, town) fail', 'gap(recall, town, to-overall) pass'],
      );
      const [town] = fairness.by;
      assert.deepEqual(town?.suppressed, [{ name: 'tiny', n: 5 }]);
      const recall = town?.rates.find(({ rate }) => rate === 'recall');
      assert.deepEqual([recall?.apart.finding, recall?.apart.low], ['sure-difference', 'b']);
      assert.deepEqual([town?.thresholds?.decision, town?.thresholds?.currency], ['for-a-person', 'EUR']);
      const { stdout: page } = await run('gate', 'p.csv');
      assert.match(page, /Not equally good for all: sure differences by town/);
      assert.deepEqual(
        page.split('\n').filter((line) => [...line].length > 80),
        [],
      );
    },
  ));

test('ten thousand groups are refused by code, one group is said, and without groups nothing is', () =>
  inFolder({ 'many.csv': table(10_000, (i) => `g${i}`), 'one.csv': table(300, () => 'a') }, async ({ run }) => {
    const many = await run('evaluate', 'many.csv', '--group', 'town', '--json');
    assert.equal(many.code, 3);
    assert.match(many.stdout + many.stderr, /GROUPS_TOO_MANY/);
    const { stdout } = await run('evaluate', 'one.csv', '--group', 'town', '--json');
    const one = JSON.parse(stdout) as Told; // as: what this test looks at
    assert.ok(one.fairness.by[0]?.rates.every(({ apart }) => apart === null));
    assert.equal('fairness' in JSON.parse((await run('evaluate', 'one.csv', '--json')).stdout), false);
  }));
