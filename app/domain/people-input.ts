import { splitParts } from './import-lists.ts';
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
 * Reads 完成人 written as 姓名/职称/比例/单位/联系方式, in order of contribution. Without any share all have the same, to the ppm; with
 * shares, all need one and they sum to 100 %. Gives the Chinese sentence of what is wrong instead of throwing.
 * ['张三/教授/60%', '李四//40%'] → 600_000 and 400_000 ppm; ['甲', '乙', '丙'] → 333_334, 333_333, 333_333
 */
export function readPeople(entries: readonly string[]): PersonInput[] | string {
  if (entries.length === 0) return [];
  const people = entries.map((entry) => {
    const [name = '', title = '', share = '', unit = '', contact = ''] = splitParts(entry);
    return { name, title, share, ...(unit && { unit }), ...(contact && { contact }) };
  });
  if (people.some((person) => person.name === '' || person.name.length > 40 || person.title.length > 40)) {
    return '完成人按“姓名/职称/比例”填写，姓名不能空，姓名和职称各不超过 40 字。';
  }
  if (people.some(({ unit = '', contact = '' }) => unit.length > 100 || contact.length > 100)) {
    return '完成人的单位和联系方式各不超过 100 字。';
  }
  if (people.every((person) => person.share === '')) {
    const even = allocate(
      BigInt(wholePpm),
      people.map(() => 1n),
    );
    return people.map(({ share: _share, ...person }, at) => ({ ...person, sharePpm: Number(even[at]) }));
  }
  const shares = people.map((person) => parsePpm(person.share));
  if (shares.some((share) => share === null)) return '完成人的比例要么都不写，要么每人都写，如 60%。';
  const sum = shares.reduce<number>((total, share) => total + (share ?? 0), 0);
  if (sum !== wholePpm) return `完成人的比例合计应是 100%，现在是 ${sum / 10_000}%。`;
  return people.map(({ share: _share, ...person }, at) => ({ ...person, sharePpm: shares[at] ?? 0 }));
}
