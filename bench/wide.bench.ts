/**
 * `holdfast drift` on a wide table: a reference of a million rows, a current file of a tenth, 1,000 columns each
 * (budget: 60 s, 2 GB). The files take some gigabytes and minutes to make, once; HOLDFAST_BENCH_ROWS sets the rows.
 */
import { lineOf, program } from './drift-sides.ts';
import { wideTables } from './drift-tables.ts';
import { watched } from './watched.ts';

const ROWS = Number(process.env['HOLDFAST_BENCH_ROWS'] ?? 1_000_000);
const COLUMNS = 1000;
const LIMIT = { seconds: 60, megabytes: 2048 };

const { reference, current } = await wideTables(ROWS, COLUMNS);
await watched([program, '--help']); // Makes the bundle, if need be.
const cost = await watched([program, 'drift', reference, current, '--quiet']);
process.stdout.write(`${ROWS} and ${ROWS / 10} rows x ${COLUMNS} columns, Parquet\n`);
process.stdout.write(`${lineOf('holdfast drift', cost, `budget ${LIMIT.seconds} s, ${LIMIT.megabytes} MB`)}\n`);
if (cost.seconds > LIMIT.seconds || (cost.peak ?? 0) > LIMIT.megabytes) process.exitCode = 1;
