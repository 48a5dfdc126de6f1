import { crc32, deflateRawSync } from 'node:zlib';

export type SheetValues = readonly (readonly string[])[];

/** An ordinary workbook, as a spreadsheet program writes it. */
export async function bookOf(values: SheetValues): Promise<Buffer> {
  const { default: excel } = await import('exceljs');
  const book = new excel.Workbook();
  book.addWorksheet('成果').addRows(values.map((row) => [...row]));
  return Buffer.from(await book.xlsx.writeBuffer());
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

export function csvOf(mark: string, values: SheetValues, encoding: 'utf8' | 'gb18030'): Buffer {
  const text = mark + values.map((row) => row.map(quoted).join(',')).join('\r\n');
  return encoding === 'utf8' ? Buffer.from(text) : encodeGb18030(text);
}

/** Node decodes GB18030 and does not encode it: every two-byte code is decoded once to build the way back. */
function encodeGb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, Buffer>();
  for (let first = 0x81; first <= 0xfe; first += 1) {
    for (let second = 0x40; second <= 0xfe; second += 1) {
      const bytes = Buffer.from([first, second]);
      if (second !== 0x7f) codes.set(decoder.decode(bytes), bytes);
    }
  }
  return Buffer.concat([...text].map((char) => (char < '\u0080' ? Buffer.from(char) : codes.get(char)!)));
}

export interface ZipPart {
  readonly name: string;
  readonly body: string | Buffer;
  /** What the header claims to unfold to. */
  readonly claims?: number;
  readonly flags?: number;
}

/** A zip with exactly these parts, honest or not. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, body, claims, flags = 0x800 } of parts) {
    const plain = Buffer.from(body);
    const packed = deflateRawSync(plain);
    const path = Buffer.from(name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(flags, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(plain), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(claims ?? plain.length, 18);
    head.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, path, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), Buffer.from([20, 0]), head, tail, path]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

const types = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`;

/** The parts of a workbook with one sheet, to be bent by a test. */
export const partsOf = (sheetData: string, given: Partial<Record<string, string>> = {}): ZipPart[] =>
  Object.entries({
    '[Content_Types].xml': types,
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets><sheet name="成果" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheetData}</sheetData></worksheet>`,
    ...given,
  }).flatMap(([name, body]) => (body === undefined ? [] : [{ name, body }]));
