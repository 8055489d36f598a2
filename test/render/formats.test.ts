import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DOMParser } from 'linkedom';
import { buildDocument } from '../../packages/core/src/report/document.ts';
import { quote } from '../../packages/core/src/report/repeat.ts';
import { renderAnnotations } from '../../packages/holdfast/src/render/github.ts';
import { renderJunit } from '../../packages/holdfast/src/render/junit.ts';
import { renderMarkdown } from '../../packages/holdfast/src/render/markdown.ts';
import { text } from '../../packages/holdfast/src/render/markdown-text.ts';
import { renderSarif } from '../../packages/holdfast/src/render/sarif.ts';
import { failWithSlice, passAlone, unknownWithRows } from './cases.ts';
import { check, result } from './fixtures.ts';
import { HOSTILE, hostile } from './hostile.ts';

interface Sarif {
  readonly version: string;
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly { readonly id: string }[] } };
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly kind: string;
        readonly message: { readonly text: string };
        readonly locations?: readonly [
          {
            readonly physicalLocation: {
              readonly artifactLocation: { readonly uri: string };
              readonly region: { readonly startLine: number };
            };
          },
        ];
        readonly partialFingerprints: Readonly<Record<string, string>>;
      }[];
    },
  ];
}
const sarif = (made: ReturnType<typeof result>): Sarif => JSON.parse(renderSarif(made));

test('JUnit has a case for each check, and its counts are those of its cases', () => {
  const xml = new DOMParser().parseFromString(renderJunit(failWithSlice()), 'text/xml');
  assert.equal(xml.querySelectorAll('testcase').length, 7);
  assert.equal(xml.querySelectorAll('failure').length, 2);
  const suite = xml.querySelector('testsuite');
  assert.deepEqual(
    ['tests', 'failures', 'errors', 'skipped'].map((name) => suite?.getAttribute(name)),
    ['7', '2', '0', '0'],
  );
  assert.match(xml.querySelector('failure')?.getAttribute('message') ?? '', /is worse by 29\.88 points/);
  assert.match(xml.querySelector('system-out')?.textContent ?? '', /^Calibration error/);
});

test('an unknown is a failure with its reason, or skipped where the gate lets it pass', () => {
  assert.match(renderJunit(unknownWithRows()), /<failure message="[^"]*needs about 181,000 rows, has 16,281/);
  assert.match(renderJunit({ ...unknownWithRows(), unknown: 'pass' }), /<skipped message="[^"]*needs about/);
  assert.match(renderJunit({ ...unknownWithRows(), unknown: 'fail' }), /<failure message="[^"]*needs about/);
});

test('JUnit stays XML with hostile names', () => {
  const source = renderJunit(hostile());
  assert.doesNotMatch(source, /<img|<script|<svg|\]\]>|\u202e/);
  assert.doesNotMatch(source, /[^\n\P{Cc}]/u);
  assert.doesNotMatch(source, /&(?!amp;|lt;|gt;|quot;|apos;|#\d+;)/);
  assert.equal((source.match(/<testcase /g) ?? []).length, hostile().checks.length);
});

test('SARIF points to the line of the contract, with a rule for each entry', () => {
  const { version, runs } = sarif(failWithSlice());
  assert.equal(version, '2.1.0');
  const [{ tool, results }] = runs;
  assert.equal(results.length, 7);
  for (const found of results) {
    assert.equal(tool.driver.rules[found.ruleIndex]?.id, found.ruleId);
    assert.ok(found.message.text.length > 0);
    if (found.kind !== 'fail') assert.equal(found.level, 'none');
  }
  const failed = results.filter(({ level }) => level === 'error');
  assert.equal(failed.length, 2);
  assert.deepEqual(failed[0]?.locations?.[0].physicalLocation, {
    artifactLocation: { uri: 'holdfast.yaml' },
    region: { startLine: 18 },
  });
  const prints = results.map((found) => found.partialFingerprints['holdfast/check/v1']);
  assert.equal(new Set(prints).size, results.length);
});

test('a finding keeps its fingerprint when only its value changes', () => {
  const print = (value: number): unknown =>
    sarif(result({ checks: [check({ value })] })).runs[0].results[0]?.partialFingerprints;
  assert.deepEqual(print(0.87), print(0.88));
});

test('a path in SARIF is relative and cannot become a scheme', () => {
  const uris = sarif(hostile()).runs[0].results.flatMap(
    (found) => found.locations?.[0].physicalLocation.artifactLocation.uri ?? [],
  );
  assert.ok(uris.length > 0);
  for (const uri of uris) assert.match(uri, /^[\w./%()!*'~-]*$/, uri);
});

test('Markdown shows names as text: no markup, link, mention or new line comes from them', () => {
  // In a fence all is literal; no fence can be closed by what is in it.
  const source = renderMarkdown(buildDocument(hostile())).replace(/^(`{3,})sh\n.*\n\1$/m, '');
  assert.doesNotMatch(source, /<img|<script|<svg|\]\]>|\u202e|\[31m/);
  assert.equal(
    text('@team #12 [a](b) https://x.y <b> | `c` *d*\n\n# e'),
    '&#64;team &#35;12 &#91;a&#93;(b) https&#58;//x.y &#60;b&#62; &#124; &#96;c&#96; &#42;d&#42; &#35; e',
  );
  for (const row of source.split('\n').filter((line) => line.startsWith('| '))) {
    const cells = row.split(' | ').length;
    assert.ok(cells >= 2 && cells <= 6, row);
  }
});

test('a job summary stays below the size at which it is dropped', () => {
  const many = Array.from({ length: 20000 }, (_, i) => ({
    what: `column ${i}`,
    value: 'x'.repeat(200),
    why: 'y'.repeat(200),
  }));
  const notes = Array.from({ length: 20000 }, (_, i) => `note ${i} ${'z'.repeat(300)}`);
  const source = renderMarkdown(buildDocument(result({ checks: [check({})], assumed: many, notes })));
  assert.ok(Buffer.byteLength(source) < 1024 * 1024, String(source.length));
  assert.match(source, /left out here/);
  assert.match(
    renderMarkdown(buildDocument(passAlone())),
    /^## ✓ Pass: You may release\. It is right 87 times in 100\./,
  );
});

test('annotations are one command a line, and names cannot start another', () => {
  const lines = renderAnnotations(failWithSlice()).trimEnd().split('\n');
  assert.equal(lines.length, 3);
  assert.match(lines[0] ?? '', /^::error file=holdfast\.yaml,line=18,title=fail%3A Accuracy/);
  assert.match(lines[2] ?? '', /^::warning file=holdfast\.yaml,line=22,.*is 0\.0146/);
  const foreign = renderAnnotations(hostile()).trimEnd().split('\n');
  for (const line of foreign)
    assert.match(line, /^::(error|warning|notice) (file=[^,:]*,line=\d+,)?title=[^,:]*::/, line);
  assert.equal(renderAnnotations(passAlone()), '');
});

test('a shell reads a quoted word as it was', () => {
  assert.equal(quote('a.csv'), 'a.csv');
  assert.equal(quote('a b'), "'a b'");
  assert.equal(quote("x = 'y'"), `"x = 'y'"`);
  assert.equal(quote(`$(id) 'x'`), `'$(id) '\\''x'\\'''`);
  for (const name of HOSTILE) assert.doesNotMatch(quote(name), /\p{Cc}/u);
});
