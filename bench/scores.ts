import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** Where inputs of benchmarks are kept from one run to the next. */
export const benchFolder = join(process.env['HOLDFAST_BENCH_FOLDER'] ?? tmpdir(), 'holdfast-bench');

/** A number in [0, 1) that depends on row and stream alone. */
const uniform = (stream: number): string => `((hash(i * 8 + ${stream}) >> 11) / 9007199254740992.0)`;

/**
 * Predictions of a yes-no model as Parquet: y, score, pred, and three group columns of 8, 2 and 6 groups; scores that
 * are a little too extreme. The same file for the same number of rows. Gives its path and that of a contract for it.
 */
export async function scoresFile(rows: number): Promise<{ readonly data: string; readonly contract: string }> {
  const data = join(benchFolder, `scores-${rows}.parquet`);
  const contract = join(benchFolder, 'scores.yaml');
  mkdirSync(benchFolder, { recursive: true });
  writeFileSync(contract, CONTRACT);
  if (!existsSync(data)) {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(`COPY (
      WITH normal AS (
        SELECT i, 1.5 * sqrt(-2 * ln(1 - ${uniform(0)})) * cos(2 * pi() * ${uniform(1)}) - 1 AS z
        FROM range(${rows}) AS r(i)
      )
      SELECT (${uniform(2)} < 1 / (1 + exp(0.1 - 0.8 * z)))::BIGINT AS y,
        1 / (1 + exp(-z)) AS score, (z > 0)::BIGINT AS pred,
        'region ' || floor(8 * ${uniform(3)})::INT AS region,
        'sex ' || floor(2 * ${uniform(4)})::INT AS sex,
        'age_band ' || floor(6 * ${uniform(5)})::INT AS age_band
      FROM normal ORDER BY i
    ) TO '${data}.part' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)`);
    connection.closeSync();
    renameSync(`${data}.part`, data);
  }
  // The peers make their own file where none is there: so all are given the same.
  writeFileSync(join(benchFolder, `scores-${rows}.done`), '');
  return { data, contract };
}

const CONTRACT = `holdfast: 1
model: bench
task: binary
columns:
  label: y
  prediction: pred
  score: score
  positive: 1
  groups: [region, sex, age_band]
release:
  checks:
    - accuracy >= 0.6
    - roc-auc >= 0.7
`;
