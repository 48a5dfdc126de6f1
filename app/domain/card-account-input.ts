import { z } from 'zod';
import { cardCountries } from './card-account.ts';

const text = (asks: string) => z.string({ error: asks }).trim().min(1, asks).max(200, '最多 200 个字');

export const ProposeCardAccountInput = z.object({
  key: z.uuid().optional(),
  country: z.enum(cardCountries, '请选择开户地区'),
  reason: text('请写明用哪个主体、为什么开通'),
});
export const CardAccountIdInput = z.object({ cardAccountId: z.uuid() });
export const ApproveCardAccountInput = z.object({
  cardAccountId: z.uuid(),
  /** The name that was on the page: what is agreed to is what was seen. */
  name: z.string().max(400).default(''),
  note: z.string().trim().max(200, '最多 200 个字').default(''),
});
export const EndCardAccountInput = z.object({ cardAccountId: z.uuid(), note: text('请写明为什么停用') });
