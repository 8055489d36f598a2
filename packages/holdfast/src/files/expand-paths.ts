import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '@holdfast/core/std/problem.ts';

/** File names that are tables; of a folder only these are taken. */
const TABLE = /\.(csv|tsv|tab|psv|txt|parquet|pq|jsonl|ndjson|json|arrow|feather|ipc)(\.gz)?$/i;
/** More files than this are no table but a mistake in a pattern. */
const FILES_MAX = 10_000;

/** The files that paths, folders and patterns stand for, each in order of name; `-` stays. Problem: FILE_MISSING. */
export async function expandPaths(paths: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const path of paths) {
    files.push(...(path === '-' ? ['-'] : await expandOne(path)));
    if (files.length > FILES_MAX) {
      throw new Problem('FILE_LIMIT', { path, what: 'files', limit: String(FILES_MAX), found: 'more' });
    }
  }
  if (files.length === 0) throw new Problem('FILE_MISSING', { path: paths.join(' ') || '(none)', found: 'no path' });
  return files;
}

async function expandOne(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (!(found instanceof Error)) {
    if (found.isFile()) return [path];
    if (found.isDirectory()) return tablesUnder(path);
    throw new Problem('FILE_MISSING', { path, found: 'neither a file nor a folder' });
  }
  if (/[*?[]/.test(path)) return matching(path);
  const found_ =
    found.code === 'ENOENT' || found.code === 'ENOTDIR' ? 'no such file' : `the system says ${found.code ?? 'no'}`;
  throw new Problem('FILE_MISSING', { path, found: found_ });
}

async function tablesUnder(folder: string): Promise<readonly string[]> {
  const files = (await walk(folder)).filter((file) => TABLE.test(file));
  if (files.length === 0) throw new Problem('FILE_MISSING', { path: folder, found: 'a folder without tables' });
  return files.map((file) => join(folder, file));
}

/** A pattern: `*` and `?` inside one part of a path, `[a-z]` one letter, `**` any folders. */
async function matching(pattern: string): Promise<readonly string[]> {
  const parts = pattern.split('/');
  const fixed = parts.findIndex((part) => /[*?[]/.test(part));
  const base = parts.slice(0, fixed).join('/');
  const test = new RegExp(`^${parts.slice(fixed).map(partRule).join('/').replaceAll('(?:.*)/', '(?:.*/)?')}$`);
  const root = base === '' ? (pattern.startsWith('/') ? '/' : '.') : base;
  const depth = parts.includes('**') ? Number.POSITIVE_INFINITY : parts.length - fixed;
  const files = (await walk(root, depth)).filter((file) => test.test(file));
  if (files.length === 0) throw new Problem('FILE_MISSING', { path: pattern, found: 'no file matches' });
  return files.map((file) => (root === '.' && base === '' ? file : join(root, file)));
}

function partRule(part: string): string {
  if (part === '**') return '(?:.*)';
  let rule = '';
  for (let i = 0; i < part.length; i++) {
    const letter = part[i]!; // ! i < length
    const close = letter === '[' ? part.indexOf(']', i + 2) : -1;
    if (letter === '*') rule += '[^/]*';
    else if (letter === '?') rule += '[^/]';
    else if (close > 0) {
      rule += `[${part
        .slice(i + 1, close)
        .replace(/^!/, '^')
        .replaceAll('\\', '\\\\')}]`;
      i = close;
    } else rule += letter.replace(/[.+^${}()|[\]\\]/, '\\$&');
  }
  return rule;
}

/**
 * Files under a folder as relative paths in order of name. Hidden ones and those of other tools (`_SUCCESS`) are left
 * out.
 */
async function walk(root: string, depth = Number.POSITIVE_INFINITY, under = ''): Promise<readonly string[]> {
  const entries: Dirent[] = await readdir(join(root, under), { withFileTypes: true }).catch(() => []);
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (/^[._]/.test(entry.name)) continue;
    const path = under === '' ? entry.name : `${under}/${entry.name}`;
    if (entry.isFile() || (entry.isSymbolicLink() && (await stat(join(root, path)).catch(() => null))?.isFile()))
      files.push(path);
    else if (entry.isDirectory() && depth > 1) files.push(...(await walk(root, depth - 1, path)));
    if (files.length > FILES_MAX) break;
  }
  return files;
}
