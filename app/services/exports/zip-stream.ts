import { constants, crc32, createDeflateRaw } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  /** Its text, in pieces. */
  readonly body: AsyncIterable<string> | Iterable<string>;
}

/** MS-DOS has no day before this one; the time of writing is nobody's business. */
const date = 0x0021;
/** Sizes follow the content; names are UTF-8. */
const flags = 0x0808;
const deflated = 8;

/** A zip, written while its entries are: nothing of it waits in memory for the end. Below 4 GB, as spreadsheets want it. */
export async function* zipStream(entries: Iterable<ZipEntry>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  let count = 0;
  for (const { name, body } of entries) {
    const path = Buffer.from(name);
    const local = Buffer.concat([
      word(0x04034b50),
      half(20, flags, deflated, 0, date),
      word(0, 0, 0),
      half(path.length, 0),
      path,
    ]);
    yield local;
    let size = local.length;
    const sums = { crc: 0, plain: 0, packed: 0 };
    for await (const piece of packed(body, sums)) {
      size += piece.length;
      yield piece;
    }
    const told = word(sums.crc, sums.packed, sums.plain);
    const tail = Buffer.concat([word(0x08074b50), told]);
    yield tail;
    directory.push(
      Buffer.concat([
        word(0x02014b50),
        half(20, 20, flags, deflated, 0, date),
        told,
        half(path.length, 0, 0, 0, 0),
        word(0, offset),
        path,
      ]),
    );
    offset += size + tail.length;
    count += 1;
  }
  const central = Buffer.concat(directory);
  yield Buffer.concat([central, word(0x06054b50), half(0, 0, count, count), word(central.length, offset), half(0)]);
}

interface Sums {
  crc: number;
  plain: number;
  packed: number;
}

/** The bytes of a body, packed; what they sum to is in `sums` after the last one. */
async function* packed(body: ZipEntry['body'], sums: Sums): AsyncGenerator<Buffer> {
  const pack = createDeflateRaw({ level: constants.Z_BEST_SPEED });
  const feed = async (): Promise<void> => {
    for await (const text of body) {
      const bytes = Buffer.from(text);
      sums.crc = crc32(bytes, sums.crc);
      sums.plain += bytes.length;
      if (!pack.write(bytes)) await new Promise((resolve) => pack.once('drain', resolve));
    }
    pack.end();
  };
  // Where the body fails, so does the reader below.
  feed().catch((error: unknown) => pack.destroy(error instanceof Error ? error : new Error(String(error))));
  try {
    for await (const piece of pack as AsyncIterable<Buffer>) {
      sums.packed += piece.length;
      yield piece;
    }
  } finally {
    pack.destroy();
  }
}

function half(...values: number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 2);
  values.forEach((value, at) => buffer.writeUInt16LE(value, at * 2));
  return buffer;
}

function word(...values: number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  values.forEach((value, at) => buffer.writeUInt32LE(value, at * 4));
  return buffer;
}
