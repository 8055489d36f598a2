import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../std/random.ts';
import { BETS, bet } from './bets.ts';
import { layoutFor } from './layout.ts';
import { resetGroup, settle, wealthOf } from './ledger.ts';
import { stateBytes, stateOn } from './state.ts';

test('every bet is fair: its e-value is 1 on average when the score is standard normal', () => {
  for (const [place, size] of BETS.entries()) {
    const from = size < 0 ? 0 : 5;
    let mean = 0;
    for (let h = -14; h <= 14; h += 1 / 64) {
      const wealth = new Float32Array(10).fill(1);
      bet(wealth, from, 0, Math.exp((Math.sign(size) * h) / 10));
      const value = wealth[place]!; // ! ten bets
      assert.ok(Math.abs(Math.log(value) - (size * h - size ** 2 / 2)) < 1e-5, 'the e-value is the formula');
      mean += (value * Math.exp((-h * h) / 2)) / Math.sqrt(2 * Math.PI) / 64;
    }
    assert.ok(Math.abs(mean - 1) < 1e-6, `${size}: ${mean}`);
  }
});

test('income is split by weight, and all of it is spent', () => {
  const specs = [1, 0.5, 0.5].map((weight, k) => ({
    ...{ id: String(k), group: 'all', kind: 'mean' as const, components: 1, materiality: [] },
    ...(weight === 1 ? {} : { weight }),
  }));
  const layout = layoutFor(specs, 'none');
  const state = stateOn(new ArrayBuffer(stateBytes(layout)), layout);
  const none = new Float64Array(3);
  settle(state, layout, 0, { due: [0, 1, 2], income: 0.4, up: none, down: none, residual: none, start: 0 });
  settle(state, layout, 0, { due: [0, 1], income: 0.3, up: none, down: none, residual: none, start: 1 });
  assert.deepEqual(
    Array.from(state.earned, (x) => Number(x.toFixed(12))),
    [0.4, 0.2, 0.1],
  );
});

test('on every path a window adds no more than the bets make of wealth and income, and an incident takes it', () => {
  const specs = ['a', 'b'].map((id) => ({ id, group: 'all', kind: 'mean' as const, components: 2, materiality: [] }));
  const layout = layoutFor(specs, 'none');
  const state = stateOn(new ArrayBuffer(stateBytes(layout)), layout);
  const up = Float64Array.of(1, -2, 0.5, 3);
  const bids = { due: [0, 1], income: 0.1, up, down: up, residual: up, start: 0 };
  let wealth = 0;
  let windows = 0;
  while (wealth < 1) {
    const before = wealth;
    wealth = settle(state, layout, 0, bids);
    windows++;
    assert.ok(wealth <= (before + 0.1) * Math.exp(9 / 2) + 1e-6);
    const each = wealthOf(state, layout, 0) + wealthOf(state, layout, 1);
    assert.ok(Math.abs(wealth - each) < 1e-12);
  }
  assert.ok(Math.abs(state.spent[0]! - 0.1 * windows) < 1e-12); // ! one group
  resetGroup(state, layout, 0);
  assert.ok([...state.wealth, ...state.growth, ...state.age].every((held) => held === 0));
});

test('the change point is the start that makes the growth since then greatest', () => {
  const layout = layoutFor([{ id: 'a', group: 'all', kind: 'mean', components: 1, materiality: [] }], 'none');
  const random = makeRandom(31);
  for (let round = 0; round < 50; round++) {
    const state = stateOn(new ArrayBuffer(stateBytes(layout)), layout);
    const scores = Array.from({ length: 40 }, (_, t) => 3 * (random() + random() - 1) + (t >= 30 ? 1 : 0));
    const held = () => state.wealth.subarray(5, 10).reduce((sum, wealth) => sum + wealth, 0);
    const growths: number[] = [];
    for (const [start, h] of scores.entries()) {
      const before = held() + 0.5e-6;
      const up = Float64Array.of(h);
      settle(state, layout, 0, { due: [0], income: 1e-6, up, down: up, residual: up, start });
      growths.push(Math.log(held() / before));
    }
    const since = growths.map((_, start) => growths.slice(start).reduce((sum, log) => sum + log, 0));
    const best = since.indexOf(Math.max(...since));
    assert.equal(state.since[0], best);
    assert.equal(state.age[0], scores.length - best);
    const moved = scores.slice(best).reduce((sum, h) => sum + h, 0);
    assert.ok(Math.abs(state.moved[0]! - moved) < 1e-4); // ! one component
  }
});
