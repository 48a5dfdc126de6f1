import {
  licenceKindLabels,
  milestonesTotal,
  type PayLaterTerms,
  royaltyBaseLabels,
  royaltyPeriodLabels,
  type RoyaltyTerms,
} from './contract.ts';
import { contractKindLabels, isLicence, kindOf, type SideNames, sidesOf } from './contract-kind.ts';
import { royaltyPriceClauses, royaltyStartText } from './contract-payment-text.ts';
import type { ContractData } from './contract-data.ts';
import type { Day } from './days.ts';
import { fenToJson, formatPpm, formatWan } from './money.ts';
import type { PublicityCount, PublicityWindow } from './publicity.ts';
import { milestoneCondition } from './schedule.ts';
import { wordedFor } from './worded-for.ts';

/** The frozen words of a publicity notice: what art. 18 asks for (name and price) and how to object. */
export interface PublicityNotice {
  readonly schemaVersion: 1;
  readonly contractNo: string;
  readonly achievement: { readonly no: string; readonly name: string };
  readonly licensor: string;
  readonly licensee: string;
  /** What the contract calls them; absent in notices from before other kinds were named by their own words. */
  readonly sides?: SideNames;
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
  /** Working days in which one review of an answer may be asked for, as the unit had it when the notice went up; 0: none. Absent in older notices. */
  readonly reviewDays?: number;
  /** What is put right of the notice that stood before and is void; absent where none stood. */
  readonly correction?: string;
  /** Of a change of a signed contract: what is given and paid as it is signed now. */
  readonly change?: NoticeChange;
}

export interface NoticeChange {
  readonly baseVersionN: number;
  readonly versionN: number;
  readonly priceTermsBefore: readonly string[];
  readonly licenceBefore: string;
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

const deductionText = ({ deductions }: RoyaltyTerms): string[] =>
  deductions.length === 0
    ? []
    : [
        `计提前可扣除：${deductions.map(({ name, capPpm }) => (capPpm === null ? name : `${name}（不超过当期毛额的 ${formatPpm(capPpm)}）`)).join('、')}`,
      ];

/**
 * The agreed price in the words of a notice, whole: fixed parts, royalty with base, rate, beginning, least sums and what else makes
 * it, cap, trial and term (促进科技成果转化法 art. 18: name and price are public). Only the pay-later licence has an entry fee of zero
 * by its shape; of other kinds the first fixed sum may be one.
 */
export const priceTermsOf = (terms: PayLaterTerms): string[] => wordedFor(kindOf(terms), terms, priceLines);

function priceLines(terms: PayLaterTerms): string[] {
  const { royalty, trial } = terms;
  const kind = kindOf(terms);
  const parts = kind === 'pay_later' ? '里程碑款' : '固定价款';
  const milestones = terms.milestones.map(
    (item) => `${item.name} ${formatWan(item.amountFen)}（${milestoneCondition(item)}；${item.payWithinDays} 天内付）`,
  );
  return [
    kind === 'pay_later' ? '入门费：0 元' : `合同种类：${contractKindLabels[kind]}`,
    milestones.length > 0
      ? `${parts}：${milestones.join('，')}，合计 ${formatWan(milestonesTotal(terms))}`
      : `${parts}：无`,
    rateText(terms),
    ...(royalty === null
      ? []
      : [
          `提成起算：${royaltyStartText(royalty, terms)}`,
          ...deductionText(royalty),
          ...royaltyPriceClauses(royalty),
          royalty.capFen === null ? '封顶：不设' : `封顶：累计 ${formatWan(royalty.capFen)}`,
        ]),
    `${trial.months === 0 ? '试用期：不约定' : `试用期：${trial.months} 个月`}；${isLicence(kind) ? '许可期限' : '合同期限'}：${terms.termYears} 年`,
  ];
}

/** What a notice calls the two sides. */
export const sidesOfNotice = ({ sides }: Pick<PublicityNotice, 'sides'>): SideNames => sides ?? sidesOf('pay_later');

/** What is given: the sort of licence, or of the other contract. */
const objectWords = (terms: PayLaterTerms): string =>
  isLicence(kindOf(terms))
    ? licenceKindLabels[terms.licenceKind]
    : (terms.subKind ?? contractKindLabels[kindOf(terms)]);

/** What is given, where and for what. */
export const objectAndScope = (terms: PayLaterTerms): string =>
  [objectWords(terms), terms.territory, terms.fieldOfUse].join('，');

/** The notice of one contract version; frozen with its hash when the publicity starts. */
export const publicityNotice = (
  contractNo: string,
  data: ContractData,
  terms: PayLaterTerms,
  window: PublicityWindow,
  {
    contact,
    reviewDays,
    correction,
  }: Pick<PublicityNotice, 'contact' | 'correction'> & { readonly reviewDays: number },
): PublicityNotice => ({
  schemaVersion: 1,
  contractNo,
  achievement: { no: data.achievement.no, name: data.achievement.name },
  licensor: data.licensor.name,
  licensee: data.licensee.name,
  sides: sidesOf(kindOf(terms)),
  mode: `协议定价，${kindOf(terms) === 'pay_later' ? '先用后付' : contractKindLabels[kindOf(terms)]}`,
  licence: objectAndScope(terms),
  priceTerms: priceTermsOf(terms),
  milestonesFen: fenToJson(milestonesTotal(terms)),
  capFen: terms.royalty?.capFen == null ? null : fenToJson(terms.royalty.capFen),
  firstOn: window.firstOn,
  lastOn: window.lastOn,
  days: window.days,
  count: window.count,
  isCertain: window.certain,
  contact,
  reviewDays,
  ...(correction ? { correction } : {}),
});

/** To whom an objection goes, and whether its answer may be reviewed, in a line. */
export const objectionWords = ({ contact, reviewDays = 0 }: Pick<PublicityNotice, 'contact' | 'reviewDays'>): string =>
  reviewDays === 0 ? contact : `${contact}。对答复不服的，可以在 ${reviewDays} 个工作日内申请复核一次`;
