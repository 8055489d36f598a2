import { DuckDBInstance } from '@duckdb/node-api';
import { shared } from '../shared.ts';
import type { LabelledScores } from './intervals-delong.ts';
import type { GoldenCase } from './tally.ts';

/** The label and the score columns of a case on real data, read from the shared folder. */
export async function columnsOf({ input }: GoldenCase): Promise<LabelledScores> {
  const columns = input['columns'] as Record<string, string>; // as: golden's roles by name
  const path = shared(`data/${input['dataset']}`);
  const rows = /^first (\d+)$/.exec(String(input['rows']));
  const scores = Object.keys(columns).filter((role) => role.startsWith('score'));
  const asked = ['y_true', ...scores].map((role) => `cast("${columns[role]}" as double)`);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const reader = String(path).endsWith('.parquet') ? 'read_parquet' : 'read_csv';
  const limit = rows ? ` limit ${rows[1]}` : '';
  const result = await connection.runAndReadAll(`select ${asked} from ${reader}('${path}')${limit}`);
  const [label = [], ...given] = result.getColumns() as number[][]; // as: all columns were cast to double
  connection.closeSync();
  return { label, scores: given.map((values) => Float64Array.from(values)) };
}
