import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DIALECTS, type Kind } from './kinds.ts';
import { LAYOUTS } from './kinds-layouts.ts';
import { VALUES } from './kinds-values.ts';
import { opened, testFolder } from './opened.ts';

const folder = testFolder();

async function check(kind: Kind, name: string): Promise<void> {
  const file = await opened(folder.write(name, kind.bytes), kind.pins);
  assert.deepEqual(file.names, kind.names);
  assert.deepEqual(
    Array.from({ length: file.table.n }, (_, i) => file.row(i)),
    kind.rows,
  );
  assert.deepEqual(file.types, kind.types);
  for (const [key, value] of Object.entries(kind.dialect ?? {})) {
    assert.equal(new Map<string, unknown>(Object.entries(file.description.dialect ?? {})).get(key), value, key);
  }
  for (const code of kind.codes ?? []) {
    if (code.startsWith('!')) assert.ok(!file.codes.includes(code.slice(1)), `${code}: ${file.codes}`);
    else assert.ok(file.codes.includes(code), `${code}: ${file.codes}`);
  }
  for (const [j, code] of Object.entries(kind.assumed ?? {})) {
    const assumed = file.description.columns[Number(j)]?.assumed ?? [];
    assert.ok(assumed.includes(code), `column ${j}: ${assumed}`);
  }
}

for (const [group, kinds] of Object.entries({ dialects: DIALECTS, layouts: LAYOUTS, values: VALUES })) {
  describe(`small files: ${group}`, { concurrency: 2 }, () => {
    for (const [i, kind] of kinds.entries()) test(kind.says, () => check(kind, `${group}-${i}.csv`));
  });
}
