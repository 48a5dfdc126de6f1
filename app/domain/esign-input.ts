import { z } from 'zod';
import { signerAuthorities } from './signing-way.ts';

const idOrNone = z
  .union([z.uuid(), z.literal('')])
  .nullish()
  .transform((value) => value || null);

const signer = {
  versionN: z.coerce.number().int().positive(),
  signerName: z.string({ error: '请填签署人姓名' }).trim().min(1, '请填签署人姓名').max(30, '最多 30 个字'),
  /** The provider sends its link there, and knows the person by it. */
  mobile: z
    .string({ error: '请填签署人手机号' })
    .trim()
    .regex(/^1[3-9]\d{9}$/, '请填 11 位手机号'),
  authority: z.enum(signerAuthorities, { error: '请选择凭什么代表本单位签署' }),
  letterId: idOrNone,
  isAgreed: z.literal('on', { error: '请确认同意用电子签名签署' }),
};

/** The first side names its signer and proposes the way. */
export const ProposeEsignInput = z.object({
  ...signer,
  first: z.enum(['own', 'other'], { error: '请选择谁先签' }),
});

/** The other side agrees and names its own. */
export const JoinEsignInput = z.object({ ...signer, flowId: z.uuid() });

export const CancelEsignInput = z.object({
  flowId: z.uuid(),
  reason: z.string({ error: '请写明原因' }).trim().min(1, '请写明原因').max(200, '最多 200 个字'),
});

export const GiveUpEsignInput = z.object({
  flowId: z.uuid(),
  isEnded: z.literal('on', { error: '请确认我方同意这次签署作废' }),
});

export const AskEsignInput = z.object({ flowId: z.uuid() });
