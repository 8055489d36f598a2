import type { ProblemDetails, ProfileFlaw } from '../../std/problem.ts';
import type { Sentences } from './problem-sentences.ts';

type ProfileCode = Extract<keyof ProblemDetails, `PROFILE_${string}`>;

const FLAWS: Readonly<Record<ProfileFlaw, string>> = {
  kind: 'its first bytes are not those of a profile',
  short: 'it ends too early',
  digest: 'its digest does not fit its content, which was changed or cut',
  length: 'it says that more follows than there is',
  'left-over': 'something stands behind its end',
  flag: 'a yes or no is neither',
  whole: 'a whole number is not written as it should be',
  number: 'a number is none',
  text: 'a text is not UTF-8',
  names: 'a name stands twice, or is of no column',
  edges: 'the edges of bins do not rise',
  rising: 'numbers that should rise do not',
  classes: 'the classes cannot be counted',
  groups: 'the groups of a pair are none',
  span: 'the window ends before it begins',
  sum: 'a column counts more rows than there are',
  moments: 'moments contradict each other',
  sketch: 'a sketch does not stand for the numbers that were counted',
  distinct: 'a count of different values is none',
};

/** What people are told about profiles that cannot be read, or not with one another. */
export const PROFILE_WORDS: { readonly [C in ProfileCode]: (details: ProblemDetails[C]) => Sentences } = {
  PROFILE_DAMAGED: (d) => [
    `${d.path} is no profile that can be read`,
    `${FLAWS[d.flaw]} (byte ${d.at})`,
    'Copy it again from where it was made, as it is, or make it again with holdfast profile.',
  ],
  PROFILE_VERSION: (d) => [
    `${d.path} is a profile of another version`,
    `version ${d.found}; this program knows version ${d.known}`,
    'Use the program that made it, or a newer one, or make the profile again.',
  ],
  PROFILE_REFERENCE: (d) => [
    `${d.path} is counted on the bins of another reference`,
    `its bins are ${d.named}, ${d.given === null ? 'and no reference was given' : `those of the other profile ${d.given}`}`,
    'Name the profile of its reference (--reference; with drift the first file), and put together only profiles of one reference.',
  ],
};
