import { termsFromJson } from './contract-json.ts';
import type { PayLaterTermsJson, RoyaltyTerms } from './contract.ts';
import { formatPpm, formatWan } from './money.ts';

const rateWords = ({ schedule }: RoyaltyTerms): string => {
  if (schedule.kind === 'flat') return formatPpm(schedule.ratePpm);
  const rates = schedule.kind === 'tiered' ? schedule.tiers.map(({ ratePpm }) => ratePpm) : schedule.ratesPpm;
  const [low, high] = [Math.min(...rates), Math.max(...rates)];
  return low === high ? formatPpm(low) : `${formatPpm(low)} 至 ${formatPpm(high)}，分档`;
};

/** The figures of a term sheet that people compare. Example: one milestone of 30 万元, 3 %, cap 200 万元. */
export function offerFigures(json: PayLaterTermsJson): { readonly label: string; readonly value: string }[] {
  const terms = termsFromJson(json);
  const total = terms.milestones.reduce((sum, { amountFen }) => sum + amountFen, 0n);
  return [
    { label: '里程碑', value: `${terms.milestones.length} 个，共 ${formatWan(total)}` },
    { label: '收入提成', value: terms.royalty === null ? '没有' : rateWords(terms.royalty) },
    { label: '封顶', value: terms.royalty?.capFen ? formatWan(terms.royalty.capFen) : '没有' },
    { label: '试用', value: `${terms.trial.months} 个月` },
    { label: '期限', value: `${terms.termYears} 年，${terms.territory}` },
  ];
}
