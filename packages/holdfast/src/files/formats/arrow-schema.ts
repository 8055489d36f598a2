import { Problem } from '@holdfast/core/std/problem.ts';
import type { FlatTable } from './flat-buffer.ts';

/** How a column of Arrow is stored. */
export type ArrowType =
  | { readonly is: 'null' | 'bool' | 'text' | 'long-text' | 'date-days' | 'date-ms' }
  | { readonly is: 'int'; readonly bits: number; readonly isSigned: boolean }
  | { readonly is: 'float'; readonly bits: number }
  | { readonly is: 'timestamp'; readonly perSecond: number; readonly hasZone: boolean }
  | { readonly is: 'decimal'; readonly scale: number };

export interface ArrowField {
  readonly name: string;
  readonly type: ArrowType;
  /** Values are positions in this dictionary, stored as `index`. */
  readonly dictionary: { readonly id: number; readonly index: Extract<ArrowType, { is: 'int' }> } | null;
}

/** Numbers of the union `Type` in Schema.fbs of Apache Arrow. */
const TYPE = { null: 1, int: 2, float: 3, text: 5, bool: 6, decimal: 7, date: 8, timestamp: 10, longText: 20 } as const;
const NAMES = [
  ...[
    'none',
    'null',
    'int',
    'float',
    'binary',
    'utf8',
    'bool',
    'decimal',
    'date',
    'time',
    'timestamp',
    'interval',
    'list',
  ],
  ...['struct', 'union', 'fixed binary', 'fixed list', 'map', 'duration', 'large binary', 'large utf8', 'large list'],
  ...['run-end', 'binary view', 'utf8 view'],
];

/** The columns of a schema. Problem: FILE_KIND for a column that is not flat or has a type that is not read. */
export function arrowFields(schema: FlatTable, path: string): readonly ArrowField[] {
  if (schema.short(0, 0) !== 0) throw new Problem('FILE_KIND', { path, found: 'Arrow with big-endian numbers' });
  return schema.tables(1).map((field) => {
    const name = field.text(0);
    const kind = field.byte(2, 0);
    const type = typeOf(kind, field.table(3));
    if (type === null) {
      throw new Problem('FILE_KIND', {
        path,
        found: `Arrow with column "${name}" of type ${NAMES[kind] ?? kind}: leave it out, or write Parquet`,
      });
    }
    const coded = field.table(4);
    const index = coded?.table(1);
    const dictionary = coded
      ? {
          id: coded.long(0, 0),
          index: { is: 'int', bits: index?.int(0, 32) ?? 32, isSigned: (index?.byte(1, 1) ?? 1) === 1 } as const,
        }
      : null;
    return { name, type, dictionary };
  });
}

function typeOf(kind: number, table: FlatTable | null): ArrowType | null {
  const unit = [1, 1e3, 1e6, 1e9];
  switch (kind) {
    case TYPE.null:
      return { is: 'null' };
    case TYPE.int:
      return { is: 'int', bits: table?.int(0, 32) ?? 32, isSigned: table?.byte(1, 0) === 1 };
    case TYPE.float:
      return { is: 'float', bits: [16, 32, 64][table?.short(0, 0) ?? 0] ?? 64 };
    case TYPE.text:
      return { is: 'text' };
    case TYPE.longText:
      return { is: 'long-text' };
    case TYPE.bool:
      return { is: 'bool' };
    case TYPE.decimal:
      return (table?.int(2, 128) ?? 128) === 128 ? { is: 'decimal', scale: table?.int(1, 0) ?? 0 } : null;
    case TYPE.date:
      return { is: (table?.short(0, 1) ?? 1) === 0 ? 'date-days' : 'date-ms' };
    case TYPE.timestamp:
      return { is: 'timestamp', perSecond: unit[table?.short(0, 0) ?? 0] ?? 1, hasZone: table?.has(1) ?? false };
    default:
      return null;
  }
}
