import { z } from 'zod';
import { declarationGrounds, lossCauses } from './contract-declaration.ts';
import { isDay } from './days.ts';
import { parsePpm } from './money.ts';
import { isWebAddress, postingPlaces } from './publicity-posting.ts';
import { signerAuthorities } from './signing-way.ts';
import { returnOutcomes, returnWays } from './material-return.ts';
import { trialConclusions } from './trial-report.ts';

const text = (missing: string, shortest: number, longest: number) =>
  z.string({ error: missing }).trim().min(shortest, missing).max(longest, `最多 ${longest} 个字`);
const versionN = z.coerce.number().int().positive();

/** A deed on the version that the page showed. */
export const VersionInput = z.object({ versionN });

export const SignInput = z.object({
  versionN,
  authority: z.enum(signerAuthorities, { error: '请选择凭什么代表本单位签署' }),
  hasRead: z.literal('on', { error: '请确认：已通读全文，有权代表本单位签署，并同意采用页面签署' }),
});

export const PublicityInput = z.object({
  versionN,
  audience: z.enum(['unit', 'public'], { error: '请选择公示范围' }),
  contact: text('请写异议找谁提：部门和电话或者邮箱', 4, 200).refine(
    (contact) => /\d{7,}|@/.test(contact.replaceAll(/[\s-]/g, '')),
    '请写上电话或者邮箱，公示期内要能联系得到',
  ),
  correction: z.string().trim().max(500, '最多 500 个字').optional(),
});

export const ReviewInput = z.object({
  objectionId: z.uuid(),
  grounds: text('请写明为什么要复核，至少 10 个字', 10, 2000),
});

/** Where else the notice stands; which notice says the page. */
export const PostingInput = z.object({
  /** The form's own: sent twice, it makes one record. */
  key: z.uuid().optional(),
  place: z.enum(postingPlaces, { error: '请选择公示在哪里' }),
  url: z
    .string()
    .trim()
    .max(500, '最多 500 个字')
    .refine((url) => url === '' || isWebAddress(url), '请填 http:// 或 https:// 开头的网址，不带账号密码')
    .default(''),
  postedOn: z.string({ error: '请填发布日期' }).refine(isDay, '日期写成 2026-01-31 的样子'),
});

/** A suspension, its end or a termination: what it rests on, in words that the other party reads. */
export const DeclarationInput = z.object({
  versionN,
  ground: z.enum(declarationGrounds, { error: '请选择依据' }),
  reason: text('请写明事实和依据，至少 10 个字，对方会看到', 10, 2000),
});

export const MilestoneInput = z.object({ milestoneId: z.uuid() });

export const AcceptanceInput = z.object({
  milestoneId: z.uuid(),
  agrees: z.literal('on', { error: '请确认：条件已成就，按约定付款' }),
});

export const RejectionInput = z.object({
  milestoneId: z.uuid(),
  reason: text('请写明哪里没有达到约定的标准，至少 4 个字', 4, 1000),
});

export const EvidenceInput = z.object({
  milestoneId: z.uuid(),
  note: z.string().trim().max(1000, '最多 1000 个字').default(''),
});

const day = (missing: string) => z.string({ error: missing }).refine(isDay, missing);

/** A demand to put a breach right, with the last day for it. */
export const DemandInput = z.object({
  versionN,
  reason: text('请写明违约事实和要求，至少 10 个字，对方会看到', 10, 2000),
  effectiveOn: day('请填补正期限'),
});

/** A proposal that needs the other side's word. */
export const AskInput = z.object({
  versionN,
  reason: text('请写明理由，至少 10 个字，对方会看到', 10, 2000),
});

const many = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(item).max(200));

const keptPpm = z.string({ error: '请填继续计付的比例，全部停止填 0' }).transform((typed, context): number => {
  const ppm = parsePpm(typed);
  if (ppm !== null && ppm < 1_000_000) return ppm;
  context.addIssue({ code: 'custom', message: '请填 0 到 100 之间、小于 100 的百分数，全部停止填 0' });
  return z.NEVER;
});

/** The end of a right that the contract names; the document comes beside. */
export const LostRightsInput = z.object({
  versionN,
  rights: many(z.string().max(300)),
  cause: z.enum(lossCauses, { error: '请选择怎样失效' }),
  reason: text('请写明决定书或者登记的文号和结论，至少 10 个字', 10, 2000),
  effectiveOn: day('请填失效日'),
  keeps: keptPpm,
  stops: many(z.coerce.number().int().positive()),
});

/** A decision took it back; the document comes beside. */
export const RestoredRightsInput = z.object({
  versionN,
  declarationId: z.uuid(),
  reason: text('请写明决定或者判决的文号和结论，至少 10 个字', 10, 2000),
  effectiveOn: day('请填决定或者判决生效的日期'),
});

export const BuyOutInput = z.object({
  versionN,
  agrees: z.literal('on', { error: '请确认买断价和后果' }),
});

/** The day of the first sale, where royalties begin with it. */
export const FirstSaleInput = z.object({
  versionN,
  soldOn: day('请填首次销售日'),
  note: text('请写明卖了什么、卖给谁，至少 4 个字，收款方会看到', 4, 500),
});

/** Of an end by agreement with what was shown as open, in fen, and the tick beside it. */
export const AnswerInput = z
  .object({
    declarationId: z.uuid(),
    answer: z.enum(['accepted', 'refused', 'withdrawn'], { error: '请选择答复' }),
    reason: z.string().trim().max(1000, '最多 1000 个字').optional(),
    openFen: z
      .string()
      .regex(/^\d{1,18}$/)
      .transform(BigInt)
      .optional(),
    agrees: z.literal('on').optional(),
  })
  .refine(({ openFen, agrees }) => openFen === undefined || agrees === 'on', {
    path: ['agrees'],
    error: '请确认知道解除的后果',
  })
  .transform(({ declarationId, answer, reason, openFen }) => ({ declarationId, answer, reason, openFen }));

export const DisputeInput = z.object({
  milestoneId: z.uuid(),
  reason: text('请写明争议是什么，至少 10 个字，对方会看到', 10, 1000),
});

export const DeliveryInput = z.object({
  items: z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(z.coerce.number().int().min(0).max(200)).min(1, '请勾选这次交付了哪几项').max(200),
  ),
  note: z.string().trim().max(1000, '最多 1000 个字').default(''),
});

export const TakeOverInput = z.object({
  isComplete: z.literal('on', { error: '请确认：已按清单核对，资料齐全可用' }),
});

export const SendBackInput = z.object({ reason: text('请写明缺什么或者哪里不合格，至少 4 个字', 4, 1000) });

export const ConvertInput = z.object({
  agrees: z.literal('on', { error: '请确认：转为正式实施后按合同计提成' }),
});

export const ExitInput = z.object({ reason: text('请写明为什么退出，至少 10 个字，对方会看到', 10, 2000) });

export const TrialReportInput = z.object({
  conclusion: z.enum(trialConclusions, { error: '请选择试用结论' }),
  findings: text('请写明测了什么、结果如何，至少 10 个字', 10, 4000),
});

export const ReportAnswerInput = z.object({
  n: z.coerce.number().int().positive(),
  isConfirmed: z.enum(['yes', 'no'], { error: '请选择是否同意' }).transform((value) => value === 'yes'),
  remark: z.string().trim().max(2000, '最多 2000 个字').default(''),
});

/** What became of the materials after an end. */
export const StateReturnInput = z.object({
  way: z.enum(returnWays, { error: '请选择资料怎样处理了' }),
  doneOn: day('请填返还或者销毁的日期'),
  note: text('请写明返还或者销毁了哪些资料、多少份，至少 4 个字，对方会看到', 4, 1000),
});

export const AnswerReturnInput = z.object({
  n: z.coerce.number().int().positive(),
  outcome: z.enum(returnOutcomes, { error: '请选择是否确认' }),
  reason: z.string().trim().max(1000, '最多 1000 个字').default(''),
});

export const AmendmentSignInput = z.object({
  versionN,
  authority: SignInput.shape.authority,
  hasRead: z.literal('on', { error: '请确认：已看过改了什么，并有权代表本单位签署' }),
});

/** Sent to the other side unsigned, to be sealed on paper by both. */
export const AmendmentPutInput = z.object({ versionN });

export const AmendmentAnswerInput = z.object({
  versionN,
  reason: z.string().trim().max(1000, '最多 1000 个字').optional(),
});
