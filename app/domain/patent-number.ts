/** A patent number as people write it, in one form. */
export interface PatentNumber {
  /** 'ZL202319900014.0' for an application or patent number, 'CN114105382A' for a publication. */
  readonly number: string;
  readonly kind: 'application' | 'publication';
  /** What the number itself says it is; publications say it by their last letter. */
  readonly type: 'invention' | 'utility_model' | 'design' | null;
}
export type PatentFault = 'shape' | 'check_digit';

const types = { 1: 'invention', 2: 'utility_model', 3: 'design', 8: 'invention', 9: 'utility_model' } as const;
const letters = { A: 'invention', B: 'invention', C: 'invention', U: 'utility_model', Y: 'utility_model', S: 'design' };

/**
 * The check digit of an application number: digits weighted 2 to 9 and again from 2, summed modulo 11; ten is X.
 * patentCheckDigit('202319900014') → '8'
 */
export function patentCheckDigit(digits: string): string {
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (2 + (at % 8)), 0);
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}

/**
 * Reads a Chinese patent number (专利申请号标准 ZC 0006-2003): four digits of the year (two before October 2003), one of
 * the kind (1 and 8 发明, 2 and 9 实用新型, 3 外观设计), the serial and, after a point, the check digit. Publications
 * (CN114105382A) have none. ' zl 2023 1 9900014.8' → 'ZL202319900014.8'
 */
export function readPatentNumber(text: string): PatentNumber | PatentFault {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/[。．·]/g, '.');
  const published = /^CN(\d{7,9})([ABCUYS])\d?$/.exec(plain);
  if (published) {
    const letter = published[2] as keyof typeof letters;
    return { number: plain, kind: 'publication', type: letters[letter] as PatentNumber['type'] };
  }
  const [, year, type, serial, check] = /^(?:ZL|CN)?(\d{4}|\d{2})([12389])(\d{7}|\d{5})\.?([\dX])$/.exec(plain) ?? [];
  const isLong = year?.length === 4 && serial?.length === 7;
  const isShort = year?.length === 2 && serial?.length === 5;
  if (!year || !type || !serial || !check || !(isLong || isShort)) return 'shape';
  if (isLong && (Number(year) < 1985 || Number(year) > 2100)) return 'shape';
  const digits = `${year}${type}${serial}`;
  if (patentCheckDigit(digits) !== check) return 'check_digit';
  return { number: `ZL${digits}.${check}`, kind: 'application', type: types[Number(type) as keyof typeof types] };
}

/**
 * What of a number tells the right from others, however it is typed: full width, blanks, prefix, check digit and the letter of a
 * publication aside; other numbers without blanks and points. ' ＺＬ 2023 1 9900014.0', 'CN202319900014' → '202319900014';
 * 'CN114105382B' → '114105382'; '2020 SR 0123456' → '2020SR0123456'.
 */
export function numberKey(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.。·-]/g, '')
    .replace(/^(?:专利号|申请号|专利申请号|公开号|授权公告号)?[:：]?/, '');
  const published = /^CN(\d{7,9})[A-Z]\d?$/.exec(plain);
  const applied = /^(?:ZL|CN)*((?:19|20)\d{2}[12389]\d{7}|\d{2}[12389]\d{5})[\dX]?$/.exec(plain);
  return published?.[1] ?? applied?.[1] ?? plain;
}

/** Years of protection from filing (专利法 art. 42). */
export const patentYears: Readonly<Record<string, number>> = { invention: 20, utility_model: 10, design: 15 };

/** True for the kinds of right that a patent number names. */
export const isPatent = (type: string): boolean => type in patentYears;
