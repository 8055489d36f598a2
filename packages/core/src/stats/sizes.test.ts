import assert from 'node:assert/strict';
import test from 'node:test';
import { pairedRows, shareRows, shareRowsArcsine, unpairedRows } from './sizes.ts';
import { noncentralStudentPower } from './student-power.ts';

const PLAN = { alpha: 0.05, power: 0.8, sides: 1 } as const;

test('a margin of one point at one tenth of discordant pairs needs 6,183 pairs', () => {
  const rows = pairedRows({ onlyChampion: 0.05, onlyChallenger: 0.05 }, { margin: 0.01, gain: 0 }, PLAN);
  assert.equal(Math.ceil(rows), 6183);
});

test('half the margin needs four times the rows, and a hoped-for gain saves rows', () => {
  const shares = { champion: 0.9, challenger: 0.9 };
  const rows = unpairedRows(shares, { margin: 0.02, gain: 0 }, PLAN);
  assert.ok(Math.abs(unpairedRows(shares, { margin: 0.01, gain: 0 }, PLAN) / rows - 4) < 1e-12);
  assert.ok(unpairedRows(shares, { margin: 0.02, gain: 0.01 }, PLAN) < rows);
});

test('what cannot be shown needs infinitely many rows', () => {
  assert.equal(pairedRows({ onlyChampion: 0.1, onlyChallenger: 0.1 }, { margin: 0.01, gain: -0.01 }, PLAN), Infinity);
  assert.equal(shareRows(0.3, 0.3, PLAN), Infinity);
  assert.equal(shareRowsArcsine(0.3, 0.3, PLAN), Infinity);
});

test('a t test without an effect rejects as often as it may', () => {
  for (const degrees of [2, 9, 300]) {
    for (const sides of [1, 2] as const) {
      const power = noncentralStudentPower({ shift: 0, degrees, alpha: 0.05, sides });
      assert.ok(Math.abs(power - 0.05) < 1e-9, `${degrees}: ${power}`);
    }
  }
});
