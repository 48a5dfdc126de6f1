import { z } from 'zod';
import { listingPriceKinds, payLaterTrl, pricings } from './listing.ts';
import { type Fen, parseFen } from './money.ts';

const list = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]));

const text = (max: number) => z.string().trim().max(max, `最多 ${max} 字。`).optional();

const wan = z
  .string()
  .trim()
  .optional()
  .transform((value, context): Fen | null => {
    if (value === undefined || value === '') return null;
    const fen = parseFen(value, 'wan');
    if (fen !== null && fen > 0n) return fen;
    context.addIssue({ code: 'custom', message: '请填大于 0 的金额，单位万元，例如 58 或 58.5。' });
    return z.NEVER;
  });

/** The terms of a listing; which amounts it wants follows from the kind of price. */
export const listingInput = (trl: number | null) =>
  z
    .object({
      modes: list.refine((modes) => modes.length > 0, { error: '请至少选一种合作方式。' }),
      pricing: z.enum(pricings, { error: '请选择定价方式。' }),
      priceKind: z.enum(listingPriceKinds, { error: '请选择价格的说法。' }),
      min: wan,
      max: wan,
      formula: text(300),
      isPayLater: z.literal('on').optional(),
      trialMonths: z.coerce.number().int().min(1, '试用至少 1 个月。').max(60, '试用最多 60 个月。').optional(),
      payTrigger: text(200),
    })
    .superRefine((input, context) => {
      const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
      if (input.priceKind === 'fixed' && input.min === null) fault('min', '一口价请填金额。');
      if (input.priceKind === 'range' && (input.min === null || input.max === null)) fault('max', '请填区间的两端。');
      if (input.priceKind === 'range' && input.min !== null && input.max !== null && input.max < input.min) {
        fault('max', '上限不能低于下限。');
      }
      if (input.priceKind === 'formula' && !input.formula) {
        fault('formula', '请写明公式，例如：里程碑 40 万元，净销售额 2.5% 提成，封顶 160 万元。');
      }
      if (input.pricing === 'exchange' && input.min === null) fault('min', '挂牌交易须公布挂牌价。');
      if (input.isPayLater !== 'on') return;
      if (trl === null || trl < payLaterTrl) {
        fault('isPayLater', `先用后付要求技术就绪水平不低于 TRL ${payLaterTrl}。`);
      }
      if (input.trialMonths === undefined) fault('trialMonths', '请填试用几个月。');
      if (!input.payTrigger) fault('payTrigger', '请写明达到什么条件开始付款。');
    })
    .transform((input) => ({ ...input, isPayLater: input.isPayLater === 'on' }));
export type ListingTerms = z.infer<ReturnType<typeof listingInput>>;

export const ConfirmListings = z.object({
  ids: list.refine((ids) => ids.length > 0 && ids.length <= 200, { error: '请先选择要确认的挂牌。' }),
});
export const ListingId = z.object({ listingId: z.uuid() });
