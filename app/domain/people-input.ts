import type { CellReader } from './import-cells.ts';
import { allocate, parsePpm, wholePpm } from './money.ts';

/** One 完成人 as typed or imported; shares of a team sum to the whole. */
export interface PersonInput {
  readonly name: string;
  readonly title: string;
  readonly sharePpm: number;
  readonly unit?: string;
  /** For the own unit only. */
  readonly contact?: string;
}

/**
 * Reads 完成人 written as 姓名/职称/比例/单位/联系方式, in order of contribution, with the faults of each and of their shares.
 */
export function readPeople(read: CellReader): PersonInput[] {
  const typed = read.entries('people', ([name = '', title = '', share = '', unit = '', contact = '']) => {
    if (name === '' || name.length > 40 || title.length > 40) {
      const inCell = '按“姓名/职称/比例”填写，姓名不能空，姓名和职称各不超过 40 字。';
      read.fail('people', 'shape', read.isTyped ? '姓名必填，姓名和职称各不超过 40 字。' : inCell);
    }
    if (unit.length > 100 || contact.length > 100)
      read.fail('people', 'too_long', '完成人的单位和联系方式各不超过 100 字。');
    return { name, title, share, ...(unit && { unit }), ...(contact && { contact }) };
  });
  const shares = readShares(typed.map(({ share }) => share));
  if (typeof shares === 'string') read.fail('people', 'shape', shares);
  return typed.map(({ share: _share, ...person }, at) => ({
    ...person,
    sharePpm: typeof shares === 'string' ? 0 : (shares[at] ?? 0),
  }));
}

/**
 * The shares of a team, in ppm. Without any all have the same, to the ppm; with shares, all need one and they sum to 100 %. Else the
 * Chinese sentence of what is wrong.
 * ['60%', '40%'] → 600_000 and 400_000; ['', '', ''] → 333_334, 333_333, 333_333
 */
export function readShares(typed: readonly string[]): number[] | string {
  if (typed.every((share) => share === '')) {
    const even = typed.map(() => 1n);
    return typed.length === 0 ? [] : allocate(BigInt(wholePpm), even).map(Number);
  }
  const shares = typed.flatMap((share) => parsePpm(share) ?? []);
  if (shares.length < typed.length) return '完成人的比例要么都不写，要么每人都写，如 60%。';
  const sum = shares.reduce((total, share) => total + share, 0);
  return sum === wholePpm ? shares : `完成人的比例合计应是 100%，现在是 ${sum / 10_000}%。`;
}
