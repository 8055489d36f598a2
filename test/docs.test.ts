import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { parseWords } from '../packages/holdfast/src/cli/program.ts';
import { anchorsOf, callsOf, commandsOf, linksOf } from './docs-rules.ts';
import { paths, root } from './tidy/sources.ts';

const pages = paths().filter((path) => path.endsWith('.md'));
const read = (path: string): string => readFileSync(root + path, 'utf8');

/** What is wrong with a link of a page: no such file, or no such heading in it. */
function linkProblem(page: string, link: string): string | null {
  if (/^(https?|mailto):/.test(link)) return null;
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : normalize(join(dirname(page), path));
  if (target.startsWith('..') || !existsSync(root + target)) return `${page}: ${link} leads nowhere`;
  const isMissing = anchor !== undefined && target.endsWith('.md') && !anchorsOf(read(target)).has(anchor);
  return isMissing ? `${page}: ${link} names no heading` : null;
}

test('every link and picture of every page leads somewhere', () => {
  const links = pages.flatMap((page) => linksOf(read(page)).map((link) => [page, link] as const));
  assert.ok(pages.length > 20 && links.length > 25, `${pages.length} pages, ${links.length} links`);
  assert.deepEqual(
    links.flatMap(([page, link]) => linkProblem(page, link) ?? []),
    [],
  );
  for (const planted of ['docs/nowhere.md', 'README.md#no-such-heading', '#nor-this', '../outside.md']) {
    assert.notEqual(linkProblem('README.md', planted), null, planted);
  }
});

test('every npm command in a page is a script that exists', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));
  const known = new Set([...Object.keys(scripts), 'ci', 'install', 'init', 'pack', 'test', 'start']);
  const asked = pages.flatMap((page) =>
    commandsOf(read(page)).flatMap((line) => [...line.matchAll(/npm (?:run )?([\w-]+)/g)]),
  );
  assert.ok(asked.length > 5, `only ${asked.length} npm commands were seen`);
  assert.deepEqual(
    asked.map(([, name = '']) => name).filter((name) => !known.has(name)),
    [],
  );
});

test('every holdfast command in a page is understood by the program', () => {
  const calls = pages.flatMap((page) => callsOf(read(page)).map((words) => [page, words] as const));
  assert.ok(calls.length > 12, `only ${calls.length} calls were seen`);
  for (const [page, words] of calls)
    assert.doesNotThrow(() => parseWords(words, '0.0.0'), `${page}: ${words.join(' ')}`);
  assert.throws(() => parseWords(['gate', 'x.csv', '--planted'], '0.0.0'));
});

test('links, anchors and commands are read from Markdown as people see it', () => {
  const text =
    '# What it is\n[a](b.md#c) ![p](d.png "title") `[no](link)`\n```sh\n$ npm test \\\n  -- x\n# why\n\nnpm start\n```\n';
  assert.deepEqual(linksOf(text), ['b.md#c', 'd.png']);
  assert.deepEqual(
    [...anchorsOf('# What it is\n## `npm run check`, in seconds')],
    ['what-it-is', 'npm-run-check-in-seconds'],
  );
  assert.deepEqual(commandsOf(text), ['npm test -- x', 'npm start']);
  const calls = callsOf(
    '```sh\nnpx holdfast gate a.csv --where "sex = \'F\'"   # why\ncat a | holdfast describe -\nls\n```\n',
  );
  assert.deepEqual(calls, [
    ['gate', 'a.csv', '--where', "sex = 'F'"],
    ['describe', '-'],
  ]);
});
