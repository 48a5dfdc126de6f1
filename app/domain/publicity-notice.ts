import { licenceKindLabels, milestonesTotal, type PayLaterTerms } from './contract.ts';
import { contractKindLabels, isLicence, kindOf, type SideNames, sidesOf } from './contract-kind.ts';
import type { ContractData } from './contract-data.ts';
import type { Day } from './days.ts';
import { fenToJson } from './money.ts';
import { priceTermsOf } from './price-terms.ts';
import type { PublicityCount, PublicityWindow } from './publicity.ts';

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
