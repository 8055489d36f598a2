import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { TestContext } from 'node:test';

/** One case of a golden file: numbers are revived from their text forms ("NaN", "Infinity"). */
export interface GoldenCase {
  readonly name: string;
  readonly params: Record<string, unknown>;
  readonly input: Record<string, unknown>;
  readonly output: Record<string, unknown>;
  readonly tolerance: Tolerance;
}

/** A match is |got - want| ≤ max(abs, rel |want|). */
export interface Tolerance {
  readonly rel: number;
  readonly abs: number;
}

const NUMBERS: Record<string, number> = { NaN: Number.NaN, Infinity: Infinity, '-Infinity': -Infinity };

/** The cases of a golden file; `path` is absolute. */
export function readGolden(path: string): GoldenCase[] {
  const revive = (_: string, value: unknown): unknown =>
    typeof value === 'string' ? (NUMBERS[value] ?? value) : value;
  const file: { cases: GoldenCase[] } = JSON.parse(readFileSync(path, 'utf8'), revive);
  assert.ok(file.cases.length > 0, `${path} holds no case`);
  return file.cases;
}

/** Counts what agrees, and remembers what does not. */
export class Tally {
  private passed = 0;
  private present = 0;
  private worst = 0;
  private readonly misses: string[] = [];

  /** Compares numbers, lists and records of them. A gap of ours (null) stands for NaN and for a refusal. */
  compare(place: string, got: unknown, want: unknown, tolerance: Tolerance): void {
    if (isRefusal(want)) this.count(place, got, want, got === null);
    else if (Array.isArray(want)) this.compareList(place, got, want, tolerance);
    else if (typeof want === 'object' && want !== null) this.compareRecord(place, got, want, tolerance);
    else if (typeof want === 'number') this.compareNumber(place, got, want, tolerance);
    else this.count(place, got, want, got === want);
  }

  /** How many did not agree so far. */
  get missed(): number {
    return this.misses.length;
  }

  /** Says the result in one line and fails with all misses. */
  report(context: TestContext, label: string): void {
    const error = this.worst === 0 ? '0' : this.worst.toExponential(1);
    context.diagnostic(`${label}: ${this.passed} / ${this.present}, worst relative error ${error}`);
    assert.ok(this.present > 0, `${label}: nothing was compared`);
    assert.deepEqual(this.misses, []);
  }

  private compareList(place: string, got: unknown, want: readonly unknown[], tolerance: Tolerance): void {
    const isList = Array.isArray(got) || ArrayBuffer.isView(got);
    const given = isList ? Array.from(got as unknown as ArrayLike<unknown>) : null; // as: an array or a typed array
    if (given === null) this.count(place, got, want, got === null && want.every(isGap));
    else if (given.length !== want.length) this.count(place, got, want, false);
    else for (const [i, value] of want.entries()) this.compare(`${place}[${i}]`, given[i], value, tolerance);
  }

  private compareRecord(place: string, got: unknown, want: object, tolerance: Tolerance): void {
    const given = (got ?? {}) as Record<string, unknown>; // as: a record is expected; a gap has no keys
    for (const [key, value] of Object.entries(want)) {
      this.compare(`${place}.${key}`, got === null ? null : given[key], value, tolerance);
    }
  }

  private compareNumber(place: string, got: unknown, want: number, { rel, abs }: Tolerance): void {
    if (typeof got !== 'number') {
      this.count(place, got, want, got === null && Number.isNaN(want));
      return;
    }
    const distance = got === want ? 0 : Math.abs(got - want);
    const isNear = distance <= Math.max(abs, rel * Math.abs(want));
    // Beside 0 the absolute tolerance decides; a relative error says nothing there.
    if (isNear && distance > 0 && Math.abs(want) > 1e6 * abs) {
      this.worst = Math.max(this.worst, distance / Math.abs(want));
    }
    this.count(place, got, want, isNear);
  }

  private count(place: string, got: unknown, want: unknown, isPass: boolean): void {
    this.present++;
    if (isPass) this.passed++;
    else this.misses.push(`${place}: got ${got}, want ${JSON.stringify(want)}`);
  }
}

const isGap = (value: unknown): boolean => Number.isNaN(value);
const isRefusal = (value: unknown): boolean => typeof value === 'object' && value !== null && 'raises' in value;
