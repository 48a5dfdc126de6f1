import { z } from 'zod';
import { listingPriceKinds, payLaterTrl, pricings } from './listing.ts';
import { type Fen, fenToJson, finerThanFenWords, isFinerThanFen, parseFen, parsePpm } from './money.ts';
import { formulaFaults, type PriceFormula } from './price-formula.ts';

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
    const message = isFinerThanFen(value) ? finerThanFenWords : '请填大于 0 的金额，单位万元，例如 58 或 58.5。';
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

/** A share of net sales in per cent, as ppm: '2.5' → 25000. */
const percent = z
  .string()
  .trim()
  .optional()
  .transform((value, context): number | null => {
    if (value === undefined || value === '') return null;
    const ppm = parsePpm(value);
    if (ppm !== null && ppm > 0 && ppm <= 1_000_000) return ppm;
    context.addIssue({ code: 'custom', message: '请填百分数，大于 0、不超过 100，例如 2.5。' });
    return z.NEVER;
  });

interface TypedFormula {
  readonly entry: Fen | null;
  readonly milestones: Fen | null;
  readonly royalty: number | null;
  readonly cap: Fen | null;
}
const formulaOf = ({ entry, milestones, royalty, cap }: TypedFormula): PriceFormula => ({
  entryFen: fenToJson(entry ?? 0n),
  milestonesFen: fenToJson(milestones ?? 0n),
  royaltyPpm: royalty ?? 0,
  capFen: cap === null ? null : fenToJson(cap),
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
      entry: wan,
      milestones: wan,
      royalty: percent,
      cap: wan,
      formula: text(200),
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
      if (input.priceKind === 'formula') {
        for (const { part, says } of formulaFaults(formulaOf(input))) fault(part, says);
        if (input.pricing === 'exchange')
          fault('priceKind', '挂牌交易按一个价竞价，不能按公式；怎么分步付写在交易公告的付款条件里。');
      }
      if (input.pricing === 'exchange' && input.min === null) fault('min', '挂牌交易须公布挂牌价。');
      if (input.isPayLater !== 'on') return;
      if (input.priceKind === 'formula' && input.entry !== null) fault('entry', '先用后付不收入门费，这一格请清空。');
      if (trl === null || trl < payLaterTrl) {
        fault('isPayLater', `先用后付要求技术就绪水平不低于 TRL ${payLaterTrl}。`);
      }
      if (input.trialMonths === undefined) fault('trialMonths', '请填试用几个月。');
      if (!input.payTrigger) fault('payTrigger', '请写明达到什么条件开始付款。');
    })
    .transform(({ entry, milestones, royalty, cap, formula, ...input }) => ({
      ...input,
      isPayLater: input.isPayLater === 'on',
      /** The figures of a formula with what is added in words; null for every other kind of price. */
      formulaTerms:
        input.priceKind === 'formula'
          ? { ...formulaOf({ entry, milestones, royalty, cap }), note: formula === '' ? null : (formula ?? null) }
          : null,
    }));
export type ListingTerms = z.infer<ReturnType<typeof listingInput>>;

export const ConfirmListings = z.object({
  ids: list.refine((ids) => ids.length > 0 && ids.length <= 200, { error: '请先选择要确认的挂牌。' }),
});
export const ListingId = z.object({ listingId: z.uuid() });
