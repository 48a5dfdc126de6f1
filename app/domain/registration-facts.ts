import type { Day } from './days.ts';

interface StatedFacts {
  readonly regNo: string | null;
  readonly regOn?: Day | null;
  /** The month in which the research ended, `YYYY-MM`. */
  readonly researchTo?: string | null;
  /** The month in which it began. */
  readonly researchFrom?: string | null;
}

export interface StatedFault {
  readonly field: keyof StatedFacts;
  readonly code: 'order' | 'mismatch';
  readonly says: string;
}

/** The year in a registration number: three places of the region, four of the year. '6202025Y0417' → 2025 */
const yearIn = (regNo: string): number => Number(regNo.slice(3, 7));

/**
 * What a record says of its registration and its research that cannot be: nothing of it lies in the future, and the day of the
 * registration is of the year that its number names. The number's shape is looked at before.
 */
export function statedFaults(
  { regNo, regOn = null, researchFrom = null, researchTo = null }: StatedFacts,
  today: Day,
): StatedFault[] {
  const faults: StatedFault[] = [];
  const fault = (field: StatedFault['field'], code: StatedFault['code'], says: string) =>
    faults.push({ field, code, says });
  if (regOn !== null && regOn > today) fault('regOn', 'order', '批准登记日期不能晚于今天。');
  if (regNo !== null && yearIn(regNo) > Number(today.slice(0, 4))) {
    fault('regNo', 'order', `登记号里的年份 ${yearIn(regNo)} 还没有到。`);
  } else if (regNo !== null && regOn !== null && yearIn(regNo) !== Number(regOn.slice(0, 4))) {
    fault('regOn', 'mismatch', `登记日期与登记号里的年份 ${yearIn(regNo)} 不一致。`);
  }
  if (researchFrom !== null && researchFrom > today.slice(0, 7)) {
    fault('researchFrom', 'order', '研究开始年月不能晚于本月。');
  }
  if (researchTo !== null && researchTo > today.slice(0, 7)) {
    fault('researchTo', 'order', '研究结束年月不能晚于本月。');
  }
  return faults;
}

/** Whose word a registration number is: the authority's that gave or confirmed it here, or the unit's alone. */
export type RegNoBasis = 'confirmed' | 'stated';

export const regNoBasisLabels: Readonly<Record<RegNoBasis, string>> = {
  confirmed: '登记机关',
  stated: '单位填报，未经平台核验',
};

/** A number as everybody reads it. ('6202025Y0417', 'stated') → '批准登记号 6202025Y0417（单位填报，未经平台核验）' */
export const regNoWords = (regNo: string, basis: RegNoBasis): string =>
  `批准登记号 ${regNo}${basis === 'stated' ? `（${regNoBasisLabels.stated}）` : ''}`;
