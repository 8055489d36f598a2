import { type Random, uniforms } from '../std/random.ts';

/** Leaving out more units than these one by one tells no more than leaving out random groups of them. */
const MOST_LEFT_OUT_SINGLY = 2_000;
/** So many groups. */
export const JACKKNIFE_GROUPS = 200;

/**
 * Beyond this many copies in a part, each cell gets a Poisson number of its own. Given how many are drawn in all they
 * are drawn with replacement; that this varies adds one in so many to the variance of a mean.
 */
const MOST_SINGLE_DRAWS = 200;

/** What is drawn from: how often each unit stands there, in parts that keep their sizes. */
export interface Drawn {
  readonly copies: Float64Array;
  readonly parts: readonly Int32Array[];
  readonly isCounted: boolean;
}

/** Writes into `into` how often each unit was drawn. */
export type Draw = (random: Random, into: Float64Array) => Float64Array;

/** Whether each unit of a part of counted ones is drawn for itself: such parts may be drawn as one. */
export const isPoisson = (copies: Float64Array, part: Int32Array): boolean => total(copies, part) > MOST_SINGLE_DRAWS;

/** As many copies as there were, drawn with replacement within each part, again and again. */
export function copyDrawer({ copies, parts, isCounted }: Drawn): Draw {
  const draws = parts.map((part) => {
    if (isCounted && isPoisson(copies, part)) return poissonDraw(copies, part);
    return total(copies, part) === part.length && !isCounted ? singleDraw(part) : singleDraw(copiesOf(copies, part));
  });
  return (random, into) => {
    into.fill(0);
    for (const draw of draws) draw(random, into);
    return into;
  };
}

/** One of equals, as many times as there are. */
function singleDraw(units: Int32Array): Draw {
  const drawn = new Float64Array(units.length);
  return (random, into) => {
    uniforms(random, drawn);
    for (let k = 0; k < drawn.length; k++) into[units[Math.floor(drawn[k]! * drawn.length)]!]!++; // ! below the size
    return into;
  };
}

/** Every unit as often as it stands there. */
function copiesOf(copies: Float64Array, part: Int32Array): Int32Array {
  const units: number[] = [];
  for (const unit of part) for (let k = 0; k < copies[unit]!; k++) units.push(unit); // ! a unit
  return Int32Array.from(units);
}

function total(copies: Float64Array, part: Int32Array): number {
  let size = 0;
  for (let k = 0; k < part.length; k++) size += copies[part[k]!]!; // ! k < part
  return size;
}

/** From this mean on a Poisson number is the rounded normal: resampling needs two moments of it. */
const NORMAL_FROM = 30;
/** No number with a mean below that is drawn above this: it is 13 deviations away. */
const MOST_COPIES = 100;

function roundedNormal(mean: number, deviation: number, drawn: number): number {
  const found = Math.floor(mean + deviation * nearNormal(drawn) + 0.5);
  return found > 0 ? found : 0;
}

/** A Poisson number for each unit: by inversion of one uniform, or the rounded normal. */
function poissonDraw(copies: Float64Array, part: Int32Array): Draw {
  const none = copies.map((mean) => Math.exp(-mean));
  const root = copies.map(Math.sqrt);
  const whole = Int32Array.from(copies, (mean) => (Number.isInteger(mean) && mean < NORMAL_FROM ? mean : -1));
  const uniform = new Float64Array(part.length);
  return (random, into) => {
    uniforms(random, uniform);
    for (let k = 0; k < part.length; k++) {
      const unit = part[k]!; // ! k < part
      const drawn = uniform[k]!; // ! as above
      const table = whole[unit]!; // ! a unit
      const mean = copies[unit]!; // ! as above
      if (table >= 0) into[unit] = wholePoisson(table, drawn);
      else if (mean >= NORMAL_FROM)
        into[unit] = roundedNormal(mean, root[unit]!, drawn); // ! as above
      else into[unit] = poisson(mean, none[unit]!, drawn); // ! as above
    }
    return into;
  };
}

/** The chances of at most 0, 1, ... copies, for each whole mean: counted rows have whole numbers of copies. */
const upTo = new Float64Array(NORMAL_FROM * MOST_COPIES);
for (let mean = 0; mean < NORMAL_FROM; mean++) {
  let [term, sum] = [Math.exp(-mean), 0];
  for (let times = 0; times < MOST_COPIES; times++) {
    sum += term;
    upTo[mean * MOST_COPIES + times] = sum;
    term *= mean / (times + 1);
  }
}

function wholePoisson(mean: number, drawn: number): number {
  let times = 0;
  while (times < MOST_COPIES && drawn > upTo[mean * MOST_COPIES + times]!) times++; // ! below the mean's length
  return times;
}

/** The standard deviation of the sum of four whole numbers that are uniform below 2^13. */
const FOUR_DEVIATION = Math.sqrt((2 ** 26 - 1) / 3);

/** The four quarters of one random number, added: its 2.5 % point is -1.957, and cells are added on top of it. */
function nearNormal(drawn: number): number {
  const bits = drawn * 2 ** 26;
  const high = Math.floor(bits);
  const low = Math.floor((bits - high) * 2 ** 26);
  return ((high >>> 13) + (high & 8191) + (low >>> 13) + (low & 8191) - 2 * 8191) / FOUR_DEVIATION;
}

function poisson(mean: number, none: number, drawn: number): number {
  let term = none;
  let rest = drawn - term;
  let times = 0;
  while (rest > 0 && times < MOST_COPIES) {
    times++;
    term *= mean / times;
    rest -= term;
  }
  return times;
}

/** How often each unit stands there without some of its copies, and how many ways of leaving out give just that. */
export interface LeftOut {
  readonly times: Float64Array;
  readonly ways: number;
}

/** Each copy left out once; beyond 2,000 copies, 200 random groups of them. */
export function* leaveCopiesOut(copies: Float64Array, random: Random): Iterable<LeftOut> {
  const size = copies.reduce((a, b) => a + b, 0);
  if (size <= MOST_LEFT_OUT_SINGLY) {
    for (let i = 0; i < copies.length; i++) {
      const times = copies.slice();
      times[i]!--; // ! i < n
      if (copies[i]! > 0) yield { times, ways: copies[i]! }; // ! i < n
    }
    return;
  }
  // Copies are dealt to the groups in turn, beginning somewhere.
  const start = Math.floor(random() * JACKKNIFE_GROUPS);
  for (let group = 0; group < JACKKNIFE_GROUPS; group++) yield { times: withoutGroup(copies, group - start), ways: 1 };
}

/** Without every 200th copy, `first` and the ones 200, 400, ... from it. */
function withoutGroup(copies: Float64Array, first: number): Float64Array {
  const times = copies.slice();
  let dealt = 0;
  let next = first < 0 ? first + JACKKNIFE_GROUPS : first;
  for (let i = 0; i < times.length; i++) {
    dealt += copies[i]!; // ! i < n
    if (next >= dealt) continue;
    const taken = Math.ceil((dealt - next) / JACKKNIFE_GROUPS);
    times[i]! -= taken; // ! i < n
    next += taken * JACKKNIFE_GROUPS;
  }
  return times;
}
