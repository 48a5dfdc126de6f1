import type { RegistrationPath } from '#app/domain/review.ts';

const reasons: Readonly<Record<NonNullable<RegistrationPath['skipsCity']>, string>> = {
  rule: '按审核路径的设定，不经市州',
  provincial: '省属单位，不经市州',
  no_authority: '本市州的主管部门还没有入驻平台，不经市州',
};

/** Who decides on a unit's registrations, in order, and why 市州 does not where it does not. */
export const pathWords = ({ levels, skipsCity }: RegistrationPath): string =>
  `${levels.includes('city') ? '先由市州主管部门审核，再由' : '由'}省级主管部门审核并编批准登记号${
    skipsCity === null ? '' : `（${reasons[skipsCity]}）`
  }`;
