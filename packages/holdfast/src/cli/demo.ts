import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quote } from '@holdfast/core/report/repeat.ts';
import { DEMO_CONTRACT, DEMO_WORDS, type DemoPaths, demoFound } from '@holdfast/core/report/words/demo.ts';
import { count } from '@holdfast/core/report/words/numbers.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { makeShop } from '../drivers/demo/shop.ts';
import { shopFiles, THRESHOLD } from '../drivers/demo/shop-files.ts';
import { shopYear } from '../drivers/demo/shop-year.ts';
import { type Judged, judgeFiles } from '../drivers/judge.ts';
import type { Ports } from '../ports/ledgers.ts';
import { commandLines } from '../render/command-lines.ts';
import { type Paint, paintWith } from '../render/paint.ts';
import { plain, wrap } from '../render/plain.ts';
import type { Invocation } from './command.ts';
import { EXIT } from './exit.ts';
import { isColored, print, writeWhole } from './output.ts';
import { makeProgress } from './progress.ts';
import { report } from './reports.ts';
import { requestOf, seedOf } from './request.ts';

type Options = Invocation['options'];

/** Says whose folder it is, so that nothing else is ever written over. */
const MARKER = '.made-by-holdfast-demo';

/** `holdfast demo`: a generated shop, played through the program. Problems: DEMO_FOLDER_TAKEN, OPTION_VALUE. */
export async function run({ options, signal }: Invocation, ports: Ports): Promise<number> {
  const folder = typeof options['out'] === 'string' ? options['out'] : 'demo';
  const shop = makeShop(seedOf('demo', options));
  const paths = prepare(folder);
  const year = shopYear(seedOf('demo', options));
  const files = { ...shopFiles(shop), ...year };
  for (const [name, text] of Object.entries(files)) writeWhole(join(folder, name), text);
  const quiet = {
    ...(options['quiet'] === true && { quiet: true }),
    ...(options['color'] === false && { color: false }),
  };
  const call = (command: string, file: string, given: Options): Invocation => ({
    files: [file],
    options: { ...given, ...quiet },
    line: ['holdfast', command, file, ...wordsOf(given)].map(quote).join(' '),
    signal,
  });
  const paint = paintWith(isColored(options));
  const tell = teller(paint);

  await tell(DEMO_WORDS.begin(paths, count(shop.length)));
  const describe = call('describe', paths.predictions, {});
  await tell(DEMO_WORDS.describe, describe);
  await (await import('./describe.ts')).run(describe);

  const init = call('init', paths.predictions, { label: 'left', threshold: `> ${THRESHOLD}`, ...forced(paths) });
  await tell(DEMO_WORDS.init, init);
  await (await import('./init.ts')).run(init);
  writeWhole(paths.contract, readFileSync(paths.contract, 'utf8') + DEMO_CONTRACT);
  await tell(DEMO_WORDS.added(paths));
  await print(DEMO_CONTRACT.trim().replace(/^(?=.)/gm, '  '));

  const { labels, predictions: against } = paths;
  const champion = await gate(DEMO_WORDS.gate, call('gate', paths.predictions, { labels }), tell);
  const html = paths.report;
  const challenger = await gate(DEMO_WORDS.challenge, call('gate', paths.challenger, { labels, against, html }), tell);

  const customers = count(year['year.csv'].split('\n').length - 2);
  const replay = call('backtest', paths.year, {
    ...{ reference: paths.usual, labels: paths.outcomes, timestamp: 'scored_at', labelTimestamp: 'known_at' },
    ...{ html: paths.history, ledger: paths.ledger },
  });
  await tell(DEMO_WORDS.year(paths, customers), replay);
  const { result } = await (await import('./backtest.ts')).backtest(replay);
  const verify: Invocation = {
    ...call('ledger', 'verify', { head: result.ledger.head }),
    files: ['verify', paths.ledger],
    line: ['holdfast', 'ledger', 'verify', paths.ledger, '--head', result.ledger.head].map(quote).join(' '),
  };
  await tell(DEMO_WORDS.verify, verify);
  await (await import('./ledger.ts')).run(verify, ports);
  await end(demoFound(champion.result, challenger.result, result), paths, paint);
  return EXIT.pass;
}

/** The folder, empty or the demo's own. A contract from before is written over; so are the other files of the demo. */
function prepare(folder: string): DemoPaths {
  const marker = join(folder, MARKER);
  if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(marker)) {
    throw new Problem('DEMO_FOLDER_TAKEN', { path: folder });
  }
  mkdirSync(folder, { recursive: true });
  writeWhole(marker, '');
  return {
    predictions: join(folder, 'predictions.csv'),
    challenger: join(folder, 'challenger.csv'),
    labels: join(folder, 'labels.csv'),
    contract: join(folder, 'holdfast.yaml'),
    report: join(folder, 'report.html'),
    year: join(folder, 'year.csv'),
    usual: join(folder, 'usual.csv'),
    outcomes: join(folder, 'outcomes.csv'),
    history: join(folder, 'history.html'),
    ledger: join(folder, 'year.hfledger'),
  };
}

const wordsOf = (options: Options): readonly string[] =>
  Object.entries(options).flatMap(([name, value]) => [
    `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    ...(typeof value === 'string' ? [value] : []),
  ]);

const forced = ({ contract }: DemoPaths): Options => (existsSync(contract) ? { force: true } : {});

type Tell = (text: string, call?: Invocation) => Promise<void>;

/** Says something in a paragraph, and shows the command that follows. */
const teller =
  (paint: Paint): Tell =>
  async (text, call) => {
    const lines = call ? commandLines(call.line, 80) : [];
    const command = lines.map((line, i) => paint.bold(i === 0 ? `$ ${line.trimStart()}` : line.replace(/^ {8}/, '')));
    await print(['', ...wrap(text, 80), ...(call ? ['', ...command, '', ''] : [])].join('\n'));
  };

/** A gate as the command plays it; its verdict is told, and is no exit code here. */
async function gate(why: string, call: Invocation, tell: Tell): Promise<Judged> {
  await tell(why, call);
  const progress = makeProgress({ isQuiet: call.options['quiet'] === true });
  try {
    const judged = await judgeFiles(requestOf('gate', call, progress.report));
    progress.done();
    await report(judged, call);
    return judged;
  } finally {
    progress.done();
  }
}

async function end(found: readonly string[], paths: DemoPaths, paint: Paint): Promise<void> {
  const paragraph = (text: string): readonly string[] =>
    wrap(text, 76).map((line, i) => (i === 0 ? `- ${line}` : `  ${line}`));
  const lines = [
    '',
    paint.bold(DEMO_WORDS.found),
    ...found.map(plain).flatMap(paragraph),
    '',
    ...wrap(DEMO_WORDS.report(paths), 80),
    '',
    paint.bold(DEMO_WORDS.next),
    ...wrap(DEMO_WORDS.ownAbout, 80),
    ...DEMO_WORDS.own.map((line) => `  ${line}`),
  ];
  await print(lines.join('\n'));
}
