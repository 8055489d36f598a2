import { setFlagsFromString } from 'node:v8';
import { parseWords } from './cli/program.ts';
import type { Ports } from './ports/ledgers.ts';
import { V8_OPTIONS } from './v8-options.ts';
import { VERSION } from './version.ts';

for (const option of V8_OPTIONS) setFlagsFromString(option);

const words = process.argv.slice(2);
const isJson = words.includes('--json');
const stop = new AbortController();
/** The first time work is given up and cleaned up after; who asks twice does not want to wait. */
const giveUp = (): void => (stop.signal.aborted ? process.exit(130) : stop.abort());
process.on('SIGINT', giveUp);
process.on('SIGTERM', giveUp);
// A reader that went away (head, less) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 4));

/** What commands may use of this machine; loaded when a command asks for it. */
const ports: Ports = {
  ledgers: async () => (await import('./adapters/embedded/ledgers.ts')).embeddedLedgers,
};

try {
  const parsed = parseWords(words, VERSION);
  if (parsed.kind === 'text') process.stdout.write(parsed.text);
  else {
    const { run } = await parsed.spec.load();
    process.exitCode = await run({ ...parsed.call, signal: stop.signal }, ports);
  }
} catch (error) {
  const { explain } = await import('./cli/exit.ts');
  const { text, code } = explain(stop.signal.aborted ? stop.signal.reason : error, isJson);
  process.stderr.write(`${text}\n`);
  process.exitCode = code;
}
