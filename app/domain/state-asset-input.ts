import { z } from 'zod';
import { isDay } from './days.ts';
import { parseFen } from './money.ts';

const text = (missing: string, longest: number) =>
  z.string({ error: missing }).trim().min(2, missing).max(longest, `最多 ${longest} 个字`);
const day = (missing: string) => z.string({ error: missing }).refine(isDay, missing);

/** The filed valuation and the deal at the exchange, as their papers say. */
export const StateAssetInput = z.object({
  valuationNo: text('请填评估备案编号', 80),
  valuation: z.string({ error: '请填评估值，单位万元' }).transform((typed, context) => {
    const fen = parseFen(typed, 'wan');
    if (fen !== null && fen > 0n) return fen;
    context.addIssue({ code: 'custom', message: '请填评估值，单位万元，要大于 0' });
    return z.NEVER;
  }),
  filedWith: text('请填备案机构', 120),
  filedOn: day('请填备案日期'),
  exchange: text('请填产权交易机构', 120),
  certificateNo: text('请填交易凭证编号', 80),
  dealtOn: day('请填成交日期'),
});
