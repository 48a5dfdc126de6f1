import { type ContractKind, isLicence, kindOf } from './contract-kind.ts';
import {
  type LicenceKind,
  type MilestoneTerms,
  milestonesTotal,
  type MilestoneTrigger,
  type PayLaterTerms,
} from './contract.ts';
import { addDays, type Day } from './days.ts';
import { type Pricing, pricingLabels } from './listing.ts';
import { type Fen, formatWan } from './money.ts';
import { auctionNoticeDays } from './trade.ts';

/** A price that was found in public: the result of a 挂牌交易, or of a 拍卖 by its 成交确认书. */
export interface PriceResult {
  readonly way: Exclude<Pricing, 'agreed'>;
  /** Number of the trade (JY-…), or of the 成交确认书. */
  readonly no: string;
  readonly endedOn: Day | null;
  readonly priceFen: Fen;
  readonly achievementId: string;
  readonly sellerOrgId: string;
  readonly buyerOrgId: string;
  /** Codes of the modes in which it was listed (`transfer_mode`). */
  readonly modes: readonly string[];
  /** Whole days for which an auction's notice stood on the platform before the sale; null of a trade, whose notice the platform keeps. */
  readonly noticeDays: number | null;
}

const priceDepartures = ['notice', 'party', 'object', 'mode', 'price', 'payment'] as const;
export type PriceDeparture = (typeof priceDepartures)[number];
const departureLabels: Readonly<Record<PriceDeparture, string>> = {
  notice: '公告',
  party: '当事人',
  object: '标的',
  mode: '转化方式',
  price: '价款',
  payment: '付款条件',
};

/** How the price of a contract was found (促进科技成果转化法 art. 18). */
export interface ContractPricing {
  readonly way: Pricing;
  /** The result that the two begin from, whether the contract keeps to it or not. */
  readonly result: PriceResult | null;
  /** In what the contract is not that result: then its price is an agreed one. */
  readonly departures: readonly PriceDeparture[];
}

interface PricedContract {
  readonly achievementId: string;
  readonly licensorOrgId: string;
  readonly licenseeOrgId: string;
  readonly terms: PayLaterTerms;
}

/** Code of the mode (`transfer_mode`) that each kind of licence is. */
export const licenceModes: Readonly<Record<LicenceKind, string>> = {
  exclusive: 'LIC_EXC',
  sole: 'LIC_SOLE',
  non_exclusive: 'LIC_NON',
};

function modesOf(terms: PayLaterTerms): readonly string[] {
  const kind = kindOf(terms);
  if (kind === 'transfer') return ['ASSIGN'];
  if (!isLicence(kind)) return [];
  return kind === 'pay_later' ? ['PAYLATER', licenceModes[terms.licenceKind]] : [licenceModes[terms.licenceKind]];
}

/** What bidders offered is due within about a year: a part that falls due later, or on an event that may never come, is another price. */
export const tradedWithinDays = 366;
/** What was sold is handed over by the seller himself, and who is silent on it has accepted it (`publicity.traded_payment`). */
const sureTriggers: readonly MilestoneTrigger[] = ['signed', 'on_date', 'work_accepted'];

/** Rights are written over in a transfer only: in a licence that day may never come. */
const isSure = (kind: ContractKind, trigger: MilestoneTrigger): boolean =>
  sureTriggers.includes(trigger) || (kind === 'transfer' && trigger === 'rights_registered');

const isSurelyPaid = (
  { endedOn }: PriceResult,
  { trigger, triggerOn, payWithinDays }: MilestoneTerms,
  kind: ContractKind,
): boolean =>
  isSure(kind, trigger) &&
  payWithinDays <= tradedWithinDays &&
  (triggerOn === null || endedOn === null || triggerOn <= addDays(endedOn, tradedWithinDays));

/** An auction that could not be read of here for the days of its notice (拍卖法 art. 45). */
export const hadNoNotice = ({ noticeDays }: PriceResult): boolean =>
  noticeDays !== null && noticeDays < auctionNoticeDays;

const departs: Readonly<Record<PriceDeparture, (result: PriceResult, contract: PricedContract) => boolean>> = {
  notice: hadNoNotice,
  party: ({ sellerOrgId, buyerOrgId }, { licensorOrgId, licenseeOrgId }) =>
    sellerOrgId !== licensorOrgId || buyerOrgId !== licenseeOrgId,
  object: (result, { achievementId }) => result.achievementId !== achievementId,
  mode: ({ modes }, { terms }) => modesOf(terms).length === 0 || !modesOf(terms).every((mode) => modes.includes(mode)),
  // What bidders offered is one sum: a share of sales on top of it is another price.
  price: ({ priceFen }, { terms }) => milestonesTotal(terms) !== priceFen || terms.royalty !== null,
  // What was listed as 先用后付 was bid for on its conditions.
  payment: (result, { terms }) =>
    !result.modes.includes('PAYLATER') && !terms.milestones.every((part) => isSurelyPaid(result, part, kindOf(terms))),
};

/**
 * How the price of these terms was found: by the trade or the auction from which the two come, as long as parties, object, mode and
 * price are those of its result, all of it surely paid; else by agreement. How a sum is paid in parts is no other price. An auction
 * of which nobody could read here for the days of 拍卖法 art. 45 found its price in private.
 * Sold for 590,000.00; milestones of 190,000.00 and 400,000.00, no royalty: exchange. The same with a royalty of 1 %: agreed.
 * The same, 400,000.00 of it once sales reach 10,000,000,000.00: agreed.
 */
export function pricingOf(result: PriceResult | null, contract: PricedContract): ContractPricing {
  if (result === null) return { way: 'agreed', result, departures: [] };
  const departures = priceDepartures.filter((one) => departs[one](result, contract));
  return { way: departures.length === 0 ? result.way : 'agreed', result, departures };
}

const resultWords = ({ way, no, priceFen }: PriceResult): string =>
  `${way === 'exchange' ? `挂牌交易 ${no} ` : `拍卖（成交确认书 ${no}）`}成交，成交价 ${formatWan(priceFen)}`;

/** What a state-owned owner recorded of its deal at a property-rights exchange (产权交易机构). */
interface ExchangeDeal {
  readonly exchange: string;
  readonly certificateNo: string;
  readonly dealtOn: Day;
}

/** 定价依据 in words, for the page and the decision file; of a deal at a property-rights exchange it is that. */
export function pricingWords({ way, result, departures }: ContractPricing, dealt: ExchangeDeal | null = null): string {
  if (dealt !== null) return `${dealt.dealtOn} 在${dealt.exchange}成交，交易凭证 ${dealt.certificateNo}`;
  if (result === null) return pricingLabels[way];
  if (departures.length === 0) return resultWords(result);
  const though = `${pricingLabels.agreed}：虽有${resultWords(result)}，但`;
  if (departures.includes('notice')) return `${though}拍卖公告在平台上公开不足 ${auctionNoticeDays} 日`;
  const what = departures.map((one) => departureLabels[one]).join('、');
  return `${though}合同的${what}和成交结果不同`;
}
