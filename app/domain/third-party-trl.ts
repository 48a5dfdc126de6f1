import type { Day } from './days.ts';
import type { FieldFault } from './errors.ts';
import { sameName } from './same-name.ts';

/**
 * Why a report from outside cannot carry a level as a third party's; null where it can. A unit does not assess itself as somebody else
 * (GB/T 22900-2022 tells 自评 and 第三方评定 apart), however its name is spelt, and nobody assessed it tomorrow.
 */
export function thirdPartyFault(
  { assessor, assessedOn }: { readonly assessor: string; readonly assessedOn: Day },
  { orgName, today }: { readonly orgName: string; readonly today: Day },
): FieldFault | null {
  if (assessedOn > today) return { field: 'assessedOn', says: '评定日期不能晚于今天。' };
  return sameName(assessor, orgName)
    ? { field: 'assessor', says: '第三方评定不能由完成单位自己作出，请改用逐级自评。' }
    : null;
}
