import type { Pins } from '../../packages/holdfast/src/files/pins.ts';

/** A small file of one kind, and what is in it. */
export interface Kind {
  readonly says: string;
  readonly bytes: string | Uint8Array;
  readonly pins?: Pins;
  readonly names: readonly string[];
  readonly types: readonly string[];
  readonly rows: readonly (readonly (number | string | null)[])[];
  /** What the description must say of the dialect, and codes that it must (or, with `!`, must not) note. */
  readonly dialect?: Readonly<Record<string, unknown>>;
  readonly codes?: readonly string[];
  /** By position of the column: what must stand under `assumed`. */
  readonly assumed?: Readonly<Record<number, string>>;
}

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

/** Letters of Mac Roman by their bytes. */
const mac = (text: string): Uint8Array =>
  Buffer.from(
    [...text].map((letter) => ({ é: 0x8e, ü: 0x9f, ö: 0x9a, ä: 0x8a, ç: 0x8d })[letter] ?? letter.charCodeAt(0)),
  );

/** Small files in every encoding and way of cutting. */
export const DIALECTS: readonly Kind[] = [
  {
    says: 'semicolons, decimal commas, latin-1, quotes and German dates',
    bytes: latin1(
      [
        'Datum;Preis;Größe;Notiz',
        '01.02.2024;1.234,50;1,5;"gut; sehr"',
        '13.02.2024;12,99;2,25;schön',
        '28.02.2024;999,00;3,75;"ein ""Wort"""',
        '',
      ].join('\r\n'),
    ),
    names: ['Datum', 'Preis', 'Größe', 'Notiz'],
    types: ['timestamp', 'number', 'number', 'text'],
    rows: [
      ['2024-02-01T00:00:00.000Z', 1234.5, 1.5, 'gut; sehr'],
      ['2024-02-13T00:00:00.000Z', 12.99, 2.25, 'schön'],
      ['2024-02-28T00:00:00.000Z', 999, 3.75, 'ein "Wort"'],
    ],
    dialect: { encoding: 'latin-1', delimiter: ';', decimal: ',', thousands: '.', line_end: 'CRLF' },
    codes: ['CSV_ENCODING_ASSUMED'],
    assumed: { 0: 'date-order:day-first', 1: 'decimal:,' },
  },
  {
    says: 'tabs with # comments before and between the rows',
    bytes: '# made by x\n# second\nid\tname\tv\n1\ta\t0.5\n2\tb\t1.5\n# between\n3\tc\t2.5\n',
    names: ['id', 'name', 'v'],
    types: ['integer', 'text', 'number'],
    rows: [
      [1, 'a', 0.5],
      [2, 'b', 1.5],
      [3, 'c', 2.5],
    ],
    dialect: { delimiter: '\t', comment: '#', skipped_rows: 2, header_rows: 1 },
    codes: ['CSV_COMMENTS', 'CSV_LINES_SKIPPED'],
  },
  {
    says: 'a commented header',
    bytes: '#id,name\n1,a\n2,b\n',
    names: ['id', 'name'],
    types: ['integer', 'text'],
    rows: [
      [1, 'a'],
      [2, 'b'],
    ],
  },
  {
    says: 'values that begin with # and no comments',
    bytes: 'tag,n\n#love,1\n#hate,2\n#news,3\n',
    names: ['tag', 'n'],
    types: ['text', 'integer'],
    rows: [
      ['#love', 1],
      ['#hate', 2],
      ['#news', 3],
    ],
    codes: ['!CSV_COMMENTS'],
  },
  {
    says: 'pipes',
    bytes: 'a|b|c\n1|x, y|2024-01-01\n2|y|2024-01-02\n',
    names: ['a', 'b', 'c'],
    types: ['integer', 'text', 'timestamp'],
    rows: [
      [1, 'x, y', '2024-01-01T00:00:00.000Z'],
      [2, 'y', '2024-01-02T00:00:00.000Z'],
    ],
    dialect: { delimiter: '|' },
  },
  {
    says: 'UTF-16BE with a mark',
    bytes: Buffer.concat([Buffer.from([0xfe, 0xff]), utf16('id,naïve\n1,é\n2,ü\n').swap16()]),
    names: ['id', 'naïve'],
    types: ['integer', 'text'],
    rows: [
      [1, 'é'],
      [2, 'ü'],
    ],
    dialect: { encoding: 'utf-16be' },
  },
  {
    says: 'UTF-16LE without a mark',
    bytes: utf16('id,name\r\n1,é\r\n2,b\r\n'),
    names: ['id', 'name'],
    types: ['integer', 'text'],
    rows: [
      [1, 'é'],
      [2, 'b'],
    ],
    dialect: { encoding: 'utf-16le', line_end: 'CRLF' },
    codes: ['CSV_ENCODING_ASSUMED'],
  },
  {
    says: 'Mac Roman',
    bytes: mac('name,city,n\nRené,München,1\nJosé,Malmö,2\n'),
    names: ['name', 'city', 'n'],
    types: ['text', 'text', 'integer'],
    rows: [
      ['René', 'München', 1],
      ['José', 'Malmö', 2],
    ],
    dialect: { encoding: 'macintosh' },
    codes: ['CSV_ENCODING_ASSUMED'],
  },
  {
    says: 'Windows-1252 with its own quotes and euro',
    bytes: latin1('a,b\n1,\x93quoted\x94 \x80 5\n2,caf\xe9\n'),
    names: ['a', 'b'],
    types: ['integer', 'text'],
    rows: [
      [1, '“quoted” € 5'],
      [2, 'café'],
    ],
    dialect: { encoding: 'windows-1252' },
  },
  {
    says: 'UTF-8 with one stray byte',
    bytes: Buffer.concat([Buffer.from('n,w\n1,é\n2,ü\n3,ñ\n4,caf'), Buffer.from([0xe9]), Buffer.from('\n')]),
    names: ['n', 'w'],
    types: ['integer', 'text'],
    rows: [
      [1, 'é'],
      [2, 'ü'],
      [3, 'ñ'],
      [4, 'café'],
    ],
    dialect: { encoding: 'utf-8' },
    codes: ['CSV_STRAY_BYTES'],
  },
  {
    says: 'lone CR line ends with a line end inside quotes',
    bytes: 'a,b\r1,"x,\ry"\r2,z\r',
    names: ['a', 'b'],
    types: ['integer', 'text'],
    rows: [
      [1, 'x,\ry'],
      [2, 'z'],
    ],
    dialect: { line_end: 'CR' },
  },
  {
    says: 'CRLF line ends',
    bytes: 'a,b\r\n1,x\r\n2,z\r\n',
    names: ['a', 'b'],
    types: ['integer', 'text'],
    rows: [
      [1, 'x'],
      [2, 'z'],
    ],
    dialect: { line_end: 'CRLF' },
  },
  {
    says: 'a mark and a sep= line',
    bytes: '\ufeffsep=;\r\na;b\r\n1;2\r\n3;4\r\n',
    names: ['a', 'b'],
    types: ['integer', 'integer'],
    rows: [
      [1, 2],
      [3, 4],
    ],
    dialect: { delimiter: ';', skipped_rows: 1 },
  },
  {
    says: 'line ends and doubled quotes inside quotes',
    bytes: 'id,note\n1,"two\nlines"\n2,"said ""no"""\n3,x\n',
    names: ['id', 'note'],
    types: ['integer', 'text'],
    rows: [
      [1, 'two\nlines'],
      [2, 'said "no"'],
      [3, 'x'],
    ],
  },
  {
    says: 'quotes after backslashes',
    bytes: 'id,note\n1,"say \\"hi\\", ok"\n2,"b"\n3,"c\\\\"\n',
    names: ['id', 'note'],
    types: ['integer', 'text'],
    rows: [
      [1, 'say "hi", ok'],
      [2, 'b'],
      [3, 'c\\'],
    ],
    dialect: { escape: 'backslash' },
  },
  {
    says: 'single quotes',
    bytes: "id,name\n1,'a, b'\n2,'c'\n3,'it''s'\n",
    names: ['id', 'name'],
    types: ['integer', 'text'],
    rows: [
      [1, 'a, b'],
      [2, 'c'],
      [3, "it's"],
    ],
    dialect: { quote: "'" },
  },
  {
    says: 'inches and apostrophes that are no quotes',
    bytes: 'id,size\n1,5" disk\n2,3.5" disk\n3,it\'s\n',
    names: ['id', 'size'],
    types: ['integer', 'text'],
    rows: [
      [1, '5" disk'],
      [2, '3.5" disk'],
      [3, "it's"],
    ],
  },
  {
    says: 'columns under each other',
    bytes: 'name   age  score\nbob     12    1.5\nalice    3   22.5\ncarl    45    0.1\n',
    names: ['name', 'age', 'score'],
    types: ['text', 'integer', 'number'],
    rows: [
      ['bob', 12, 1.5],
      ['alice', 3, 22.5],
      ['carl', 45, 0.1],
    ],
    dialect: { delimiter: ' ' },
  },
  {
    says: 'padded names and values',
    bytes: 'id , name , v\n 1 , bob , 2.5 \n 2 , al , 3.5 \n',
    names: ['id', 'name', 'v'],
    types: ['integer', 'text', 'number'],
    rows: [
      [1, ' bob ', 2.5],
      [2, ' al ', 3.5],
    ],
    assumed: { 0: 'padded', 1: 'padded', 2: 'padded' },
  },
  {
    says: 'quotes after a blank',
    bytes: 'a, "b"\n1, "x, y"\n2, "z"\n',
    names: ['a', 'b'],
    types: ['integer', 'text'],
    rows: [
      [1, 'x, y'],
      [2, 'z'],
    ],
  },
];
