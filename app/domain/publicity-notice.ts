import {
  licenceKindLabels,
  milestonesTotal,
  type PayLaterTerms,
  royaltyBaseLabels,
  royaltyPeriodLabels,
} from './contract.ts';
import type { ContractData } from './contract-data.ts';
import type { Day } from './days.ts';
import { type Fen, fenToJson, formatPpm, formatWan } from './money.ts';
import type { PublicityCount, PublicityWindow } from './publicity.ts';

/** The frozen words of a publicity notice: what art. 18 asks for (name and price) and how to object. */
export interface PublicityNotice {
  readonly schemaVersion: 1;
  readonly contractNo: string;
  readonly achievement: { readonly no: string; readonly name: string };
  readonly licensor: string;
  readonly licensee: string;
  readonly mode: string;
  readonly licence: string;
  readonly priceTerms: readonly string[];
  readonly milestonesFen: string;
  readonly capFen: string | null;
  readonly firstOn: Day;
  readonly lastOn: Day;
  readonly days: number;
  /** Absent in notices from before units could choose: every day counted. */
  readonly count?: PublicityCount;
  /** False where the work calendar of a year on the way is not published yet. */
  readonly isCertain: boolean;
  readonly contact: string;
}

const rateText = (terms: PayLaterTerms): string => {
  const { royalty } = terms;
  if (royalty === null) return '不收收入提成';
  const base = `按${royaltyPeriodLabels[royalty.period]}，以${royaltyBaseLabels[royalty.base]}为基数`;
  const { schedule } = royalty;
  if (schedule.kind === 'flat') return `收入提成：${base}，比例 ${formatPpm(schedule.ratePpm)}`;
  if (schedule.kind === 'by_year') return `收入提成：${base}，按合同年 ${schedule.ratesPpm.map(formatPpm).join('、')}`;
  const tiers = schedule.tiers.map(({ fromFen, toFen, ratePpm }) =>
    toFen === null ? `${formatWan(fromFen)}以上 ${formatPpm(ratePpm)}` : `至 ${formatWan(toFen)} ${formatPpm(ratePpm)}`,
  );
  return `收入提成：${base}，分段累进 ${tiers.join('，')}`;
};

/** The agreed price in the words of a notice: fixed parts, royalty base and rate, cap and trial (促进科技成果转化法 art. 18). */
export function priceTermsOf(terms: PayLaterTerms): string[] {
  const milestones = terms.milestones.map((item) => `${item.name} ${formatWan(item.amountFen)}`);
  const capFen: Fen | null = terms.royalty?.capFen ?? null;
  return [
    '入门费：0 元',
    milestones.length > 0
      ? `里程碑款：${milestones.join('，')}，合计 ${formatWan(milestonesTotal(terms))}`
      : '里程碑款：无',
    rateText(terms),
    capFen === null ? '封顶：不设' : `封顶：累计 ${formatWan(capFen)}`,
    `试用期：${terms.trial.months} 个月；许可期限：${terms.termYears} 年`,
  ];
}

/** The notice of one contract version; frozen with its hash when the publicity starts. */
export const publicityNotice = (
  contractNo: string,
  data: ContractData,
  terms: PayLaterTerms,
  window: PublicityWindow,
  contact: string,
): PublicityNotice => ({
  schemaVersion: 1,
  contractNo,
  achievement: { no: data.achievement.no, name: data.achievement.name },
  licensor: data.licensor.name,
  licensee: data.licensee.name,
  mode: '协议定价，先用后付',
  licence: `${licenceKindLabels[terms.licenceKind]}，${terms.territory}，${terms.fieldOfUse}`,
  priceTerms: priceTermsOf(terms),
  milestonesFen: fenToJson(milestonesTotal(terms)),
  capFen: terms.royalty?.capFen == null ? null : fenToJson(terms.royalty.capFen),
  firstOn: window.firstOn,
  lastOn: window.lastOn,
  days: window.days,
  count: window.count,
  isCertain: window.certain,
  contact,
});
