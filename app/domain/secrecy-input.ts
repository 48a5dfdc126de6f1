import { z } from 'zod';
import { secrecyRuleActions, secrecyRuleKinds } from './secrecy-screen.ts';

export const AddSecrecyRule = z.object({
  name: z.string({ error: '请填规则名称。' }).trim().min(1, '请填规则名称。').max(60, '最多 60 字。'),
  kind: z.enum(secrecyRuleKinds),
  text: z.string({ error: '请填词或模式。' }).trim().min(2, '至少 2 个字。').max(200, '最多 200 字。'),
  action: z.enum(secrecyRuleActions),
});
export const SwitchSecrecyRule = z.object({
  ruleId: z.uuid(),
  isActive: z.enum(['on', 'off']).transform((value) => value === 'on'),
});
