/** Parquet files by hand, as no writer would write them: thrift's compact protocol, plain pages, one flat column. */

/** A value of thrift with its type in the compact protocol. */
export interface Part {
  readonly type: number;
  readonly bytes: Buffer;
}

const varint = (value: bigint): Buffer => {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Buffer.from([...bytes, Number(rest)]);
};

const zigzag = (value: bigint): bigint => (value < 0n ? -2n * value - 1n : 2n * value);

export const i32 = (value: number): Part => ({ type: 5, bytes: varint(zigzag(BigInt(value))) });
export const i64 = (value: number | bigint): Part => ({ type: 6, bytes: varint(zigzag(BigInt(value))) });
export const text = (value: string): Part => {
  const bytes = Buffer.from(value);
  return { type: 8, bytes: Buffer.concat([varint(BigInt(bytes.length)), bytes]) };
};

/** A list; `claimed`: how many items it says that it has. */
export function list(items: readonly Part[], { claimed = items.length, of = items[0]?.type ?? 12 } = {}): Part {
  const head = claimed < 15 ? Buffer.from([(claimed << 4) | of]) : Buffer.from([0xf0 | of]);
  const size = claimed < 15 ? Buffer.alloc(0) : varint(BigInt(claimed));
  return { type: 9, bytes: Buffer.concat([head, size, ...items.map((item) => item.bytes)]) };
}

/** A struct of fields by id; a field that is undefined is left out. */
export function struct(fields: Readonly<Record<number, Part | undefined>>): Part {
  const parts: Buffer[] = [];
  let before = 0;
  for (const [key, part] of Object.entries(fields)) {
    if (part === undefined) continue;
    const id = Number(key);
    const isNear = id - before < 16;
    parts.push(Buffer.from([((isNear ? id - before : 0) << 4) | part.type]));
    if (!isNear) parts.push(varint(zigzag(BigInt(id))));
    parts.push(part.bytes);
    before = id;
  }
  return { type: 12, bytes: Buffer.concat([...parts, Buffer.from([0])]) };
}

/** What is told otherwise than the truth, or beside it. */
export interface Lies {
  readonly type?: number;
  readonly codec?: number;
  readonly values?: Buffer;
  readonly rows?: number | bigint;
  readonly offset?: number | bigint;
  readonly dictionaryOffset?: number | bigint;
  readonly compressed?: number | bigint;
  readonly pageSize?: number;
  readonly pageValues?: number;
  readonly encoding?: number;
  readonly schema?: Part;
  readonly groups?: (group: Part) => Part;
  readonly metadata?: Part;
  readonly encryption?: Part;
}

const three = Buffer.alloc(24);
for (let i = 0; i < 3; i++) three.writeDoubleLE(i + 0.5, i * 8);

export const element = (fields: { name: string; type?: number; children?: number; repetition?: number }): Part =>
  struct({
    1: fields.type === undefined ? undefined : i32(fields.type),
    3: fields.repetition === undefined ? undefined : i32(fields.repetition),
    4: text(fields.name),
    5: fields.children === undefined ? undefined : i32(fields.children),
  });

const [DOUBLE, REQUIRED, UNCOMPRESSED, PLAIN, RLE] = [5, 0, 0, 0, 3];

/** A file of one column `a` of three doubles, but for what is told otherwise. */
export function parquet(lies: Lies = {}): Buffer {
  const { type = DOUBLE, values = three, rows = 3 } = lies;
  const page = struct({
    1: i32(0),
    2: i32(lies.pageSize ?? values.length),
    3: i32(values.length),
    5: struct({ 1: i32(lies.pageValues ?? 3), 2: i32(lies.encoding ?? PLAIN), 3: i32(RLE), 4: i32(RLE) }),
  });
  const body = Buffer.concat([page.bytes, values]);
  const column = struct({
    1: i32(type),
    2: list([i32(PLAIN), i32(RLE)]),
    3: list([text('a')]),
    4: i32(lies.codec ?? UNCOMPRESSED),
    5: i64(rows),
    6: i64(body.length),
    7: i64(lies.compressed ?? body.length),
    9: i64(lies.offset ?? 4),
    11: lies.dictionaryOffset === undefined ? undefined : i64(lies.dictionaryOffset),
  });
  const group = struct({ 1: list([struct({ 2: i64(4), 3: column })]), 2: i64(body.length), 3: i64(rows) });
  const schema =
    lies.schema ?? list([element({ name: 'root', children: 1 }), element({ name: 'a', type, repetition: REQUIRED })]);
  const footer = struct({
    1: i32(1),
    2: schema,
    3: i64(rows),
    4: (lies.groups ?? ((one) => list([one])))(group),
    5: lies.metadata,
    8: lies.encryption,
  });
  return framed(body, footer.bytes);
}

/** Bytes between the marks of Parquet; `claimed`: how long the footer says that it is. */
export function framed(body: Buffer, footer: Buffer, claimed = footer.length): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(claimed >>> 0);
  return Buffer.concat([Buffer.from('PAR1'), body, footer, length, Buffer.from('PAR1')]);
}
