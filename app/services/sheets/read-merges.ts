import type { OpenZip } from './open-zip.ts';
import { ReadFailure } from './read-failure.ts';
import { sheetLimits } from './zip-limits.ts';

/** Cells that are merged, rows counted from 1, columns from 0, the last ones included. */
export interface Merge {
  readonly fromRow: number;
  readonly toRow: number;
  readonly fromColumn: number;
  readonly toColumn: number;
}

/** More are no sheet of achievements. */
const mostMerges = 100_000;
const wanted = Buffer.from('mergeCell');
const longestTag = 400;
const tag = /<(?:\w+:)?mergeCell\s[^<>]*?ref\s*=\s*["']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})["']/g;

/**
 * What is merged in a sheet, in the order of its rows. A sheet says it after its rows, which are read as they stream: so it is looked for
 * beforehand, in the bytes, which costs a fraction of reading them.
 */
export async function readMerges(zip: OpenZip, part: string): Promise<Merge[]> {
  const merges: Merge[] = [];
  let rest = '';
  let isNear = false;
  let tail: Buffer = Buffer.alloc(0);
  for await (const piece of await zip.stream(part)) {
    const chunk = piece as Buffer;
    if (!isNear) {
      isNear = chunk.includes(wanted) || Buffer.concat([tail, chunk.subarray(0, wanted.length)]).includes(wanted);
      if (!isNear) {
        tail = Buffer.from(chunk.subarray(-longestTag));
        continue;
      }
      rest = tail.toString('latin1');
    }
    const text = rest + chunk.toString('latin1');
    let end = 0;
    for (const found of text.matchAll(tag)) {
      end = found.index + found[0].length;
      const merge = mergeOf(found);
      if (merge !== null) merges.push(merge);
      if (merges.length > mostMerges) throw new ReadFailure('too_large');
    }
    rest = text.slice(Math.max(end, text.length - longestTag));
  }
  return merges.sort((a, b) => a.fromRow - b.fromRow);
}

function mergeOf([, left = '', top = '', right = '', bottom = '']: RegExpMatchArray): Merge | null {
  const merge = { fromRow: Number(top), toRow: Number(bottom), fromColumn: columnOf(left), toColumn: columnOf(right) };
  const isOne = merge.fromRow === merge.toRow && merge.fromColumn === merge.toColumn;
  return isOne || merge.fromColumn >= sheetLimits.columns ? null : merge;
}

/** 'AB' → 27. */
function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
