import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '#app/domain/errors.ts';

export interface StoredBytes {
  readonly sha256: string;
  readonly bytes: number;
}

/** Content-addressed bytes behind two streams; a disk folder here, an object store by another implementation. */
export interface FileStore {
  /** Stores a stream durably, under the name of its own hash. Refuses more than `maxBytes`. */
  put(source: Readable, maxBytes: number): Promise<StoredBytes>;
  get(sha256: string): Promise<Readable>;
  /** Erases the bytes; they may be gone already. The caller has seen to it that no row needs them. */
  remove(sha256: string): Promise<void>;
  /** Names of bytes stored before an instant; clears away uploads that broke off before it. */
  storedBefore(instant: Date): AsyncIterable<string>;
  /** A local path to read in place, for tools that need random access. */
  path(sha256: string): string;
}

/** Keeps files under `folder/ab/cd…`; bytes are on disk before the caller's row commits. */
export function diskStore(folder: string): FileStore {
  const path = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new AppError('not_found');
    return join(folder, sha256.slice(0, 2), sha256);
  };
  return {
    path,
    async put(source, maxBytes) {
      const waiting = join(folder, 'incoming', randomUUID());
      await mkdir(dirname(waiting), { recursive: true });
      const hash = createHash('sha256');
      let bytes = 0;
      const meter = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          bytes += chunk.length;
          if (bytes > maxBytes) return done(new AppError('file_too_large', { maxBytes }));
          hash.update(chunk);
          done(null, chunk);
        },
      });
      try {
        await pipeline(source, meter, createWriteStream(waiting, { flush: true }));
        const sha256 = hash.digest('hex');
        const target = path(sha256);
        await mkdir(dirname(target), { recursive: true });
        await rename(waiting, target);
        const parent = await open(dirname(target));
        await parent.sync().finally(() => parent.close());
        return { sha256, bytes };
      } catch (error) {
        await rm(waiting, { force: true });
        throw error;
      }
    },
    async get(sha256) {
      const file = path(sha256);
      await stat(file).catch(() => {
        throw new AppError('not_found');
      });
      return createReadStream(file);
    },
    async *storedBefore(instant) {
      for (const name of await readdir(join(folder, 'incoming')).catch(() => [])) {
        const broken = join(folder, 'incoming', name);
        if (await isOlder(broken, instant)) await rm(broken, { force: true });
      }
      for (const shelf of await readdir(folder).catch(() => [])) {
        if (!/^[0-9a-f]{2}$/.test(shelf)) continue;
        for (const name of await readdir(join(folder, shelf))) {
          if (/^[0-9a-f]{64}$/.test(name) && (await isOlder(join(folder, shelf, name), instant))) yield name;
        }
      }
    },
    remove: async (sha256) => rm(path(sha256), { force: true }),
  };
}

const isOlder = async (path: string, instant: Date): Promise<boolean> =>
  stat(path).then(
    ({ mtime }) => mtime < instant,
    () => false,
  );
