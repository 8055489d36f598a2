import { assert } from '../std/assert.ts';
import { type Season, shapeOf } from './season.ts';
import { noiseOf, type StreamSpec } from './stream.ts';

/** Fewer streams than this have no fleet stream: the median of a handful is no common mode. */
const FLEET_MIN = 8;
/** Pieces of the pooled null: |score| in steps of 1/32 up to 32. */
export const NULL_BINS = 1024;
/** Bets for each component. */
export const BET_COUNT = 10;

/** The streams of one kind in one group, whose median is watched as a stream of its own. */
export interface Fleet {
  /** Place of the median's own stream. */
  readonly stream: number;
  readonly members: Int32Array;
  /** Which pooled null holds the members' scores without the median. */
  readonly nullWithout: number;
  readonly components: number;
}

/** Where everything stands in the state of a panel: a function of its specs and its season alone. */
export interface Layout {
  /** The streams as given, then one for each fleet. */
  readonly ids: readonly string[];
  readonly index: ReadonlyMap<string, number>;
  readonly specs: readonly (StreamSpec | null)[];
  readonly streams: number;
  /** The first component of each stream, and the end of the last. */
  readonly first: Int32Array;
  readonly components: number;
  /** Which pooled null a stream's scores belong to. */
  readonly nullOf: Int32Array;
  readonly nulls: number;
  readonly groupOf: Int32Array;
  readonly groups: readonly string[];
  /** The streams of each group, its fleets' own ones too. */
  readonly streamsOf: readonly Int32Array[];
  readonly fleets: readonly Fleet[];
  /** The fleet that a stream is a member of, or -1. */
  readonly fleetOf: Int32Array;
  /** The first failure of each stream, and the end of the last. */
  readonly firstFailure: Int32Array;
  /** The stream of each failure. */
  readonly streamOfFailure: Int32Array;
  readonly noise: Float64Array;
  /** How much of its group's income each stream gets beside the others. */
  readonly weights: Float64Array;
  readonly cells: number;
  /** Coefficients of a component: its levels and its waves. */
  readonly terms: number;
  readonly waves: number;
}

/** The layout for streams in this order; groups are in the order in which they first occur. */
export function layoutFor(specs: readonly StreamSpec[], season: Season): Layout {
  const { cells, waves } = shapeOf(season);
  const groups = [...new Set(specs.map((spec) => spec.group))];
  const places = new Map(groups.map((group, g) => [group, g]));
  const kinds: string[] = [...new Set(specs.map((spec) => spec.kind))];
  const families = familiesOf(specs).filter(({ members }) => members.length >= FLEET_MIN);
  const streams = specs.length + families.length;
  const sizes = [...specs, ...families].map(({ components }) => components);
  const first = new Int32Array(streams + 1);
  const firstFailure = new Int32Array(streams + 1);
  for (let k = 0; k < streams; k++) {
    first[k + 1] = first[k]! + sizes[k]!; // ! k < streams, here and below
    firstFailure[k + 1] = firstFailure[k]! + (specs[k]?.failures?.length ?? 0); // !
  }
  const ids = [...specs.map(({ id }) => id), ...families.map(({ id }) => id)];
  const index = new Map(ids.map((id, k) => [id, k]));
  assert(index.size === ids.length, 'every stream has a name of its own');
  const groupOf = Int32Array.from([...specs, ...families], ({ group }) => places.get(group) ?? 0);
  const streamsOf: number[][] = groups.map(() => []);
  for (const [k, g] of groupOf.entries()) streamsOf[g]!.push(k); // ! a group
  const fleetKind = kinds.length;
  const nulls = kinds.length + (families.length > 0 ? 1 + families.length : 0);
  const fleetOf = new Int32Array(streams).fill(-1);
  for (const [f, { members }] of families.entries()) for (const k of members) fleetOf[k] = f;
  return {
    ids,
    index,
    specs: [...specs, ...families.map(() => null)],
    streams,
    first,
    components: first[streams]!, // ! it has streams + 1 places
    nullOf: Int32Array.from(ids, (_, k) => (specs[k] === undefined ? fleetKind : kinds.indexOf(specs[k].kind))),
    nulls,
    groupOf,
    groups,
    streamsOf: streamsOf.map((list) => Int32Array.from(list)),
    fleets: families.map(({ members, components }, f) => ({
      stream: specs.length + f,
      members: Int32Array.from(members),
      nullWithout: fleetKind + 1 + f,
      components,
    })),
    fleetOf,
    firstFailure,
    streamOfFailure: Int32Array.from(specs.flatMap(({ failures = [] }, k) => failures.map(() => k))),
    weights: Float64Array.from(ids, (_, k) => specs[k]?.weight ?? 1),
    noise: Float64Array.from(ids, (_, k) => (specs[k] === undefined ? 0 : noiseOf(specs[k]))),
    cells,
    terms: cells + waves,
    waves,
  };
}

interface Family {
  readonly id: string;
  readonly group: string;
  readonly components: number;
  readonly members: number[];
}

function familiesOf(specs: readonly StreamSpec[]): Family[] {
  const families = new Map<string, Family>();
  for (const [k, { group, kind, components }] of specs.entries()) {
    const id = `fleet/${group}/${kind}`;
    const family = families.get(id) ?? { id, group, components: 0, members: [] };
    family.members.push(k);
    families.set(id, { ...family, components: Math.max(components, family.components) });
  }
  return [...families.values()];
}
