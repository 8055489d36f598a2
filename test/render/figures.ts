import type { Figures } from '../../packages/core/src/report/result.ts';

/** Points of all charts by formula: an honest but slightly over-sure score. */
export function binaryFigures(): Figures {
  const steps = Array.from({ length: 101 }, (_, i) => i / 100);
  const edges = Array.from({ length: 21 }, (_, i) => i / 20);
  const mid = edges.slice(0, -1).map((edge) => edge + 0.025);
  const curve = (name: string, power: number, at: number) => ({
    name,
    x: steps,
    y: steps.map((x) => x ** power),
    at: { x: at, y: at ** power },
  });
  const fall = (name: string, power: number) => ({
    name,
    x: steps,
    y: steps.map((x) => 1 - 0.75 * x ** power),
    at: { x: 0.69, y: 1 - 0.75 * 0.69 ** power },
  });
  const reliability = (name: string, lift: number) => ({
    name,
    x: steps,
    y: steps.map((x) => Math.min(1, Math.max(0, x + lift * Math.sin(2 * Math.PI * x)))),
    band: { x: steps, low: steps.map((x) => Math.max(0, x - 0.03)), high: steps.map((x) => Math.min(1, x + 0.03)) },
  });
  return {
    scores: {
      edges,
      negatives: mid.map((x) => Math.round(4000 * Math.exp(-7 * x))),
      positives: mid.map((x) => Math.round(60 + 400 * x ** 3)),
    },
    roc: [curve('challenger', 0.12, 0.07), curve('champion', 0.11, 0.06)],
    precisionRecall: [fall('challenger', 4), fall('champion', 5)],
    reliability: [reliability('challenger', 0.06), { ...reliability('champion', 0.01), band: null }],
    confusion: {
      classes: ['<=50K', '>50K'],
      counts: [
        [11587, 848],
        [1207, 2639],
      ],
    },
  };
}

export function regressionFigures(): Figures {
  const edges = Array.from({ length: 31 }, (_, i) => i - 15);
  return {
    residuals: {
      edges,
      counts: edges.slice(0, -1).map((edge) => Math.round(9000 * Math.exp(-((edge + 2.2) ** 2) / 14))),
      unit: 'USD',
    },
  };
}
