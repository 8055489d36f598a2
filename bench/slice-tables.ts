import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { benchFolder } from './scores.ts';

/** A number in [0, 1) that depends on row and stream alone. */
const uniform = (stream: number): string => `((hash(i * 16 + ${stream}) >> 11) / 9007199254740992.0)`;

/**
 * Predictions of a yes-no model as Parquet with three group columns and seven features, in which the model is worse for
 * region 3 at age 60 and more. The same file for the same number of rows. Gives its path and that of a contract.
 */
export async function slicesFile(rows: number): Promise<{ readonly data: string; readonly contract: string }> {
  const data = join(benchFolder, `slices-${rows}.parquet`);
  const contract = join(benchFolder, 'slices.yaml');
  mkdirSync(benchFolder, { recursive: true });
  writeFileSync(contract, CONTRACT);
  if (existsSync(data)) return { data, contract };
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (
    WITH drawn AS (
      SELECT i, 1.5 * sqrt(-2 * ln(1 - ${uniform(0)})) * cos(2 * pi() * ${uniform(1)}) - 1 AS z,
        floor(8 * ${uniform(3)})::INT AS r, 18 + floor(60 * ${uniform(6)})::INT AS age
      FROM range(${rows}) AS r(i)
    )
    SELECT
      (${uniform(2)} < 1 / (1 + exp(0.1 - (CASE WHEN r = 3 AND age >= 60 THEN -0.8 ELSE 0.8 END) * z)))::BIGINT AS y,
      1 / (1 + exp(-z)) AS score, (z > 0)::BIGINT AS pred,
      'region ' || r AS region, 'sex ' || floor(2 * ${uniform(4)})::INT AS sex,
      'age_band ' || floor(age / 13)::INT AS age_band, age,
      exp(10 + ${uniform(7)}) AS income, floor(${uniform(8)} * 40)::INT AS hours,
      'job ' || floor(14 * ${uniform(9)} * ${uniform(10)})::INT AS job,
      CASE WHEN ${uniform(11)} < 0.1 THEN NULL ELSE ${uniform(12)} END AS ratio,
      ${uniform(13)} < 0.3 AS is_new, 'shop ' || floor(30 * ${uniform(14)})::INT AS shop
    FROM drawn ORDER BY i
  ) TO '${data}.part' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)`);
  connection.closeSync();
  renameSync(`${data}.part`, data);
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
`;
