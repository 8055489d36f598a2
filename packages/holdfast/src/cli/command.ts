import type { Ports } from '../ports/ledgers.ts';

/** What a command is, for the parser, `--help` and the reference pages. Running it is loaded only when it runs. */
export interface CommandSpec {
  readonly name: string;
  readonly argument: '<file...>' | '[id]' | '<action> <path>' | null;
  readonly summary: string;
  readonly about: string;
  readonly options: readonly OptionSpec[];
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  load(): Promise<{ run(invocation: Invocation, ports: Ports): Promise<number> }>;
}

export interface OptionSpec {
  /** As commander reads it: `--label <column>`, `-c, --contract <file>`, `--json`. */
  readonly flags: string;
  readonly help: string;
  readonly choices?: readonly string[];
}

/** One call of a command, as typed. */
export interface Invocation {
  readonly files: readonly string[];
  /** By long name in camel case; a flag is true. */
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** The words that repeat it, for the footer of reports. */
  readonly line: string;
  readonly signal: AbortSignal;
}
