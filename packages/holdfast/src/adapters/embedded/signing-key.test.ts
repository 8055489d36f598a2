import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isSigned, signCheckpoint } from '@holdfast/core/ledger/checkpoint.ts';
import { EMPTY } from '@holdfast/core/ledger/record.ts';
import { defaultKeyPath, openChecker, openSigner } from './signing-key.ts';

function inFolder(body: (folder: string, dataFolder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-key-'));
  const dataFolder = join(folder, 'data');
  mkdirSync(dataFolder);
  try {
    body(folder, dataFolder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('a key is made on first use for its owner alone, and the public half checks what it signs', () =>
  inFolder((folder, dataFolder) => {
    const path = join(folder, 'settings', 'key.pem');
    const signer = openSigner(path, { dataFolder });
    assert.equal(statSync(path).mode & 0o777, 0o600);
    const checkpoint = signCheckpoint(EMPTY, 1, signer);
    for (const which of [path, `${path}.pub`]) {
      const { key, check } = openChecker(which);
      assert.equal(key, signer.key);
      assert.ok(isSigned(checkpoint, check));
      assert.ok(!isSigned({ ...checkpoint, at: 2 }, check));
      assert.ok(!isSigned({ ...checkpoint, signature: 'x' }, check));
    }
    assert.equal(openSigner(path, { dataFolder }).key, signer.key, 'and is used again');
    const other = openSigner(join(folder, 'other.pem'), { dataFolder });
    assert.ok(!isSigned(checkpoint, openChecker(join(folder, 'other.pem')).check));
    assert.notEqual(other.key, signer.key);
  }));

test('a key that lies with the data is refused, also through a link, and none is made there', () =>
  inFolder((folder, dataFolder) => {
    symlinkSync(dataFolder, join(folder, 'link'));
    for (const path of [join(dataFolder, 'key.pem'), join(dataFolder, 'a', 'b.pem'), join(folder, 'link', 'key.pem')]) {
      assert.throws(() => openSigner(path, { dataFolder }), /LEDGER_KEY_PLACE/);
      assert.ok(!existsSync(path));
    }
    openSigner(join(folder, 'data.pem'), { dataFolder });
  }));

test('a key that others may read, or that is none, is refused', () =>
  inFolder((folder, dataFolder) => {
    const path = join(folder, 'key.pem');
    openSigner(path, { dataFolder });
    chmodSync(path, 0o640);
    assert.throws(() => openSigner(path, { dataFolder }), /LEDGER_KEY_RIGHTS.*640/);
    const text = join(folder, 'text.pem');
    writeFileSync(text, 'no key', { mode: 0o600 });
    assert.throws(() => openSigner(text, { dataFolder }), /LEDGER_KEY_KIND/);
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    writeFileSync(text, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    assert.throws(() => openChecker(text), /LEDGER_KEY_KIND.*ec/);
    assert.throws(() => openChecker(join(folder, 'none.pem')), /FILE_MISSING/);
  }));

test('the key of a user is among the settings, not with the data', () => {
  assert.equal(defaultKeyPath({ XDG_CONFIG_HOME: '/settings' }), join('/settings', 'holdfast', 'ledger-key.pem'));
  assert.match(defaultKeyPath({}), /holdfast.ledger-key\.pem$/);
});
