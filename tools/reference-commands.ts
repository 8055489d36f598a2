import type { CommandSpec } from '../packages/holdfast/src/cli/command.ts';
import { COMMANDS } from '../packages/holdfast/src/cli/commands.ts';

/** The page of commands: what `--help` says, for all of them. */
export const commandsPage = (): string =>
  `# Commands\n\n\`holdfast COMMAND [files] [options]\`. Exit codes: 0 pass, or nothing to judge · 1 a check failed · 2 not enough data · 3 bad input, contract or usage · 4 our fault.\n\n${COMMANDS.map(section).join('\n')}`;

function section({ name, argument, summary, about, options, examples }: CommandSpec): string {
  const rows = options.map(({ flags, help, choices }) => {
    const allowed = choices === undefined ? '' : ` (${choices.join(', ')})`;
    return `| \`${flags}\` | ${`${help}${allowed}`.replaceAll('|', '\\|')} |`;
  });
  const lines = examples.map(({ line, does }) => `${line.padEnd(longest(examples))}  # ${does}`);
  return `## ${name}

\`holdfast ${name}${argument === null ? '' : ` ${argument}`}\`: ${summary}.

${about}

| option | |
|---|---|
${rows.join('\n')}

\`\`\`sh
${lines.join('\n')}
\`\`\`
`;
}

const longest = (examples: CommandSpec['examples']): number => Math.max(...examples.map(({ line }) => line.length));
