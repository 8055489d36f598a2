import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOf } from './code.ts';
import { assertKept, paths, type Rule, root, type Source, source, sources } from './sources.ts';
import * as rules from './text-rules.ts';

const all = sources();
const core = sources('packages/core/src/').filter(({ path }) => !path.endsWith('.test.ts'));

/** The rule finds nothing in the repository, and finds each planted text. */
function proves(rule: Rule, of: readonly Source[], planted: readonly Source[], allowed: readonly Source[] = []): void {
  assertKept(rule, of);
  for (const plant of planted) assert.notDeepEqual(rule(plant), [], `not found: ${plant.text.slice(0, 80)}`);
  assertKept(rule, allowed);
}
const at = (path: string, text: string): Source => ({ path, text });
const code = (text: string): Source => at('packages/core/src/std/planted.ts', text);

test('the rules look at more than twenty files of the core and at those of the program and the tests', () => {
  assert.ok(core.length > 20, `only ${core.length}`);
  for (const folder of ['packages/holdfast/', 'test/', 'tools/'])
    assert.ok(all.some(({ path }) => path.startsWith(folder)));
});

test('files have at most 300 lines, entries fewer than 150, lines at most 120 characters', () => {
  const entry = 'packages/core/src/catalogue/quality/planted.ts';
  const planted = [
    code('x\n'.repeat(301)),
    at(entry, `export default 1;\n${'x\n'.repeat(149)}`),
    code(`// ${'x'.repeat(118)}`),
    code(`const x = ['${'x'.repeat(60)}', '${'y'.repeat(60)}'];`),
  ];
  const sentence = code(`  edges: '${'x'.repeat(120)}',`);
  proves(rules.isShort, all, planted, [
    sentence,
    code('x\n'.repeat(300)),
    at(entry, `export default 1;\n${'x\n'.repeat(148)}`),
  ]);
});

test('names are kebab-case and no folder is called utils, helpers, common, misc or legacy', () => {
  const named = ['src/pageHinkley.ts', 'src/Page.ts', 'src/page_hinkley.ts', 'src/utils/x.ts', 'src/common/x.ts'];
  const planted = named.map((path) => at(path, ''));
  proves(rules.isNamed, all, planted, [at('src/page-hinkley.test.ts', ''), at('src/v2/f1.ts', '')]);
});

test('comments promise no later work', () => {
  const words = [
    ['TO', 'DO'],
    ['FIX', 'ME'],
    ['HA', 'CK'],
  ].map((halves) => halves.join(''));
  const planted = words.map((word) => code(`const x = 1; // ${word} later`));
  proves(
    rules.isFinished,
    all,
    planted,
    words.map((word) => code(`const x = '${word}';`)),
  );
});

test('every ! and as says why it holds', () => {
  const planted = [
    'const y = x[0]!;',
    'const y = f()!.z;',
    'const y = x as Foo;',
    'const y = x as { a: 1 }; // because',
  ];
  const allowed = [
    'const y = x[0]!; // ! i < n',
    '// ! the header was read above\nconst y = x[0]!;',
    'const y = x as Foo; // as: parsed above',
    'const y = [1, 2] as const;',
    "import { a as b } from './x.ts';",
    "export {\n  a as b,\n} from './x.ts';",
    'if (x !== y && !z) f(!x);',
    "const words = 'known as such, hello!';",
    'counts[a]!++; // ! a < 256, here and below\ncounts[b]!++; // !',
    'if (x[i]! > 0) {\n  // ! i < n\n}',
    '// as such!',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a program as text
    'const t = `as ${x} text!`;',
  ];
  proves(rules.isReasoned, all, planted.map(code), allowed.map(code));
});

test('every export of the core has a doc comment', () => {
  const planted = ['export const x = 1;', 'export interface X {}', '// No.\nexport async function f() {}'];
  const allowed = ['/** One. */\nexport const x = 1;', "export { x } from './x.ts';", 'export default 1;'];
  proves(rules.isDocumented, core, planted.map(code), allowed.map(code));
});

test('only packages/holdfast/src/render holds markup', () => {
  const programs = sources('packages/').filter(({ path }) => !path.endsWith('.test.ts'));
  const text = `const page = '<${'div'} class="x">';`;
  proves(rules.hasNoMarkup, programs, [code(text)], [at('packages/holdfast/src/render/page.ts', text)]);
});

test('no file names a path or a host of the machine it was written on', () => {
  const text = paths().filter((path) =>
    /\.(ts|tsx|js|mjs|json|md|ya?ml|txt|html)$|^\.(npmrc|gitignore|ci\/run)$/.test(path),
  );
  assert.ok(text.includes('package-lock.json') && text.includes('.ci/run'));
  const hosts = ['/wo' + 'rk/main', '/t' + 'mp/x', 'regis' + 'try.npmjs'].map((part) => code(`// see ${part}.`));
  proves(rules.isPortable, text.map(source), hosts, [code('// the package registry')]);
});

test('code is told from comments, strings, templates and regular expressions', () => {
  const text = [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a program as text
    "const a = `x ${b['}']} // y`; // one",
    'const c = /[/\'"]as x/.test(d) / 2; /* two */ e();',
    'f[i]! / 2; // ! three',
  ].join('\n');
  const lines = linesOf(text);
  assert.deepEqual(
    lines.map(({ comment }) => comment),
    ['// one', '/* two */', '// ! three'],
  );
  assert.doesNotMatch(lines.map(({ code }) => code).join(''), /as x|y`|one/);
  assert.match(lines[1]?.code ?? '', /\.test\(d\) \/ 2; {2}e\(\);/);
  for (const { path, text } of sources('tools/'))
    assert.equal(linesOf(text).length, text.split('\n').length, root + path);
});
