import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest } from './nearest.ts';

test('a slip of the fingers finds the name that was meant', () => {
  const names = ['accuracy', 'balanced-accuracy', 'roc-auc', 'recall', 'label', 'label_timestamp'];
  for (const [word, meant] of [
    ['acuracy', 'accuracy'],
    ['ROC_AUC', 'roc-auc'],
    ['lable', 'label'],
    ['labelTimestamp', 'label_timestamp'],
    ['recal', 'recall'],
  ] as const) {
    assert.equal(nearest(word, names), meant);
  }
});

test('a word that resembles nothing finds nothing', () => {
  assert.equal(nearest('zebra', ['accuracy', 'recall']), null);
  assert.equal(nearest('x', []), null);
  assert.equal(nearest('a'.repeat(1e6), ['a'.repeat(1e6)]), 'a'.repeat(1e6));
});
