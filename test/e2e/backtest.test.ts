// A history replayed, seen from outside: what is told and when, what is set aside, what is refused, and the ledger.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { BacktestResult } from '@holdfast/core/report/backtest-result.ts';
import { dayAt, shopHistory } from './history.ts';
import { inFolder, type Workplace } from './holdfast.ts';

const ROLES = ['--timestamp', 'at', '--task', 'binary'];
const reference = shopHistory({ days: 90, seed: 2, from: -90, firstId: 100_000 });
const quiet = shopHistory();
const files = { 'history.csv': quiet.rows, 'labels.csv': quiet.labels, 'reference.csv': reference.labelled };
const words = ['backtest', 'history.csv', '--labels', 'labels.csv', '--reference', 'reference.csv', ...ROLES];

async function result({ run }: Workplace, given: readonly string[] = words): Promise<BacktestResult> {
  const { code, stdout, stderr } = await run(...given, '--json', '--quiet');
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as BacktestResult; // as: the document that the command promises
}
const setAside = ({ rows }: BacktestResult): Record<string, number> =>
  Object.fromEntries(rows.setAside.map(({ reason, rows: count }) => [reason, count]));
const firstLine = (text: string): string => text.split('\n')[0] ?? '';

describe('a history with its labels', { concurrency: 2 }, () => {
  test('a decay is told within weeks, with the day on which it began, and its ledger holds until it is changed', () =>
    inFolder(
      {
        ...files,
        'history.csv': shopHistory({ decaysOn: 80 }).rows,
        'labels.csv': shopHistory({ decaysOn: 80 }).labels,
        'holdfast.yaml': 'holdfast: 1\nmodel: shop\nwatch: { detectors: [ddm, page-hinkley(price), adwin(prices)] }\n',
      },
      async (place) => {
        const found = await result(place);
        assert.equal(found.verdict, 'fail');
        const [fall] = found.incidents.filter(({ kind }) => kind === 'fell');
        assert.ok(fall, JSON.stringify(found.incidents));
        assert.ok(fall.opened > dayAt(80) && fall.opened < dayAt(95), new Date(fall.opened).toISOString());
        assert.ok(Math.abs(fall.change_point - dayAt(80)) <= 7 * 86_400_000, new Date(fall.change_point).toISOString());
        assert.ok(found.decisions.some(({ type }) => type === 'RetrainRequested'));
        const [errors, price, nowhere] = found.detectors;
        const told = errors?.alarms.filter(({ at }) => at > dayAt(82));
        assert.ok((told?.length ?? 0) > 0 && (told?.[0]?.after ?? 0) > (told?.[0]?.before ?? 1), 'errors became more');
        assert.deepEqual([errors?.n, errors?.promise, price?.n], [6400, null, 6400]);
        // Of prices nothing moved; what it tells it tells of them in random order too.
        assert.ok((price?.alarms.length ?? 99) <= 2 * (price?.by_chance?.most ?? 0), JSON.stringify(price));
        assert.deepEqual([nowhere?.gap, nowhere?.by_chance], ['no-column', null]);
        const verified = await place.run('ledger', 'verify', 'backtest.hfledger', '--head', found.ledger.head);
        assert.equal(verified.code, 0, verified.stdout + verified.stderr);
        const path = join(place.folder, 'backtest.hfledger');
        const text = readFileSync(path, 'utf8');
        const planted = text.replace('"due":2', '"due":3');
        assert.notEqual(planted, text);
        writeFileSync(path, planted);
        assert.equal((await place.run('ledger', 'verify', 'backtest.hfledger')).code, 1);
      },
    ));

  test('a quiet one tells nothing, says the same twice, and keeps its promise in print', () =>
    inFolder(files, async (place) => {
      const [once, again] = [await result(place), await result(place)];
      assert.deepEqual(again, once);
      assert.deepEqual([once.verdict, once.incidents.length], ['pass', 0]);
      assert.ok(once.budget.spent > 0 && once.budget.realised !== null);
      const { code, stdout } = await place.run(...words, '--html', 'report.html');
      assert.equal(code, 0);
      assert.match(stdout, /PASS {2}Nothing changed that matters/);
      assert.ok(stdout.split('\n').every((line) => [...line].length <= 80));
      assert.ok(readFileSync(join(place.folder, 'report.html'), 'utf8').length < 1_000_000);
    }));

  test('a month of silence is listed window by window, and is no alarm', () =>
    inFolder(
      {
        ...files,
        'history.csv': shopHistory({ silent: [60, 90] }).rows,
        'labels.csv': shopHistory({ silent: [60, 90] }).labels,
      },
      async (place) => {
        const found = await result(place);
        assert.equal(found.windows.filter(({ n }) => n === 0).length, 30);
        assert.equal(found.incidents.length, 0);
      },
    ));

  test('without a reference the first quarter is taken, and that is said', () =>
    inFolder({ 'history.csv': quiet.labelled }, async (place) => {
      const found = await result(place, ['backtest', 'history.csv', ...ROLES]);
      assert.match(found.notes.join(), /first quarter/);
      assert.equal(found.rows.reference, 1600);
    }));
});

describe('odd rows and labels are counted, never dropped in silence', { concurrency: 2 }, () => {
  const [head = '', ...labels] = quiet.labels.trim().split('\n');
  const odd = [
    head,
    ...labels,
    '777777,1,2024-02-01T00:00:00',
    labels[0],
    (labels[1] ?? '').replace(/,(\d),.*/, (_, label: string) => `,${1 - Number(label)},2024-05-01T00:00:00`),
    ',1,2024-02-01T00:00:00',
  ].join('\n');

  test('labels of unknown ids, again, corrected, without id', () =>
    inFolder({ ...files, 'labels.csv': `${odd}\n` }, async (place) => {
      const { 'label-of-unknown-id': unknown, 'label-again': again, ...rest } = setAside(await result(place));
      assert.deepEqual([unknown, again], [1, 1]);
      assert.deepEqual([rest['label-corrected'], rest['label-without-id']], [1, 1]);
    }));

  test('labels before the prediction, never, and late', () => {
    const lines = labels.map((line, i) => (i === 0 ? line.replace(/2024-.*/, '2023-12-01T00:00:00') : line));
    lines.splice(5, 3);
    lines[900] = (lines[900] ?? '').replace(/2024-.*/, '2024-12-01T00:00:00');
    return inFolder({ ...files, 'labels.csv': `${[head, ...lines].join('\n')}\n` }, async (place) => {
      const counts = setAside(await result(place));
      assert.deepEqual([counts['label-before-prediction'], counts['label-never']], [1, 3]);
      assert.ok((counts['label-late'] ?? 0) >= 1);
    });
  });

  test('rows without a time, a clock that goes back, rows that are in the reference too', () => {
    const rows = quiet.rows.trim().split('\n');
    rows[10] = (rows[10] ?? '').replace(/,2024[^,]*/, ',');
    [rows[100], rows[4000]] = [rows[4000] ?? '', rows[100] ?? ''];
    rows.push(...reference.rows.trim().split('\n').slice(1, 21));
    return inFolder({ ...files, 'history.csv': `${rows.join('\n')}\n` }, async (place) => {
      const counts = setAside(await result(place));
      assert.deepEqual([counts['no-time'], counts['in-reference-too']], [1, 20]);
      assert.ok((counts['out-of-order'] ?? 0) > 0);
    });
  });

  test('a column that is new, gone, or of another kind is named and not watched', () => {
    const rows = quiet.rows.replace('price,region', 'cost,region').split('\n');
    const text = reference.labelled
      .split('\n')
      .map((line, i) => (i === 0 ? line.replace('region', 'region') : line.replace(/,[NSEW],/, ',7,')));
    return inFolder({ ...files, 'history.csv': rows.join('\n'), 'reference.csv': text.join('\n') }, async (place) => {
      const notes = (await result(place)).notes.join('\n');
      assert.match(notes, /cost is in the history and not in the reference/);
      assert.match(notes, /price is in the reference and not in the history/);
      assert.match(notes, /region is text in one table and numbers in the other/);
    });
  });

  test('windows of three rows cannot speak, and say so', () => {
    const few = shopHistory({ perDay: 3, days: 60 });
    const past = shopHistory({ perDay: 3, days: 90, from: -90, firstId: 100_000 });
    const small = { 'history.csv': few.rows, 'labels.csv': few.labels, 'reference.csv': past.labelled };
    return inFolder(small, async (place) => {
      const found = await result(place);
      assert.deepEqual([found.window.unit, found.verdict], ['week', 'unknown']);
      assert.ok(found.streams.every(({ silent }) => silent === 'window-too-small'));
    });
  });
});

test('labels of one answer alone are told, however many there are', () => {
  const [head = '', ...labels] = quiet.labels.trim().split('\n');
  const isNo = new Set(quiet.rows.split('\n').flatMap((row) => (row.endsWith(',0') ? [row.split(',')[0]] : [])));
  const some = labels.filter((line) => !isNo.has(line.split(',')[0]));
  return inFolder({ ...files, 'labels.csv': `${[head, ...some].join('\n')}\n` }, async (place) => {
    const { feedback } = await result(place);
    assert.equal(feedback?.selective?.kind, 'one-sided');
    const [no, yes] = feedback.selective.answers;
    assert.deepEqual([no?.of, no?.labelled, yes?.of], ['0', 0, '1']);
    assert.equal(yes?.labelled, yes?.rows);
    assert.equal(feedback.diversity?.kind, 'level');
  });
});

test('a history shorter than its season is unknown, because nobody knows what is usual', () => {
  const [past, now] = [shopHistory({ days: 8, seed: 3 }), shopHistory({ days: 10, seed: 4, from: 8, firstId: 9000 })];
  return inFolder({ 'history.csv': now.labelled, 'reference.csv': past.labelled }, async (place) => {
    const { verdict, window, streams } = await result(place, [
      'backtest',
      'history.csv',
      '--reference',
      'reference.csv',
      ...ROLES,
    ]);
    assert.deepEqual([verdict, window.season], ['unknown', 'day-of-week']);
    assert.deepEqual([...new Set(streams.map(({ silent }) => silent))], ['warming-up']);
  });
});

describe('what cannot be a history is refused with a code', { concurrency: 2 }, () => {
  const cases: readonly (readonly [name: string, changed: Record<string, string>, given: string[], code: string])[] = [
    [
      'no column of times',
      { 'history.csv': quiet.rows.replace(/,2024[^,\n]*/g, '').replace(',at', '') },
      words,
      'BACKTEST_NO_TIME',
    ],
    ['a column that is no time', {}, words.map((word) => (word === 'at' ? 'price' : word)), 'BACKTEST_NO_TIME'],
    [
      'one time for all rows',
      { 'history.csv': quiet.rows.replace(/2024[^,\n]*/g, '2024-03-01T10:00:00') },
      words,
      'HISTORY_SHORT',
    ],
    [
      'a reference of 100 rows',
      { 'reference.csv': reference.labelled.split('\n').slice(0, 101).join('\n') },
      words,
      'REFERENCE_SMALL',
    ],
    [
      'a clock that jumps by centuries',
      { 'history.csv': quiet.rows.replace('2024-01-01', '1024-01-01') },
      [...words, '-c', 'hour.yaml'],
      'WINDOWS_TOO_MANY',
    ],
  ];
  const hour = 'holdfast: 1\nmodel: shop\nwatch: { window: 1h }\n';
  for (const [name, changed, given, code] of cases) {
    test(name, () =>
      inFolder({ ...files, 'hour.yaml': hour, ...changed }, async ({ run }) => {
        const refused = await run(...given);
        assert.equal(refused.code, 3, refused.stdout + refused.stderr);
        assert.match(
          firstLine(refused.stderr.replace(/^(reading|looking|freezing|replaying).*\n/gm, '')),
          new RegExp(`^${code}: `),
        );
      }),
    );
  }
});

test('a slice that decays is told by name, on its own clock; labels that stop are named with since when', () => {
  const worse = shopHistory({ days: 110, perDay: 136, decaysOn: 50, decaysIn: 'N', unlabelledOn: 100 });
  return inFolder(
    {
      'reference.csv': shopHistory({ days: 90, perDay: 136, seed: 2, from: -90, firstId: 100_000 }).labelled,
      'history.csv': worse.rows,
      'labels.csv': worse.labels,
      'holdfast.yaml': `holdfast: 1\nmodel: shop\nslices: [region, { name: dear, where: price > 14.6 },\
 { name: very dear, where: price > 14.95 }, { name: dearest, where: price > 16 }]\n`,
    },
    async (place) => {
      const found = await result(place);
      const told = found.incidents.filter(({ group }) => group === 'slices' || group === 'performance');
      assert.deepEqual(
        told.map(({ group, kind, members }) => [group, kind, members[0]?.slice]),
        [['performance', 'fell', 'region = N']],
      );
      assert.ok((told[0]?.opened ?? 0) > dayAt(50) && (told[0]?.opened ?? 0) < dayAt(70), 'within three weeks');
      assert.match(told[0]?.words ?? '', /^Got worse: accuracy in region = N 8\d % → [56]\d %/);
      const silentOf = (slice: string) => found.streams.find((stream) => stream.slice === slice)?.silent;
      assert.deepEqual(['region = S', 'dear', 'very dear', 'dearest'].map(silentOf), [
        null,
        null,
        'seldom-there',
        'no-rows',
      ]);
      const weeks = found.windows.filter(({ evidence }) => 'slices-weekly' in evidence);
      assert.ok(weeks.length >= 14 && weeks.length <= 16, `dear is read by the week: ${weeks.length}`);
      const accuracy = found.hushes.find(({ stream }) => stream === 'performance:accuracy');
      assert.deepEqual([accuracy?.since, accuracy?.until, accuracy?.reason], [dayAt(100), null, 'no-labels']);
    },
  );
});

test('what a person answers is what the replay follows, and counts for the rate of false alarms with its bound', () =>
  inFolder(
    {
      ...files,
      'history.csv': shopHistory({ decaysOn: 80 }).rows,
      'labels.csv': shopHistory({ decaysOn: 80 }).labels,
      'answers.csv': 'incident,answer,by,why\n1,nothing changed,Ana,a holiday\nperformance-9,fixed,Ana,\n',
      'odd.csv': 'incident,answer\n1,go away\n',
    },
    async (place) => {
      const found = await result(place, [...words, '--answers', 'answers.csv']);
      const [first, second] = found.incidents;
      assert.deepEqual([first?.answer, first?.answered_by, first?.false], ['nothing-changed', 'Ana', true]);
      assert.ok(second?.group === first?.group && second?.answered_by === null, 'what lasts is told again');
      const { answered } = found.budget;
      assert.deepEqual([answered?.by_people, answered?.false_alarms], [1, 1]);
      // One in so many days: 4.74 is the one-sided bound of a count of 1 (Garwood).
      assert.ok(Math.abs((answered?.upper ?? 0) / (answered?.rate ?? 1) - 4.744) < 0.001, JSON.stringify(answered));
      assert.ok(
        found.notes.some((note) => /performance-9/.test(note)),
        found.notes.join(),
      );
      const { code, stderr } = await place.run(...words, '--answers', 'odd.csv', '--quiet');
      assert.equal(code, 3);
      assert.match(firstLine(stderr), /^ANSWER_WORD/);
      assert.equal((await place.run('ledger', 'verify', 'backtest.hfledger')).code, 0);
    },
  ));
