import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Customer, makeShop } from './shop.ts';
import { shopFiles, THRESHOLD } from './shop-files.ts';

/** The share of pairs (left, stayed) in which who left has the higher score; scores hardly ever tie. */
function area(shop: readonly Customer[], score: (one: Customer) => number): number {
  const sorted = shop.toSorted((a, b) => score(a) - score(b));
  let [stayed, pairs, left] = [0, 0, 0];
  for (const one of sorted) {
    if (one.left === 0) stayed++;
    else {
      pairs += stayed;
      left++;
    }
  }
  return pairs / (left * stayed);
}

/** EUR for each customer: a voucher in vain 5, a customer lost without one 60. */
function cost(shop: readonly Customer[], score: (one: Customer) => number): number {
  const each = shop.map((one) => (score(one) > THRESHOLD ? (one.left === 1 ? 0 : 5) : one.left === 1 ? 60 : 0));
  return each.reduce((sum: number, euros) => sum + euros, 0) / shop.length;
}

const champion = (one: Customer): number => one.champion;
const challenger = (one: Customer): number => one.challenger;

test('the same seed makes the same shop, another seed another one', () => {
  assert.deepEqual(makeShop(3), makeShop(3));
  assert.notDeepEqual(makeShop(3), makeShop(4));
  assert.equal(new Set(makeShop(1).map((one) => one.customer_id)).size, 4000);
});

test('in any shop the champion is calibrated, and the challenger better but for the west online', () => {
  for (let seed = 1; seed <= 12; seed++) {
    const shop = makeShop(seed);
    assert.ok(Math.abs(area(shop, champion) - 0.82) < 0.025, `seed ${seed}: ${area(shop, champion)}`);
    assert.ok(area(shop, challenger) > area(shop, champion));
    for (const [from, to] of [
      [0, 0.1],
      [0.1, 0.3],
      [0.3, 0.6],
      [0.6, 1],
    ] as const) {
      const bin = shop.filter((one) => one.champion >= from && one.champion < to);
      const said = bin.reduce((sum, one) => sum + one.champion, 0) / bin.length;
      const came = bin.reduce((sum: number, one) => sum + one.left, 0) / bin.length;
      // Four standard errors: these bounds hold in every one of these shops unless something is wrong.
      assert.ok(
        Math.abs(said - came) < 4 * Math.sqrt((said * (1 - said)) / bin.length) + 0.01,
        `seed ${seed}: ${said} ${came}`,
      );
    }
    const weak = shop.filter((one) => one.region === 'W' && one.channel === 'online');
    const rest = shop.filter((one) => !weak.includes(one));
    assert.ok(cost(rest, challenger) < cost(rest, champion), `seed ${seed}`);
    assert.ok(cost(weak, challenger) > cost(weak, champion) + 2, `seed ${seed}`);
  }
});

test('the files hold the same customers in the forms of three systems', () => {
  const shop = makeShop(1);
  const files = shopFiles(shop);
  const ids = (text: string, mark: string) =>
    text
      .split(/\r?\n/)
      .slice(1, -1)
      .map((line) => Number(line.split(mark)[0]));
  const [till, notebook, books] = [
    ids(files['predictions.csv'], ';'),
    ids(files['challenger.csv'], ','),
    ids(files['labels.csv'], ','),
  ];
  assert.deepEqual(till, notebook);
  assert.notDeepEqual(till, books);
  assert.deepEqual(
    till,
    books.toSorted((a, b) => a - b),
  );
  assert.match(files['predictions.csv'], /;\d+,\d\d;/);
});
