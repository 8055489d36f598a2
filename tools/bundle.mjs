// Makes the program that `holdfast` runs: one entry and chunks that commands load when they are used. Plain JavaScript,
// because bin/holdfast.js calls it before anything that could read TypeScript is loaded.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const home = join(root, 'packages/holdfast');
const dist = join(home, 'dist');

/** What stays outside the bundle, because it carries a binary of its own. */
export const EXTERNAL = ['@duckdb/node-bindings', 'libsql'];

/** A chunk is kept this long after the build that no longer names it: a process that is running may still load it. */
const CHUNK_KEPT_MS = 10 * 60 * 1000;

/**
 * Writes packages/holdfast/dist, or the folder `into`; gives esbuild's account of what went where. Two processes may do
 * so at once, and others may be running what they replace: chunks are named by content, each file arrives by a rename,
 * and the entry comes last with the time at which reading began.
 * @param {string} into
 * @returns {Promise<import('esbuild').Metafile>}
 */
export async function bundle(into = dist) {
  const began = new Date();
  const previous = modified(join(into, 'main.js'));
  const result = await build({
    absWorkingDir: root,
    entryPoints: [
      'main.ts',
      'files/engine/duckdb-child.ts',
      'files/csv/part-worker.ts',
      'files/look-worker.ts',
      'drivers/groups-worker.ts',
    ]
      .map((path) => join(home, 'src', path))
      .filter(existsSync),
    outdir: into,
    entryNames: '[name]',
    chunkNames: 'chunk-[hash]',
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: EXTERNAL,
    legalComments: 'none',
    logLevel: 'silent',
    // Bundled packages in the older module form ask for `require`, which an ES module does not have.
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
  });
  mkdirSync(into, { recursive: true });
  const files = result.outputFiles.map((file) => ({ name: basename(file.path), text: file.text }));
  files.push({ name: 'LICENSES.txt', text: licences(Object.keys(result.metafile.inputs)) });
  const isEntry = ({ name }) => name === 'main.js';
  for (const file of [...files.filter((f) => !isEntry(f)), ...files.filter(isEntry)]) replace(into, file, began);
  removeOld(into, { current: new Set(files.map((file) => file.name)), previous, now: began.getTime() });
  return result.metafile;
}

/** When a file was last written, in whole milliseconds; 0 when there is none. */
const modified = (path) => Math.round(statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);

function replace(folder, { name, text }, time) {
  const partial = join(folder, `.${name}.${process.pid}`);
  writeFileSync(partial, text);
  utimesSync(partial, time, time);
  renameSync(partial, join(folder, name));
}

/** Files of the build before this one start their time of grace; those whose time is over go. */
function removeOld(folder, { current, previous, now }) {
  const grace = new Date(now + 1);
  for (const name of readdirSync(folder).filter((found) => !current.has(found))) {
    const path = join(folder, name);
    const time = modified(path);
    if (time === 0) continue;
    if (time === previous) utimesSync(path, grace, grace);
    else if (now - time > CHUNK_KEPT_MS) rmSync(path, { force: true });
  }
}

/** The licence texts of the packages whose files went into the bundle, in the order of their names. */
function licences(inputs) {
  const folders = new Set();
  for (const input of inputs) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) folders.add(found[1]);
  }
  const packages = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(join(root, folder)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
    const text = file ? readFileSync(join(root, folder, file), 'utf8').trim() : `Licence: ${license}`;
    return { name, head: `${name} ${version} (${license})`, text };
  });
  packages.sort((a, b) => (a.name < b.name ? -1 : 1));
  const rule = '-'.repeat(80);
  return `Parts of other people's work in this program, with their licences.\n${packages
    .map(({ head, text }) => `\n${rule}\n${head}\n${rule}\n${text}\n`)
    .join('')}`;
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  const start = performance.now();
  await bundle();
  process.stdout.write(`${relative(root, dist)} in ${Math.round(performance.now() - start)} ms\n`);
}
