import { addDays, addMonths, type Day } from './days.ts';

/** A demand stands for half a year unless it says otherwise, and for a year at most before it must be confirmed again. */
export const demandMonths = { usual: 6, longest: 12 } as const;

/**
 * What is wrong with the days of a demand on `today`, as a field and a sentence; null when they may stand. It must stand
 * beyond today, no longer than 12 months (domain rule: listing validity, default 6 months), and ask for a solution no
 * earlier than today. Example: today 2026-11-21, valid until 2026-11-21 → validUntilOn, 有效期要晚于今天。
 */
export function demandDayFault(
  { validUntilOn, solveByOn }: { readonly validUntilOn: Day; readonly solveByOn: Day | null },
  today: Day,
): { readonly field: 'validUntilOn' | 'solveByOn'; readonly says: string } | null {
  if (validUntilOn <= today) return { field: 'validUntilOn', says: '有效期要晚于今天。' };
  if (validUntilOn > addDays(addMonths(today, demandMonths.longest), 1))
    return { field: 'validUntilOn', says: `有效期最长 ${demandMonths.longest} 个月，到期可以续。` };
  if (solveByOn !== null && solveByOn < today) return { field: 'solveByOn', says: '解决期限不能早于今天。' };
  return null;
}
