import { z } from 'zod';
import {
  nationalFields,
  partyNatures,
  registrationNoPattern,
  registrationObjectives,
} from './contract-registration.ts';
import { registrationKinds } from './registration-kind.ts';
import { isDay } from './days.ts';
import { parseFen } from './money.ts';

const text = (missing: string, longest: number) =>
  z.string({ error: missing }).trim().min(1, missing).max(longest, `最多 ${longest} 个字`);
const optional = (longest: number) => z.string().trim().max(longest, `最多 ${longest} 个字`).default('');
const day = (missing: string) => z.string({ error: missing }).refine(isDay, missing);
const yuan = (missing: string) =>
  z
    .string({ error: missing })
    .trim()
    .transform((typed, context) => {
      const fen = parseFen(typed, 'yuan');
      if (fen !== null && fen >= 0n) return fen;
      context.addIssue({ code: 'custom', message: missing });
      return z.NEVER;
    });

/** An amount that may be left open: empty, or in fen as text. */
const openYuan = z
  .string()
  .trim()
  .default('')
  .transform((typed, context) => {
    if (typed === '') return '';
    const fen = parseFen(typed, 'yuan');
    if (fen !== null && fen >= 0n) return String(fen);
    context.addIssue({ code: 'custom', message: '请填金额，单位元；没有或者没有估计就留空' });
    return z.NEVER;
  });
const region = z
  .string({ error: '请填六位行政区划代码' })
  .trim()
  .regex(/^\d{6}$/, '请填六位行政区划代码，境外的填 000000');

/** The mark of what the page showed. */
const seen = { seen: z.string().max(100).default('') };

/** The seller's part of the form of 技术合同认定登记. */
export const SaveRegistrationInput = z
  .object({
    ...seen,
    kind: z.enum(registrationKinds, { error: '请选择合同类别' }),
    field: z.enum(nationalFields, { error: '请选择技术领域' }),
    sellerNature: z.enum(partyNatures, { error: '请选择' }),
    buyerNature: z.enum(partyNatures, { error: '请选择' }),
    ipKind: text('请写知识产权类型，例如：发明专利', 60),
    source: optional(120),
    industry: text('请写服务的国民经济行业，例如：C14 食品制造业', 60),
    contact: text('请写联系人和电话', 80),
    isRelated: z.literal('on').optional(),
    equipment: yuan('请填金额，单位元；没有就填 0'),
    equipmentNote: optional(300),
    sellerCountry: text('请填国别', 30),
    buyerCountry: text('请填国别', 30),
    sellerRegion: region,
    buyerRegion: region,
    objective: z.enum(registrationObjectives, { error: '请选择社会经济目标' }),
    service: openYuan,
    investment: openYuan,
    output: openYuan,
    broker: optional(60),
  })
  .refine(({ equipment, equipmentNote }) => equipment === 0n || equipmentNote !== '', {
    path: ['equipmentNote'],
    error: '请写明扣除的是哪些设备、仪器或原材料',
  });

export const SubmitRegistrationInput = z.object({
  ...seen,
  office: text('请写受理的登记机构', 80),
  submittedOn: day('请填提交日期'),
});

/** A word of the office, or the seller's own end of it. */
export const NoteRegistrationInput = z.object({ ...seen, note: text('请写明内容或者理由', 500) });

/** The office asks for a supplement: on which day, since its own days stop there. */
export const SupplementInput = NoteRegistrationInput.extend({ askedOn: day('请填登记机构要求补正的日期') });

/** The certificate as the office wrote it. */
export const ResultInput = z
  .object({
    ...seen,
    registrationNo: z
      .string({ error: '请填登记编号' })
      .trim()
      .regex(registrationNoPattern, '登记编号是 16 位数字（旧的 14 位）'),
    registeredOn: day('请填登记日期'),
    deal: yuan('请填核定的合同成交额，单位元'),
    technical: yuan('请填核定的技术交易额，单位元'),
    note: optional(300),
  })
  .refine(({ deal, technical }) => technical <= deal, {
    path: ['technical'],
    error: '技术交易额不能大于合同成交额',
  });
