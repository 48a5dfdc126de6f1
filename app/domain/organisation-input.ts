import { z } from 'zod';
import { memberRoles, organisationKinds } from './access.ts';
import { MobileNumber } from './account-input.ts';
import { parsePpm } from './money.ts';
import { publicityCounts } from './publicity.ts';
import { policySets } from './share-policy.ts';
import { trustProofs } from './trust.ts';
import { isUscc } from './uscc.ts';

const text = (asks: string, max: number) => z.string({ error: asks }).trim().min(1, asks).max(max, `最多 ${max} 个字`);

export const RegisterOrganisationInput = z.object({
  key: z.uuid(),
  kind: z.enum(organisationKinds, { error: '请选机构类型' }),
  name: text('请填机构全称，与公章一致', 80),
  uscc: z
    .string({ error: '请填统一社会信用代码' })
    .transform((code) => code.normalize('NFKC').replace(/\s/g, '').toUpperCase())
    .refine(isUscc, '统一社会信用代码是 18 位，请核对，末位校验不符'),
  regionCode: z.string({ error: '请选所在地' }).regex(/^62\d{4}$/, '请选所在地'),
  intro: z.string().trim().max(500, '最多 500 个字').default(''),
});

const roles = z.array(z.enum(memberRoles)).min(1, '至少选一个角色');

export const AddMemberInput = z.object({ phone: MobileNumber, roles });

/** Other roles for a colleague of the list. */
export const SetRolesInput = z.object({ membershipId: z.uuid(), roles });

export const EndMembershipInput = z.object({ membershipId: z.uuid() });

const share = z
  .string({ error: '请填百分数' })
  .transform((typed) => parsePpm(typed))
  .refine((ppm) => ppm !== null, '请填 0 到 100 之间的百分数')
  .transform((ppm) => ppm ?? 0);

export const SettingsInput = z.object({
  isStateEstablished: z.enum(['yes', 'no'], { error: '请选一项' }).transform((answer) => answer === 'yes'),
  publicityDays: z
    .string({ error: '请填天数' })
    .trim()
    .regex(/^\d{1,3}$/, '请填整数天')
    .transform(Number),
  publicityCount: z.enum(publicityCounts, { error: '请选一项' }),
  objectionReviewDays: z
    .string({ error: '请填天数' })
    .trim()
    .regex(/^\d{1,2}$/, '请填整数天')
    .transform(Number),
  teamPpm: share,
  ttoPpm: share,
  policySet: z.enum(policySets, { error: '请选一项' }),
  policyReason: z.string().trim().max(300, '最多 300 个字').default(''),
});
export const RenameInput = z.object({ name: text('请填新的机构全称，与公章一致', 80) });
/** That one person brings records and reviews them for secrecy, or no longer. */
export const SoloReviewInput = z.object({ stated: z.enum(['yes', 'no']) });
export const RevokeInput = z.object({ orgId: z.uuid(), note: text('请写明撤销认证的理由', 300) });

/** Which papers the reviewer saw; whether they are enough depends on the organisation's kind. */
export const VerifyInput = z.object({
  orgId: z.uuid(),
  proofs: z
    .union([z.enum(trustProofs), z.array(z.enum(trustProofs))])
    .nullish()
    .transform((value) => [value ?? []].flat()),
});
export const ReturnInput = z.object({ orgId: z.uuid(), note: text('请写明要补正什么', 300) });
