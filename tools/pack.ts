/**
 * Makes holdfast-<version>.tgz, the package that people install: `npm run pack`. It holds the bundle, not the sources,
 * and asks only for what carries a binary. Its contents are compared with test/tidy/package-contents.txt; `--accept`
 * writes that list anew.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle, EXTERNAL } from './bundle.mjs';
import { root } from './generated.ts';

const golden = `${root}test/tidy/package-contents.txt`;

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** The package.json of the packed program: the dependencies that are not in the bundle, and nothing for developers. */
export function packedManifest(manifest: Manifest): Manifest {
  const dependencies = Object.entries(manifest.dependencies).filter(([name]) => EXTERNAL.includes(name));
  const { scripts: _scripts, devDependencies: _tools, private: _private, ...rest } = manifest;
  return { ...rest, dependencies: Object.fromEntries(dependencies), files: ['bin', 'dist'] };
}

/**
 * The paths in a package as the golden list has them: sorted, one line for all chunks, whose names change with content.
 */
export const contents = (paths: readonly string[]): string =>
  `${[...new Set(paths.map((path) => path.replace(/chunk-[A-Z0-9]{8}\.js$/, 'chunk-*.js')))].sort().join('\n')}\n`;

/** The tarball's file name in `folder`, and the paths in it. */
export async function pack(folder: string): Promise<{ name: string; files: readonly string[] }> {
  const staging = mkdtempSync(join(tmpdir(), 'holdfast-pack-'));
  try {
    const manifest: Manifest = JSON.parse(readFileSync(`${root}packages/holdfast/package.json`, 'utf8'));
    mkdirSync(`${staging}/bin`);
    cpSync(`${root}packages/holdfast/bin/holdfast.js`, `${staging}/bin/holdfast.js`);
    await bundle(`${staging}/dist`);
    for (const name of ['README.md', 'LICENSE']) cpSync(root + name, `${staging}/${name}`);
    writeFileSync(`${staging}/package.json`, `${JSON.stringify(packedManifest(manifest), null, 2)}\n`);
    const args = ['pack', staging, '--pack-destination', folder, '--json', '--ignore-scripts'];
    const { status, stdout, stderr } = spawnSync('npm', args, { cwd: staging, encoding: 'utf8' });
    if (status !== 0) throw new Error(`npm pack failed: ${stderr}`);
    const packed: [{ filename: string; files: { path: string }[] }] = JSON.parse(stdout);
    return { name: packed[0].filename, files: packed[0].files.map(({ path }) => path) };
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const { name, files } = await pack(root);
  const found = contents(files);
  if (process.argv.includes('--accept')) writeFileSync(golden, found);
  if (found === readFileSync(golden, 'utf8')) {
    process.stdout.write(`${name}\n`);
    return;
  }
  process.stderr.write(`${name} does not hold what test/tidy/package-contents.txt says. It holds:\n${found}`);
  process.stderr.write('If that is meant: npm run pack -- --accept, and say why in the commit.\n');
  process.exitCode = 1;
}

if (process.argv[1] === `${root}tools/pack.ts`) await main();
