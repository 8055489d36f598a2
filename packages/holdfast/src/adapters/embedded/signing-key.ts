import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  statSync,
  writeSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { CheckSignature, Signer } from '@holdfast/core/ledger/checkpoint.ts';
import { Problem } from '@holdfast/core/std/problem.ts';

/** Where the key of checkpoints is when nobody says: in the settings of the user, never with the data. */
export function defaultKeyPath(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const own = {
    darwin: join(homedir(), 'Library', 'Application Support'),
    win32: env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'),
  } as Readonly<Record<string, string>>; // as: by platform
  const folder = env['XDG_CONFIG_HOME'] || own[process.platform] || join(homedir(), '.config');
  return join(folder, 'holdfast', 'ledger-key.pem');
}

/**
 * Who signs checkpoints of the ledger in `dataFolder`: the Ed25519 key at `path`, made there on first use for its owner
 * alone. A key that lies with the data is refused: who can rewrite the one could sign with the other. Problems:
 * LEDGER_KEY_PLACE, LEDGER_KEY_RIGHTS, LEDGER_KEY_KIND, FILE_UNWRITABLE.
 */
export function openSigner(path: string, { dataFolder }: { readonly dataFolder: string }): Signer {
  if (isInside(path, dataFolder)) throw new Problem('LEDGER_KEY_PLACE', { path, folder: dataFolder });
  if (!existsSync(path)) makeKey(path);
  const mode = statSync(path).mode & 0o777;
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new Problem('LEDGER_KEY_RIGHTS', { path, mode: mode.toString(8) });
  const key = keyOf(path, createPrivateKey);
  return { key: fingerprint(createPublicKey(key)), sign: (message) => sign(null, message, key).toString('base64') };
}

/** Whether signatures are by the key at `path`, public or private. Problems: FILE_MISSING, LEDGER_KEY_KIND. */
export function openChecker(path: string): { readonly key: string; readonly check: CheckSignature } {
  if (!existsSync(path)) throw new Problem('FILE_MISSING', { path, found: 'no such file' });
  const key = keyOf(path, createPublicKey);
  return {
    key: fingerprint(key),
    check: (message, signature) => verify(null, message, key, Buffer.from(signature, 'base64')),
  };
}

/** The private key and, beside it, the public one to give away. */
function makeKey(path: string): void {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    write(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { flag: 'wx', mode: 0o600 });
    write(`${path}.pub`, publicKey.export({ type: 'spki', format: 'pem' }), { flag: 'w', mode: 0o644 });
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown'; // as: what node:fs throws
    throw new Problem('FILE_UNWRITABLE', { path, reason }, { cause });
  }
}

function write(path: string, text: string | Buffer, how: { readonly flag: 'w' | 'wx'; readonly mode: number }): void {
  const handle = openSync(path, how.flag, how.mode);
  try {
    writeSync(handle, text.toString());
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function keyOf(path: string, read: (pem: string) => KeyObject): KeyObject {
  let key: KeyObject;
  try {
    key = read(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Problem('LEDGER_KEY_KIND', { path, found: 'no key in PEM form' }, { cause });
  }
  if (key.asymmetricKeyType === 'ed25519') return key;
  throw new Problem('LEDGER_KEY_KIND', { path, found: `a key for ${key.asymmetricKeyType ?? 'something else'}` });
}

const fingerprint = (key: KeyObject): string =>
  `sha256:${createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')}`;

/** Whether a path, followed through links as far as it exists, is in a folder. */
function isInside(path: string, folder: string): boolean {
  const away = relative(real(folder), real(path));
  return away === '' || !(away === '..' || away.startsWith(`..${sep}`) || resolve(away) === away);
}

function real(path: string): string {
  const whole = resolve(path);
  if (existsSync(whole)) return realpathSync(whole);
  const parent = dirname(whole);
  return parent === whole ? whole : join(real(parent), whole.slice(parent.length));
}
