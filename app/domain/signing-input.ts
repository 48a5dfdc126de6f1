import { z } from 'zod';
import { isDay } from './days.ts';
import { parseFen } from './money.ts';
import { signerAuthorities } from './signing-way.ts';

const text = (missing: string, longest: number) =>
  z.string({ error: missing }).trim().min(1, missing).max(longest, `最多 ${longest} 个字`);
const day = (missing: string) => z.string({ error: missing }).refine(isDay, missing);
const idOrNone = z
  .union([z.uuid(), z.literal('')])
  .nullish()
  .transform((value) => value || null);

/** 授权委托书 as its page takes it; the file comes beside. */
export const LetterInput = z
  .object({
    holderName: text('请填受托人姓名', 30),
    holderId: idOrNone,
    scope: text('请写授权事项，照委托书原文', 300),
    contractId: idOrNone,
    limit: z
      .string()
      .trim()
      .nullish()
      .transform((typed, context) => {
        if (!typed) return null;
        const fen = parseFen(typed, 'wan');
        if (fen !== null && fen > 0n) return fen;
        context.addIssue({ code: 'custom', message: '请填金额，单位万元；不限额就留空' });
        return z.NEVER;
      }),
    startsOn: day('请填授权开始日期'),
    endsOn: day('请填授权截止日期'),
  })
  .refine(({ startsOn, endsOn }) => startsOn <= endsOn, { path: ['endsOn'], error: '截止日期不能早于开始日期' });

export const RevokeLetterInput = z.object({ letterId: z.uuid() });

const versionN = z.coerce.number().int().positive();
const scanSha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const UploadScanInput = z.object({ versionN });

/** A side's word that the scan shows the frozen version, and who signed the paper for it. */
export const ConfirmScanInput = z.object({
  versionN,
  scanSha256,
  signerName: text('请填在纸上签字的人', 30),
  authority: z.enum(signerAuthorities, { error: '请选择凭什么代表本单位签署' }),
  letterId: idOrNone,
  sealedOn: day('请填用印日期'),
  isSame: z.literal('on', { error: '请逐页核对后确认' }),
});

export const RefuseScanInput = z.object({ versionN, scanSha256, reason: text('请写明哪里不对', 500) });

/** Of which version a page of signing is asked for; null: the one that is on its way, or stands next. */
export const SigningVersionInput = z.object({
  version: z.coerce.number().int().positive().max(999_999).nullable().catch(null).default(null),
});
