import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { ReadFailure } from './read-failure.ts';
import { zipLimits } from './zip-limits.ts';

export interface OpenZip {
  has(name: string): boolean;
  names(): Iterable<string>;
  /** To how many bytes a part unfolds; 0 where there is none. */
  size(name: string): number;
  stream(name: string): Promise<Readable>;
  close(): void;
}

/** Opens a zip for reading single entries by name. Nothing is ever written under a name that the file gives. */
export function openZip(path: string): Promise<OpenZip> {
  return new Promise((resolve, reject) => {
    const refuse = (failure: ReadFailure) => reject(failure);
    yauzl.open(
      path,
      { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: true },
      (error, zip) => {
        if (error !== null || zip === undefined) return refuse(new ReadFailure('broken'));
        const entries = new Map<string, Entry>();
        let unfolded = 0;
        let packed = 0;
        zip.on('error', () => refuse(new ReadFailure('broken')));
        zip.on('entry', (entry: Entry) => {
          unfolded += entry.uncompressedSize;
          packed += entry.compressedSize;
          const isBomb =
            entries.size >= zipLimits.entries ||
            unfolded > zipLimits.totalBytes ||
            packed > zip.fileSize ||
            (unfolded > zipLimits.ratioFrom && unfolded > zip.fileSize * zipLimits.ratio);
          if (isBomb) {
            zip.close();
            return refuse(new ReadFailure('bomb'));
          }
          if (entry.isEncrypted()) {
            zip.close();
            return refuse(new ReadFailure('locked'));
          }
          entries.set(entry.fileName, entry);
          zip.readEntry();
        });
        zip.on('end', () =>
          resolve({
            has: (name) => entries.has(name),
            names: () => entries.keys(),
            size: (name) => entries.get(name)?.uncompressedSize ?? 0,
            stream: (name) => openEntry(zip, entries.get(name)),
            close: () => zip.close(),
          }),
        );
        zip.readEntry();
      },
    );
  });
}

function openEntry(zip: ZipFile, entry: Entry | undefined): Promise<Readable> {
  return new Promise((resolve, reject) => {
    if (entry === undefined) return reject(new ReadFailure('broken'));
    zip.openReadStream(entry, (error, stream) =>
      error === null && stream !== undefined ? resolve(stream) : reject(new ReadFailure('broken')),
    );
  });
}
