import { type Fen, formatFen, formatPpm } from './money.ts';

/** The rules whose results make up a sum. */
export type StepRule =
  | 'gross'
  | 'sublicensee_sales'
  | 'deduction'
  | 'deduction_over_cap'
  | 'baseline'
  | 'below_zero'
  | 'base'
  | 'later_rates'
  | 'slice'
  | 'sublicence'
  | 'period_minimum'
  | 'no_statement'
  | 'milestone'
  | 'yearly_minimum'
  | 'royalties_of_year'
  | 'buy_out_price'
  | 'royalties_credited'
  | 'charged_before'
  | 'over_cap'
  | 'sales_below'
  | 'no_longer'
  | 'lost_right'
  | 'overdue'
  | 'rounding'
  | 'penalty_cap';

/** One step of a sum: what the rule gave, from what, at which rate. Amounts are fen, rates ppm. */
export interface Step {
  readonly rule: StepRule;
  /** What it is about: a product, a deduction, a contract year, the day from which other rates count. */
  readonly name?: string;
  /** What the rate or the comparison was applied to. */
  readonly ofFen?: Fen;
  readonly ratePpm?: number;
  readonly days?: number;
  /** What it adds; what it takes off is negative. */
  readonly amountFen: Fen;
}

const plain = (fen: Fen | undefined): string => formatFen(fen ?? 0n);

/** A step as a sentence for people: '1,000,000.00 × 3% = 30,000.00'. */
export function stepText(step: Step): string {
  const { rule, name = '', ofFen, ratePpm = 0, days = 0, amountFen } = step;
  const sum = formatFen(amountFen);
  const taken = formatFen(-amountFen);
  const words: Readonly<Record<StepRule, string>> = {
    gross: `${name || '本期毛额'} ${sum}`,
    sublicensee_sales: `被分许可方的销售 ${name} ${sum}`,
    deduction: `扣除${name} ${taken}`,
    deduction_over_cap: `${name}申报 ${plain(ofFen)}，超过约定上限 ${formatPpm(ratePpm)} 的 ${sum} 不扣`,
    baseline: `减去约定的基准数 ${taken}`,
    below_zero: `扣除超过收入的部分、低于基准数的部分和亏损不计，也不结转 ${sum}`,
    base: `计提基数 ${sum}`,
    later_rates: `按 ${name} 起的约定计`,
    slice: `${plain(ofFen)} × ${formatPpm(ratePpm)} = ${sum}`,
    sublicence: `分许可收入 ${plain(ofFen)} × ${formatPpm(ratePpm)} = ${sum}`,
    period_minimum: `补到每期最低 ${plain(ofFen)}：${sum}`,
    no_statement: '逾期未申报，先按每期最低计',
    milestone: `里程碑“${name}”金额 ${sum}`,
    yearly_minimum: `第 ${name} 个合同年的最低提成${days > 0 ? `（按 ${days} 天折算）` : ''} ${sum}`,
    royalties_of_year: `减去该年已计提成 ${taken}`,
    buy_out_price: `买断价 ${sum}`,
    royalties_credited: `此前提成抵入买断价 ${taken}`,
    charged_before: `减去此前已计 ${taken}`,
    over_cap:
      amountFen > 0n
        ? `合同累计封顶 ${plain(ofFen)}，此前超出封顶没有计的 ${sum} 不退`
        : `合同累计封顶 ${plain(ofFen)}，超出的 ${taken} 不计`,
    sales_below: `累计申报销售额低于约定的 ${plain(ofFen)}，里程碑“${name}”不再达到`,
    no_longer: `${name ? `“${name}”` : '此前已计的'}不再成立`,
    lost_right: `权利失效，按失效以前的天数和约定继续计付的比例，${plain(ofFen)} 中不计 ${taken}`,
    overdue: `逾期 ${plain(ofFen)} × ${days} 天 × ${formatPpm(ratePpm)} = ${sum}`,
    rounding: `合计后四舍五入 ${sum}`,
    penalty_cap: `违约金以逾期金额 ${plain(ofFen)} 的 ${formatPpm(ratePpm)} 为限，减 ${taken}`,
  };
  return words[rule];
}
