import { readFileSync } from 'node:fs';
import { PROBLEM_WORDS } from '../packages/core/src/report/words/problems.ts';
import { root } from './generated.ts';

/** The page of problem codes: for each the sentence, written for details of the kind that it takes. */
export function problemsPage(): string {
  const declared = readFileSync(`${root}packages/core/src/std/problem.ts`, 'utf8');
  const sections = Object.entries(PROBLEM_WORDS).map(([code, words]) => {
    // as: the details are made from the type that the words ask for
    const [failed, found, remedy] = (words as (details: object) => readonly string[])(sampleDetails(declared, code));
    return `## ${code}\n\n${failed}. Found: ${found}.\n\n**${remedy}**\n`;
  });
  const head =
    '# Problems\n\nA problem is a bad input from outside: what failed, what was found, what to do. The details are examples.\n';
  return [head, ...sections].join('\n');
}

/** Details of the types that the interface in problem.ts declares for the code. */
export function sampleDetails(declared: string, code: string): object {
  const start = declared.search(new RegExp(`^  ${code}: \\{`, 'm'));
  if (start < 0) throw new Error(`${code} is not declared in problem.ts`);
  const from = declared.indexOf('{', start);
  const text = declared.slice(from + 1, closing(declared, from)).replace(/\/\*\*[\s\S]*?\*\//g, '');
  const fields = [...text.matchAll(/(\w+)(\??): ([^;}]+)/g)];
  return Object.fromEntries(fields.map(([, name = '', , type = '']) => [name, sample(declared, name, type.trim())]));
}

/** Where the brace that is open at `from` closes. */
function closing(text: string, from: number): number {
  for (let i = from, depth = 0; i < text.length; i++) {
    if (text[i] === '{') depth++;
    if (text[i] === '}' && --depth === 0) return i;
  }
  throw new Error('a brace is not closed in problem.ts');
}

function sample(declared: string, name: string, type: string): unknown {
  const first = type.replace(/^\|/, '').split('|')[0]?.trim() ?? '';
  if (type === 'Place') return { path: 'holdfast.yaml', line: 12, column: 5 };
  if (/^readonly .*\[\]$/.test(type)) return ['first', 'second'].map((word) => `${word}_${name}`);
  if (first === 'string') return name.toUpperCase();
  if (first === 'number') return 12;
  if (first === 'boolean') return true;
  const literal = /^'([^']*)'$/.exec(first)?.[1];
  if (literal !== undefined) return literal;
  const union = new RegExp(`type ${first} =\\s*\\|?\\s*'([^']+)'`).exec(declared)?.[1];
  if (union !== undefined) return union;
  throw new Error(`no example can be made for ${name}: ${type}`);
}
