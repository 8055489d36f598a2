import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Problem } from '@holdfast/core/std/problem.ts';
import { readCurve } from './curve.ts';

function file(context: TestContext, name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'curve-'));
  context.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

test('a column for each loss, with empty cells and numbers that are none', (context) => {
  const path = file(context, 'log.csv', 'epoch,train_loss,val_loss,grad_norm\n1,2.5,,1\n2,nan,2,3\n3,inf,1.5,\n');
  const { curve, columns } = readCurve(path);
  assert.deepEqual(columns, { step: 'epoch', train: 'train_loss', validation: 'val_loss', gradient: 'grad_norm' });
  assert.deepEqual([...curve.train.value], [2.5, Number.NaN, Number.POSITIVE_INFINITY]);
  assert.deepEqual([...(curve.validation?.step ?? [])], [2, 3]);
  assert.deepEqual([...(curve.gradient?.value ?? [])], [1, 3]);
});

test('a line for each number with its tag, in any order, and a last line that is cut off', (context) => {
  const lines = [
    '{"wall_time": 1, "step": 2, "tag": "train/loss", "value": NaN}',
    '{"wall_time": 1, "step": 1, "tag": "train/loss", "value": 3}',
    '{"wall_time": 1, "step": 1, "tag": "eval/loss", "value": 4}',
    '{"wall_time": 1, "step": 3, "tag": "tra',
  ];
  const { curve, columns } = readCurve(file(context, 'events.jsonl', lines.join('\n')));
  assert.deepEqual([columns.train, columns.validation], ['train/loss', 'eval/loss']);
  assert.deepEqual([...curve.train.value], [3, Number.NaN]);
  assert.deepEqual([...(curve.validation?.value ?? [])], [4]);
});

test('the CSV of one scalar as TensorBoard exports it', (context) => {
  const { curve, columns } = readCurve(file(context, 'run.csv', 'Wall time,Step,Value\n1.5,0,2\n1.6,10,1\n'));
  assert.deepEqual([columns.step, columns.train], ['Step', 'Value']);
  assert.deepEqual(
    [[...curve.train.step], [...curve.train.value]],
    [
      [0, 10],
      [2, 1],
    ],
  );
});

test('what holds no loss is refused with what it has, and so is no file', (context) => {
  const path = file(context, 'no.csv', 'a,b\n1,2\n');
  assert.throws(
    () => readCurve(path),
    (error) => error instanceof Problem && error.code === 'CURVE_COLUMNS',
  );
  assert.throws(
    () => readCurve(`${path}x`),
    (error) => error instanceof Problem && error.code === 'FILE_MISSING',
  );
});
