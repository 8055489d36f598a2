import type { Result } from '../../packages/core/src/report/result.ts';
import { ACCURACY, check, comparisonOf, line, lineCheck, measurement, result } from './fixtures.ts';

/**
 * What XS5 sends as names, with bidirectional controls, escape sequences of terminals and text of workflow commands.
 */
export const HOSTILE = [
  `"><img src=x onerror=fetch('//c')>`,
  'javascript:alert(1)',
  '</script><script>alert(1)</script>',
  '{{7*7}}',
  '<svg onload=alert(1)>',
  'abc\u202Egnp.exe',
  '\u001b[31mred\u001b[0m\u001b]0;title\u0007',
  '::error::x%0A\r\n::set-output name=a::b',
  '=cmd|/c calc!A1',
  ']]> & \u2028 | `x` <!--',
  `${'a very long name '.repeat(40)}`,
] as const;

/** Hostile names everywhere a name can stand. */
export function hostile(): Result {
  const at = (i: number): string => HOSTILE[i % HOSTILE.length] ?? '';
  const lines = HOSTILE.map((name, i) =>
    line({
      slice: name,
      n: 1000 + i,
      guarded: i === 0,
      verdict: i === 0 ? 'fail' : 'pass',
      difference: i === 0 ? -0.1 : 0.01,
      bounds: i === 0 ? [-0.12, -0.08] : [0.005, 0.02],
    }),
  );
  return result({
    model: at(0),
    verdict: 'fail',
    contract: { path: at(2), digest: at(1) },
    positive: at(4),
    inputs: [
      {
        role: 'candidate',
        path: at(0),
        rows: 3,
        digest: at(5),
        problems: [{ code: 'X', line: 3, column: at(2), message: at(0) }],
      },
    ],
    roles: { label: at(0), scores: { [at(1)]: at(2) } },
    assumed: HOSTILE.map((name) => ({ what: name, value: name, why: name })),
    rows: { judged: 3, setAside: [{ reason: at(6), rows: 2 }] },
    comparison: { ...comparisonOf([line({}), ...lines]), against: at(4) },
    checks: [
      ...lines.map((of) => lineCheck(of, ACCURACY)),
      ...HOSTILE.map((name, i) =>
        check({
          id: name,
          title: name,
          slice: name,
          expect: name,
          entry: name,
          verdict: 'unknown',
          gap: name,
          value: null,
          interval: null,
          place: { path: name, line: i + 1 },
          waived: { owner: name, until: name, why: name },
        }),
      ),
    ],
    measurements: HOSTILE.flatMap((name) => [measurement({ entry: name, of: name }), measurement({ slice: name })]),
    slices: HOSTILE.map((name) => ({ name, where: name, n: 3, group: name })),
    notes: [...HOSTILE],
  });
}
