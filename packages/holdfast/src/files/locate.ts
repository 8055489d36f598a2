import { createHash } from 'node:crypto';
import { Problem } from '@holdfast/core/std/problem.ts';
import { type PrivateFolder, privateFolder } from './engine/private-folder.ts';
import { expandPaths } from './expand-paths.ts';
import { type Kind, kindOf } from './kind.ts';
import { type LookedAt, lookAt, spool } from './look.ts';
import { lookAside } from './look-aside.ts';

/** Files of one kind, found and looked at once from end to end. */
export interface Located {
  /** What people are shown: the path, or the paths in short. */
  readonly path: string;
  /** Null where it was not asked for and the bytes were not all read. */
  readonly digest: string | null;
  readonly kind: Kind;
  readonly files: readonly LocatedFile[];
  /** Removes what was unpacked or spooled. */
  release(): void;
}

export interface LocatedFile extends LookedAt {
  /** The path as it was given. */
  readonly path: string;
}

export interface LocateOptions {
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal | undefined;
  /** Whether the digest is asked for. */
  readonly hasDigest: boolean;
  /** Another thread looks at the files where it can, because this one is busy with them. */
  readonly isAside: boolean;
}

/** The files that the paths stand for, unpacked where needed, with digest and kind. Reads every byte at most once. */
export async function locate(
  paths: readonly string[],
  { onProgress, signal, hasDigest, isAside }: LocateOptions,
): Promise<Located> {
  const folder: { made: PrivateFolder | null } = { made: null };
  const workFolder = (): string => (folder.made ??= privateFolder()).path;
  const release = (): void => folder.made?.remove();
  try {
    const found = await expandPaths(paths);
    const files: LocatedFile[] = [];
    for (const [i, path] of found.entries()) {
      const onDisk = path === '-' ? await spool(process.stdin, workFolder(), signal) : path;
      const share = (part: number): void => onProgress((i + part) / found.length);
      const named = path === '-' ? 'standard input' : path;
      const aside = isAside ? await lookAside({ path: onDisk, shown: named }, signal) : null;
      const looked = aside ?? (await lookAt(onDisk, { path: named, workFolder, share, signal, hasDigest }));
      files.push({ ...looked, path: named });
    }
    const shown = found.length === 1 ? files[0]!.path : paths.join(' '); // ! expandPaths gives at least one
    return { path: shown, digest: digestOf(files), kind: oneKind(files), files, release };
  } catch (error) {
    release();
    throw error;
  }
}

function oneKind(files: readonly LocatedFile[]): Kind {
  const kinds = files.map((file) => kindOf(file));
  const other = kinds.findIndex((kind) => kind !== kinds[0]);
  if (other > 0) {
    const [first, here] = [files[0]?.path ?? '', files[other]?.path ?? ''];
    throw new Problem('FILES_DIFFER', { path: here, first, found: `${kinds[other]} beside ${kinds[0]}` });
  }
  return kinds[0]!; // ! there is at least one file
}

/** `sha256:` and the digest of the bytes; of several files that of their digests. Null where one was not made. */
export function digestOf(files: readonly Pick<LocatedFile, 'sha256'>[]): string | null {
  const first = files[0];
  if (files.some(({ sha256 }) => sha256 === null)) return null;
  if (files.length === 1 && first) return `sha256:${first.sha256}`;
  const all = createHash('sha256');
  for (const file of files) all.update(`${file.sha256}\n`);
  return `sha256:${all.digest('hex')}`;
}
