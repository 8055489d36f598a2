import { compareAreas, delong, logitBounds } from '../../packages/core/src/stats/delong.ts';
import { zOfLevel } from '../../packages/core/src/stats/proportion.ts';

/** Labels of 0|1 and one or more scores of the same rows. */
export interface LabelledScores {
  readonly label: readonly number[];
  readonly scores: readonly Float64Array[];
}

const Z = zOfLevel(0.95);

/** What golden's family `delong` holds, by our functions. */
export function delongOf({ label, scores }: LabelledScores): Record<string, unknown> {
  const result = delong(label, scores);
  if (result === null) return {};
  const { areas, covariance } = result;
  const errors = areas.map((_, i) => (covariance === null ? null : Math.sqrt(covariance[i]?.[i] ?? 0)));
  const paired = compareAreas(result);
  return {
    auc: areas,
    covariance: covariance ?? areas.map(() => areas.map(() => null)),
    se: errors,
    'wald_0.95': areas.map((area, i) => around(area, errors[i] ?? null)),
    'logit_0.95': areas.map((area, i) => (errors[i] == null ? null : logitBounds(area, errors[i] ?? 0, Z))),
    paired: paired && {
      difference: paired.difference,
      se: paired.standardError,
      z: paired.p === null ? null : paired.difference / paired.standardError,
      p_two_sided: paired.p,
      'ci_0.95': around(paired.difference, paired.standardError),
    },
  };
}

const around = (centre: number, error: number | null) =>
  error === null ? null : [centre - Z * error, centre + Z * error];
