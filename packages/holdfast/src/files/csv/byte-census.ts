import { type SingleByte, scoreOf } from './single-byte.ts';
import { sequenceLength } from './utf8.ts';

export interface ByteCensus {
  /** Bytes above 127 that are no part of a letter of UTF-8, and the lines that have them. */
  readonly strayBytes: number;
  readonly strayLines: number;
  readonly firstStrayLine: number;
  /** Letters of two to four bytes. */
  readonly wholeLetters: number;
  /** The encoding of one byte a letter that suits the stray bytes best. */
  readonly singleByte: SingleByte;
}

/** Evidence of this many different surroundings decides; a large file needs no more. */
const SURROUNDINGS_MAX = 20_000;

/** Counts over all bytes of a file: how much of it is UTF-8, and what the rest could be. Memory is bounded. */
export function makeByteCensus() {
  let [strayBytes, strayLines, firstStrayLine, wholeLetters] = [0, 0, 0, 0];
  let [line, lastStrayLine] = [1, 0];
  // What stood around bytes above 127, as letter before, the bytes, letter after: few distinct ones, with their counts.
  const surroundings = new Map<string, number>();
  let rest: Buffer = Buffer.alloc(0);
  const look = (bytes: Buffer, isLast: boolean): void => {
    let i = 0;
    for (; i < bytes.length; i++) {
      const byte = bytes[i]!; // ! i < length
      if (byte < 0x80) {
        if (byte === 10 || (byte === 13 && bytes[i + 1] !== 10)) line++;
        continue;
      }
      const length = sequenceLength(bytes, i);
      if (length === 'cut' && !isLast) break;
      if (typeof length === 'number') {
        wholeLetters++;
        i += length - 1;
        continue;
      }
      strayBytes++;
      if (line !== lastStrayLine) {
        strayLines++;
        firstStrayLine ||= line;
        lastStrayLine = line;
      }
      const around = bytes.toString('latin1', Math.max(0, i - 1), i + 2);
      if (surroundings.size < SURROUNDINGS_MAX) surroundings.set(around, (surroundings.get(around) ?? 0) + 1);
    }
    rest = Buffer.from(bytes.subarray(Math.min(i, bytes.length)));
  };
  return {
    add: (chunk: Buffer): void => look(rest.length === 0 ? chunk : Buffer.concat([rest, chunk]), false),
    end(): ByteCensus {
      look(Buffer.from(rest), true);
      return { strayBytes, strayLines, firstStrayLine, wholeLetters, singleByte: scoreOf(surroundings) };
    },
  };
}
