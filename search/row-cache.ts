import { LRUCache } from 'lru-cache';
import type { SearchDocument } from './engine.ts';
import type { Compared } from './second-stage.ts';

const documentBytes = 18 * 1024 * 1024;
const comparedBytes = 64 * 1024 * 1024;
/** Of a row without its texts and lists, about. */
const rowBytes = 1_024;

/** Rows that were read last, by something that changes with their content: none is ever stale. */
export type RowCache<Key extends string | number, Row extends object> = LRUCache<Key, Row>;

/** What somebody sees. */
export const documentCache = <Key extends string | number>(): RowCache<Key, SearchDocument> =>
  new LRUCache({
    maxSize: documentBytes,
    sizeCalculation: ({ title, problem, solution, summary }) =>
      rowBytes + 2 * (title.length + problem.length + solution.length + summary.length),
  });

/** What the second stage compares. */
export const comparedCache = <Key extends string | number>(): RowCache<Key, Compared> =>
  new LRUCache({ maxSize: comparedBytes, sizeCalculation: ({ said, pairs }) => 300 + said.length + pairs.length });

/** Rows by key: those kept, and the others as read. One that is nowhere is missing. */
export async function throughCache<Key extends string | number, Row extends object>(
  kept: RowCache<Key, Row>,
  keys: readonly Key[],
  read: (missing: readonly Key[]) => Promise<readonly (readonly [key: Key, row: Row])[]>,
): Promise<Map<Key, Row>> {
  const found = new Map<Key, Row>();
  const missing: Key[] = [];
  for (const key of keys) {
    const row = kept.get(key);
    if (row === undefined) missing.push(key);
    else found.set(key, row);
  }
  if (missing.length === 0) return found;
  for (const [key, row] of await read(missing)) {
    found.set(key, row);
    kept.set(key, row);
  }
  return found;
}
