import type { OpenZip } from './open-zip.ts';
import { parseXml } from './parse-xml.ts';

/** How a number in a cell is meant: as a date, a percentage or itself. */
export type NumberLook = 'date' | 'percent' | 'plain';

const builtInDates = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]);
for (let id = 27; id <= 36; id += 1) builtInDates.add(id);
for (let id = 50; id <= 58; id += 1) builtInDates.add(id);

/** The look of every cell style (`s` of a cell), from styles.xml. */
export async function readLooks(zip: OpenZip): Promise<NumberLook[]> {
  const custom = new Map<number, string>();
  const looks: NumberLook[] = [];
  if (!zip.has('xl/styles.xml')) return looks;
  let inCellStyles = false;
  await parseXml(await zip.stream('xl/styles.xml'), {
    open(name, attributes) {
      if (name === 'cellXfs') inCellStyles = true;
      if (name === 'numFmt') custom.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (name === 'xf' && inCellStyles) looks.push(lookOf(Number(attributes.numFmtId ?? 0), custom));
    },
    close(name) {
      if (name === 'cellXfs') inCellStyles = false;
    },
  });
  return looks;
}

function lookOf(id: number, custom: ReadonlyMap<number, string>): NumberLook {
  const code = custom.get(id);
  if (code === undefined) return builtInDates.has(id) ? 'date' : id === 9 || id === 10 ? 'percent' : 'plain';
  const bare = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, '');
  if (/[ymdhs]/i.test(bare) && !/general/i.test(bare)) return 'date';
  return bare.includes('%') ? 'percent' : 'plain';
}

/** What a number shows: days since 1899-12-30 (or 1904-01-01) as a date, percentages with their sign, else the number. */
export function showNumber(raw: string, look: NumberLook, is1904: boolean): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  if (look === 'percent') return `${trimmed(value * 100)}%`;
  if (look === 'plain') return trimmed(value);
  // Excel counts a 29 February 1900 that never was; from March 1900 on, day 0 is 1899-12-30.
  const day = Date.UTC(1899, 11, 30) + (value + (is1904 ? 1462 : 0)) * 86_400_000;
  return Number.isFinite(day) && Math.abs(day) < 8.64e15 ? new Date(day).toISOString().slice(0, 10) : raw;
}

// 15 digits, as spreadsheets show them: 0.1 + 0.2 is 0.3.
const trimmed = (value: number): string =>
  Math.abs(value) < 1e15 ? String(Number(value.toPrecision(15))) : BigInt(Math.round(value)).toString();
