import { z } from 'zod';
import { MobileNumber } from './account-input.ts';
import { brokerLevelCodes } from './broker.ts';
import { isDay } from './days.ts';
import { specialistKinds } from './engagement.ts';

const text = (missing: string, longest: number, shortest = 1) =>
  z.string({ error: missing }).trim().min(shortest, missing).max(longest, `最多 ${longest} 个字`);
const maybe = (longest: number) => z.string().trim().max(longest, `最多 ${longest} 个字`).default('');
const day = (missing: string) => z.string({ error: missing }).refine(isDay, missing);
const maybeDay = z
  .string()
  .nullish()
  .transform((value) => (value ?? '').trim() || null)
  .refine((value) => value === null || isDay(value), '请填日期，例如 2027-05-11');
const codes = (most: number) =>
  z
    .union([z.string(), z.array(z.string())])
    .nullish()
    .transform((value) => [...new Set([value ?? []].flat().filter((code) => code !== ''))])
    .refine((list) => list.every((code) => /^[A-Za-z0-9._-]{1,36}$/.test(code)), '请从列表里选')
    .refine((list) => list.length <= most, `最多选 ${most} 项`);

/** A certificate, new or renewed. */
export const CertificateInput = z
  .object({
    level: z.enum(brokerLevelCodes, { error: '请选等级' }),
    certificateNo: text('请填证书编号', 60, 3),
    issuer: text('请填发证机构', 60, 2),
    certificateOn: day('请填发证日期'),
    certificateUntilOn: maybeDay,
  })
  .refine(
    ({ certificateOn, certificateUntilOn }) => certificateUntilOn === null || certificateUntilOn > certificateOn,
    {
      path: ['certificateUntilOn'],
      message: '有效期要晚于发证日期',
    },
  );

/** What everybody, or only clients, read of a broker; and what he declares. */
export const BrokerProfileInput = z.object({
  fields: codes(8),
  chains: codes(8),
  regions: codes(15),
  intro: maybe(300),
  isFullTime: z.enum(['yes', 'no']).default('yes'),
  isPublic: z.literal('yes').optional(),
  conflictNote: maybe(300),
});

export const UnitNameInput = z.object({ name: text('请填单位全称', 100, 2) });
export const UnitInput = z.object({ orgId: z.uuid() });
export const ServedAnswerInput = z.object({ brokerUserId: z.uuid(), answer: z.enum(['yes', 'no']) });

export const BrokerReviewInput = z.object({ brokerId: z.uuid() });
export const BrokerReturnInput = z.object({ brokerId: z.uuid(), note: text('请写明原因', 300, 4) });

/** Units to keep on the list, one a line: 单位全称，理由. */
export const KeyUnitsInput = z.object({
  lines: z
    .string({ error: '请填单位，一行一家' })
    .transform((value) =>
      value
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== ''),
    )
    .refine((lines) => lines.length > 0, '请填单位，一行一家')
    .refine((lines) => lines.length <= 200, '一次最多 200 家')
    .transform((lines) =>
      lines.map((line) => {
        const [name = '', ...reason] = line.split(/[,，\t]/);
        return { name: name.trim().slice(0, 100), reason: reason.join('，').trim().slice(0, 60) };
      }),
    ),
});

export const CourseInput = z.object({
  title: text('请填班次名称', 80, 4),
  level: z.enum(brokerLevelCodes, { error: '请选等级' }),
  hours: z.coerce.number({ error: '请填学时' }).int('请填整数').min(1, '至少 1 学时').max(400, '最多 400 学时'),
  heldOn: day('请填开班日期'),
  place: maybe(60),
  key: z.uuid().optional(),
});

const number = z
  .string()
  .nullish()
  .transform((value) => (value ?? '').trim());

/** One person's attendance, mark and certificate. */
export const CourseRecordInput = z.object({
  phone: MobileNumber,
  hours: number.refine((value) => /^\d{1,3}$/.test(value), '请填学时，整数').transform(Number),
  mark: number
    .refine(
      (value) => value === '' || (/^\d{1,3}$/.test(value) && Number(value) <= 100),
      '成绩为 0 到 100，没有考试就不填',
    )
    .transform((value) => (value === '' ? null : Number(value))),
  certificateNo: maybe(60),
  certificateOn: maybeDay,
});

export const SendSpecialistInput = z
  .object({
    phone: MobileNumber,
    unitName: text('请填派往单位的全称', 100, 2),
    kind: z.enum(specialistKinds, { error: '请选一种' }),
    startsOn: day('请填开始日期'),
    endsOn: day('请填截止日期'),
    key: z.uuid().optional(),
  })
  .refine(({ startsOn, endsOn }) => endsOn >= startsOn, { path: ['endsOn'], message: '截止日期不能早于开始日期' });

export const RecallSpecialistInput = z.object({ id: z.uuid(), note: text('请写明原因', 200, 2) });
