import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { benchFolder } from './scores.ts';

/** A number in [0, 1) that depends on row, column and side alone. */
const uniform = (stream: number): string => `((hash(i * 4096 + ${stream}) >> 11) / 9007199254740992.0)`;

/** Levels of the ten text columns. */
const LEVELS = [2, 3, 5, 8, 12, 20, 50, 100, 300, 1000];

const number = (k: number): string => `n${String(k).padStart(2, '0')}`;
const text = (k: number): string => `c${String(k).padStart(2, '0')}`;

/** Number columns: normal, long-tailed, even, whole, mostly zero, in turn; some with 2 % missing, some that moved. */
function numberColumn(k: number, isCurrent: boolean): string {
  const [a, b, c] = [uniform(3 * k), uniform(3 * k + 1), uniform(3 * k + 2)];
  const shift = isCurrent && k % 9 === 4 ? 0.1 : 0;
  const normal = `sqrt(-2 * ln(1 - ${a})) * cos(2 * pi() * ${b}) + ${shift}`;
  const value = [
    normal,
    `exp(${normal})`,
    `${a} + ${shift}`,
    `floor(20 * ${a} + ${shift})`,
    `CASE WHEN ${b} < 0.7 THEN 0 ELSE ${a} + ${shift} END`,
  ][k % 5];
  const cell = k % 4 === 1 ? `CASE WHEN ${c} < 0.02 THEN NULL ELSE ${value} END` : value;
  return `${cell} AS ${number(k)}`;
}

function textColumn(k: number, isCurrent: boolean): string {
  const power = isCurrent && k === 3 ? 1.6 : 1.5;
  return `'level ' || floor(${LEVELS[k]} * pow(${uniform(300 + k)}, ${power}))::INT AS ${text(k)}`;
}

/** Two files of a table of the bench. */
export interface TwoFiles {
  readonly reference: string;
  readonly current: string;
}

/** The first columns of both tables as CSV: what a person has who tries the program. */
export async function driftCsv(rows: number, columns: number): Promise<TwoFiles> {
  const tables = await driftTables(rows);
  const names = Array.from({ length: columns }, (_, k) => (k % 4 === 3 ? text(k >> 2) : number(k))).join(', ');
  const write = async (side: keyof TwoFiles): Promise<string> => {
    const path = join(benchFolder, `drift-${rows}-${side}.csv`);
    await withEngine((run) => run(`COPY (SELECT ${names} FROM '${tables[side]}') TO '${path}' (HEADER)`));
    return path;
  };
  return { reference: await write('reference'), current: await write('current') };
}

/** A wide table: a thousand columns, four of five numbers, of which a few moved. */
export async function wideTables(rows: number, columns: number): Promise<TwoFiles> {
  const write = async (side: keyof TwoFiles): Promise<string> => {
    const isCurrent = side === 'current';
    const path = join(benchFolder, `wide-${rows}-${columns}-${side}.parquet`);
    if (existsSync(path)) return path;
    const list = Array.from({ length: columns }, (_, k) =>
      k % 5 === 4
        ? `'level ' || ${wideCell(k)}::INT % ${2 + (k % 40)} AS w${k}`
        : `${wideNumber(k, isCurrent)} AS w${k}`,
    );
    const range = isCurrent ? `${rows}, ${rows + rows / 10}` : `0, ${rows}`;
    await withEngine((run) =>
      run(`COPY (SELECT ${list.join(', ')} FROM range(${range}) AS r(i)) TO '${path}.part'
        (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 20480)`),
    );
    renameSync(`${path}.part`, path);
    return path;
  };
  mkdirSync(benchFolder, { recursive: true });
  return { reference: await write('reference'), current: await write('current') };
}

/** Whole numbers to 65,535: of a million distinct cells a thousand columns would be eight gigabytes. */
const wideCell = (k: number): string => `(hash(i * 4096 + ${k}) >> 48)`;
const wideNumber = (k: number, isCurrent: boolean): string =>
  `sqrt(${wideCell(k)}::FLOAT)${isCurrent && k % 97 === 0 ? ' + 12' : ''}`;

async function withEngine(body: (run: (sql: string) => Promise<unknown>) => Promise<unknown>): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await body((sql) => connection.run(sql));
  connection.closeSync();
  instance.closeSync();
}

/**
 * Two tables of so many rows as Parquet, a reference and a current one: 40 columns of numbers and ten of text, some of
 * which moved. The same files for the same number of rows; peers of the shared folder read them too.
 */
export async function driftTables(rows: number): Promise<TwoFiles> {
  const path = (side: string): string => join(benchFolder, `drift-${rows}-${side}.parquet`);
  mkdirSync(benchFolder, { recursive: true });
  for (const side of ['reference', 'current']) {
    if (existsSync(path(side))) continue;
    const offset = side === 'current' ? rows : 0;
    const numbers = Array.from({ length: 40 }, (_, k) => numberColumn(k, side === 'current'));
    const texts = Array.from({ length: 10 }, (_, k) => textColumn(k, side === 'current'));
    await withEngine((run) =>
      run(`COPY (
        SELECT ${[...numbers, ...texts].join(', ')} FROM range(${offset}, ${offset + rows}) AS r(i) ORDER BY i
      ) TO '${path(side)}.part' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)`),
    );
    renameSync(`${path(side)}.part`, path(side));
  }
  // The peers make their own files where none are there: so all are given the same.
  writeFileSync(join(benchFolder, `drift-${rows}.done`), '');
  return { reference: path('reference'), current: path('current') };
}
