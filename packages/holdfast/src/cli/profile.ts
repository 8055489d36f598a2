import { isGap } from '@holdfast/core/catalogue/define.ts';
import { WINDOW_ENTRIES } from '@holdfast/core/catalogue/index.ts';
import { measureWindow } from '@holdfast/core/measure/window.ts';
import { missingSlot, ownBins, slotNames } from '@holdfast/core/profile/bins.ts';
import { encodeProfile, frozenOf } from '@holdfast/core/profile/encode.ts';
import { mergeProfiles, type Profile } from '@holdfast/core/profile/profile.ts';
import { delayOf, rightOf } from '@holdfast/core/report/profile-facts.ts';
import { PROFILE_SAYS } from '@holdfast/core/report/words/profile.ts';
import { distinctEstimate } from '@holdfast/core/stats/distinct-count.ts';
import { sketchQuantiles } from '@holdfast/core/stats/quantile-sketch.ts';
import { Problem } from '@holdfast/core/std/problem.ts';
import { contractPath } from '../drivers/contract-path.ts';
import { contractAt, pinsOf } from '../drivers/contract-pins.ts';
import { profileSource } from '../drivers/profile.ts';
import { answerPlanOf } from '../drivers/profile-answers.ts';
import { readProfile } from '../drivers/profile-file.ts';
import { openCounted } from '../files/source.ts';
import { renderProfile, type ShownProfile } from '../render/profile.ts';
import type { Invocation } from './command.ts';
import { EXIT } from './exit.ts';
import { isColored, print, writeWhole } from './output.ts';
import { makeProgress } from './progress.ts';
import { seedOf } from './request.ts';

/** `holdfast profile`: a small summary of a file; `merge` and `show` as the first word put together and show. */
export async function run(call: Invocation): Promise<number> {
  const [first = '', ...rest] = call.files;
  const reference = text(call, 'reference');
  const known = reference === null ? null : readProfile(reference, null).profile;
  if (first === 'show' && rest.length > 0) {
    for (const path of rest) {
      const { profile } = readProfile(path, known);
      await tell(call, shownOf(path, profile, known));
    }
    return EXIT.pass;
  }
  const shown = first === 'merge' && rest.length > 0 ? merge(rest, known) : await profileFiles(call, known);
  const out = text(call, 'out');
  if (out !== null) writeWhole(out, encodeProfile(shown.profile));
  await tell(call, shown, out);
  return EXIT.pass;
}

const text = ({ options }: Invocation, name: string): string | null => {
  const value = options[name];
  return typeof value === 'string' ? value : null;
};

/** The profiles as one. Problem: PROFILE_REFERENCE where they are not of one reference. */
function merge(paths: readonly string[], known: Profile | null): ShownProfile {
  const profiles = paths.map((path) => readProfile(path, known));
  const [first, ...rest] = profiles;
  if (first === undefined) throw new Problem('ARGUMENT_MISSING', { argument: 'file', command: 'profile' });
  const given = frozenOf(first.profile).digest;
  let whole = first.profile;
  for (const { path, profile } of rest) {
    const named = frozenOf(profile).digest;
    if (named !== given)
      throw new Problem('PROFILE_REFERENCE', { path, named: named.slice(0, 12), given: given.slice(0, 12) });
    whole = mergeProfiles(whole, profile);
  }
  return shownOf(PROFILE_SAYS.merged(profiles.length), whole, known);
}

async function profileFiles(call: Invocation, reference: Profile | null): Promise<ShownProfile> {
  const { files, options, signal } = call;
  const progress = makeProgress({ isQuiet: options['quiet'] === true });
  const contract = await contractAt(contractPath(text(call, 'contract'), files[0]));
  const roles = contract?.columns.roles;
  try {
    const { source } = await openCounted(files, pinsOf(contract), progress.report, signal);
    try {
      const named = [roles?.id, roles?.labelTimestamp, ...(roles?.ignored ?? [])].filter(
        (name) => typeof name === 'string',
      );
      const found = await profileSource(source, {
        reference,
        ignored: named,
        timestamp: text(call, 'timestamp') ?? roles?.timestamp ?? null,
        answers: answerPlanOf(contract, source),
        seed: seedOf('profile', options),
        onProgress: progress.report,
      });
      return { ...shownOf(source.path, found.profile, reference), differences: found.differences };
    } finally {
      await source.close();
    }
  } finally {
    progress.done();
  }
}

function shownOf(title: string, profile: Profile, reference: Profile | null): ShownProfile {
  const frozen = frozenOf(profile);
  const lean = encodeProfile({ ...profile, details: null }, { isWhole: false, frozen });
  const bytes = {
    whole: encodeProfile(profile, { frozen }).length,
    perColumn: lean.length / Math.max(1, profile.columns.length),
  };
  return { title, profile, reference, differences: [], bytes };
}

async function tell(call: Invocation, shown: ShownProfile, out: string | null = null): Promise<void> {
  if (call.options['json'] === true) return await print(JSON.stringify(jsonOf(shown)));
  await print(renderProfile(shown, { isColored: isColored(call.options) }));
  if (out !== null) await print(PROFILE_SAYS.written(out));
}

/** Everything that a profile says, for a script: shares by bin, moments, and every distance from the reference. */
function jsonOf({ title, profile, reference, differences, bytes }: ShownProfile): object {
  const before = new Map(reference?.columns.map((column) => [column.name, column]));
  const shares = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];
  return {
    of: title,
    kind: PROFILE_SAYS.kind(profile.details !== null),
    reference: frozenOf(profile).digest,
    start: profile.start,
    end: profile.end,
    rows: profile.rows,
    bytes,
    differences,
    ...answersJson(profile),
    columns: profile.columns.map((column, k) => {
      const { name, bins, counts, moments } = column;
      const { sketch, distinct } = profile.details?.[k] ?? {};
      const quantiles = sketch && sketchQuantiles(sketch, shares);
      const old = before.get(name);
      return {
        name,
        missing: counts[missingSlot(bins)],
        bins: Object.fromEntries(slotNames(bins).map((slot, at) => [slot, counts[at]])),
        own_bins: ownBins(bins),
        ...(moments && moments.n > 0 && { moments }),
        ...(quantiles && { quantiles: Object.fromEntries(shares.map((share, at) => [share, quantiles[at]])) }),
        ...(distinct && { distinct: Math.round(distinctEstimate(distinct)), distinct_is: distinct.kind }),
        ...(old && { drift: driftOf(old, column) }),
      };
    }),
  };
}

/** How often the answers were right, and how long labels took; nothing where they are not counted. */
function answersJson(profile: Profile): object {
  const [right, delay] = [rightOf(profile), delayOf(profile)];
  return {
    ...(right && {
      answers: { n: right.n, classes: profile.scores?.classes, right: right.value, interval: right.interval },
    }),
    ...(delay && {
      label_delay: { n: delay.n, median_ms: delay.median, p95_ms: delay.most, without_label: delay.without },
    }),
  };
}

const driftOf = (reference: Profile['columns'][number], window: Profile['columns'][number]): object =>
  Object.fromEntries(
    WINDOW_ENTRIES.map((entry) => {
      const measured = measureWindow(entry, reference, window);
      if (isGap(measured)) return [entry.id, measured];
      const { value, noise, severity, n } = measured;
      return [entry.id, { value, noise, severity, n }];
    }),
  );
