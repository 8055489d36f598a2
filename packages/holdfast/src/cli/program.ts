import { quote } from '@holdfast/core/report/repeat.ts';
import { nearest } from '@holdfast/core/std/nearest.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { Command, CommanderError, Option } from 'commander';
import type { CommandSpec, Invocation } from './command.ts';
import { COMMANDS } from './commands.ts';

const EXIT_CODES = `
Exit codes: 0 pass, or nothing to judge · 1 a check failed · 2 not enough data
            3 bad input, contract or usage · 4 our fault`;

/** What was asked for: a command with its call, or text to print (help, version). */
export type Parsed =
  | { readonly kind: 'call'; readonly spec: CommandSpec; readonly call: Omit<Invocation, 'signal'> }
  | { readonly kind: 'text'; readonly text: string };

/** The words of a command line, understood. Problems: COMMAND_UNKNOWN, OPTION_UNKNOWN, OPTION_VALUE, ARGUMENT_*. */
export function parseWords(words: readonly string[], version: string): Parsed {
  let parsed: Parsed | null = null;
  let text = '';
  const program = new Command('holdfast')
    .description('The control loop for machine-learning models in production.')
    .version(version, '--version', 'the version')
    .helpCommand(false)
    .addHelpText(
      'after',
      `${EXIT_CODES}\n\nholdfast COMMAND --help shows options and examples.\nStart with: holdfast describe FILE`,
    );
  prepare(program, (part) => (text += part));
  for (const spec of COMMANDS) {
    const command = program.command(spec.name).summary(spec.summary).description(spec.about);
    prepare(command, (part) => (text += part));
    const named = spec.argument?.split(' ') ?? [];
    for (const argument of named) command.argument(argument);
    for (const { flags, help, choices } of spec.options) {
      const option = new Option(flags, help);
      command.addOption(choices ? option.choices([...choices]) : option);
    }
    const examples = spec.examples.map(({ line, does }) => `  ${line}\n      ${does}`).join('\n');
    command.addHelpText('after', `\nExamples:\n${examples}\n${EXIT_CODES}`);
    command.action((...given: unknown[]) => {
      const files = given
        .slice(0, named.length)
        .flat()
        .filter((word) => typeof word === 'string');
      parsed = { kind: 'call', spec, call: { files, options: command.opts(), line: lineOf(words) } };
    });
  }
  try {
    if (words.length === 0) return { kind: 'text', text: program.helpInformation() + footerOf(program) };
    program.parse([...words], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (text !== '') return { kind: 'text', text };
    throw usageProblem(error, words);
  }
  return parsed ?? { kind: 'text', text: program.helpInformation() };
}

function prepare(command: Command, write: (text: string) => void): void {
  command
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: () => {} })
    .configureHelp({ helpWidth: 80, sortSubcommands: false });
}

function footerOf(program: Command): string {
  let text = '';
  program.configureOutput({ writeOut: (part) => (text += part), writeErr: () => {} });
  program.outputHelp();
  return text.slice(program.helpInformation().length);
}

/** The words as they would be typed again, quoted where a shell needs it. */
const lineOf = (words: readonly string[]): string => ['holdfast', ...words].map(quote).join(' ');

function usageProblem(error: CommanderError, words: readonly string[]): Problem {
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const spec = COMMANDS.find(({ name }) => words.includes(name));
  const names = spec?.options.map(({ flags }) => /--[\w-]+/.exec(flags)?.[0] ?? flags) ?? [];
  const command = spec?.name ?? '';
  switch (error.code) {
    case 'commander.unknownCommand': {
      const commands = COMMANDS.map(({ name }) => name);
      return new Problem('COMMAND_UNKNOWN', { command: quoted, nearest: nearest(quoted, commands), commands });
    }
    case 'commander.unknownOption': {
      const at = words.findIndex((word) => word.startsWith(quoted));
      const found = words.slice(at, at + 2).join(' ');
      return new Problem('OPTION_UNKNOWN', { option: quoted, found, nearest: nearest(quoted, names), command });
    }
    case 'commander.missingArgument':
      return new Problem('ARGUMENT_MISSING', { argument: quoted.replace('.', '') || 'file', command });
    case 'commander.optionMissingArgument':
      return new Problem('OPTION_VALUE', {
        option: /--[\w-]+/.exec(quoted)?.[0] ?? quoted,
        value: 'nothing',
        expected: 'a value',
        command,
      });
    case 'commander.invalidArgument': {
      const [, flags = quoted, value = ''] = /option '([^']*)' argument '([^']*)'/.exec(error.message) ?? [];
      const option = /--[\w-]+/.exec(flags)?.[0] ?? flags;
      const expected = /Allowed choices are (.*)\./.exec(error.message)?.[1] ?? 'another value';
      return new Problem('OPTION_VALUE', { option, value, expected: `one of ${expected}`, command });
    }
    default:
      return new Problem('ARGUMENT_EXCESS', { found: words.at(-1) ?? '', command });
  }
}
