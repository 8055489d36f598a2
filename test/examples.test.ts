import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ENTRIES } from '../packages/core/src/catalogue/index.ts';
import { parseContract } from '../packages/core/src/contract/parse.ts';
import { readYaml } from '../packages/holdfast/src/files/yaml.ts';

const folder = fileURLToPath(new URL('../examples', import.meta.url));
const contracts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .sort();

test('every example contract says what it means in words of the catalogue', () => {
  assert.ok(contracts.length >= 10, `found ${contracts.length}`);
  for (const file of contracts) {
    const { value, lines } = readYaml(readFileSync(`${folder}/${file}`, 'utf8'), file);
    const contract = parseContract(value, lines, file, ENTRIES);
    assert.equal(contract.model, file.split('/')[0]);
    assert.ok(
      contract.release.checks?.every((check) => check.place.line !== undefined),
      file,
    );
  }
});
