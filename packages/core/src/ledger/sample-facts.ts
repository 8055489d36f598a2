import { DECIDER, type Input, type InputData, type Member } from '../control/events.ts';
import { DEFAULT_POLICY } from '../control/policy.ts';
import { makeRandom, type Random } from '../std/random.ts';

const DAY = 86_400_000;
const GROUPS = ['inputs', 'answers', 'performance', 'calibration'];

/**
 * Made-up facts of `days` days, for tests and benchmarks of ledgers: windows and verdicts of four groups, labels, and
 * answers of a person to incidents that are open by the rules of control. The same for a seed.
 */
export function sampleFacts(seed: number, days: number): readonly Input[] {
  const random = makeRandom(seed);
  const facts: Input[] = [
    { type: 'LedgerOpened', at: 0, data: { ledger: `shop ${seed}` } },
    { type: 'PolicySet', at: 0, data: policy(random) },
  ];
  const open = new Map<string, string>();
  const counts = new Map<string, number>();
  for (let day = 1; day <= days; day++) {
    const at = day * DAY + Math.floor(random() * 1000);
    for (const group of GROUPS.filter(() => random() < 0.7)) {
      const data = verdict(random, group);
      facts.push({ type: 'WindowScored', at, data: scored(random, group, day) });
      facts.push({ type: 'VerdictRecorded', at, data });
      if (data.verdict === 'fail' && !open.has(group)) {
        counts.set(group, (counts.get(group) ?? 0) + 1);
        open.set(group, `${group}-${counts.get(group)}`);
      }
    }
    if (random() < 0.8) facts.push({ type: 'WatermarkPassed', at, data: watermark(random, day) });
    const [[group, incident] = []] = open;
    if (group !== undefined && incident !== undefined && random() < 0.3) {
      const answer = random() < 0.5 ? 'fixed' : random() < 0.5 ? 'new-normal' : 'nothing-changed';
      facts.push({ type: 'IncidentAnswered', at, data: { incident, answer, by: 'Ana', why: 'a new supplier' } });
      open.delete(group);
    }
  }
  return facts;
}

const policy = (random: Random): InputData['PolicySet'] => ({
  contractDigest: 'sha256:made-up',
  policy: {
    ...DEFAULT_POLICY,
    alert: { coolDownMs: Math.floor(random() * 4) * DAY },
    retrain: { coolDownMs: 7 * DAY, labelsMin: 200, approval: random() < 0.5 ? 'none' : 'operator' },
  },
  budget: { falseAlarms: 1, perMs: 90 * DAY },
  decider: DECIDER,
});

function verdict(random: Random, group: string): InputData['VerdictRecorded'] {
  const outcome = random() < 0.15 ? 'fail' : random() < 0.1 ? 'unknown' : 'pass';
  const logWealth = outcome === 'fail' ? random() : -8 * random() - 1e-9;
  const members = outcome === 'fail' ? ['price', 'qty'].map((stream) => member(random, stream)) : [];
  const numbers = { logWealth, threshold: 0, income: 1 / 720, spent: random(), changePoint: null };
  return { check: `${group}-evidence`, group, verdict: outcome, reason: 'evidence', members, ...numbers };
}

const member = (random: Random, stream: string): Member => ({
  stream,
  component: Math.floor(random() * 9),
  share: random(),
  logWealth: random(),
  direction: random() < 0.5 ? 'up' : 'down',
  effect: random(),
  interval: [random(), null],
});

const scored = (random: Random, group: string, day: number): InputData['WindowScored'] => ({
  group,
  start: (day - 1) * DAY,
  end: day * DAY,
  due: 12,
  silent: random() < 0.2 ? [{ stream: 'colour', reason: 'window-too-small' }] : [],
  income: 1 / 720,
  spent: random(),
  logWealth: -8 * random(),
  statistics: Array.from({ length: 12 }, () => random() - 0.5),
  panelDigest: `sha256:${day}`,
});

const watermark = (random: Random, day: number): InputData['WatermarkPassed'] => ({
  start: (day - 8) * DAY,
  end: (day - 7) * DAY,
  labelled: Math.floor(random() * 100),
  expected: 100,
});
