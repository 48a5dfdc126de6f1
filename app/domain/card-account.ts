import type { CheckoutMethod } from './checkout-method.ts';
import { machine, statesWith } from './machine.ts';

/**
 * The account at the card provider on which an organisation is paid by card. One person asks for it and files its papers with the
 * provider, which checks who it belongs to; another person looks at what came of it and agrees; then everybody who may pay is told
 * and a day passes, as with a bank account. Rows are never edited into another account: a change is a new row.
 */
export const cardAccountMachine = machine({
  name: 'card_account',
  initial: 'opening',
  states: {
    opening: {
      label: '开户办理中',
      is: ['under_way', 'live'],
      on: {
        ready: { to: 'ready', by: ['system'], says: '服务商审核通过，可以收款' },
        withdraw: { to: 'ended', by: ['unit'], says: '不再开户，撤回申请' },
      },
    },
    ready: {
      label: '待第二人同意',
      is: ['under_way', 'live'],
      on: {
        approve: { to: 'held', by: ['second'], says: '另一人核对服务商那边的账户，同意使用' },
        stall: { to: 'opening', by: ['system'], says: '服务商又要材料，或者账户名称、收款银行账户变了，要重新核对' },
        withdraw: { to: 'ended', by: ['unit'], says: '不用这个账户了，撤回' },
      },
    },
    held: {
      label: '启用前等待',
      is: ['under_way', 'live'],
      on: {
        activate: { to: 'active', by: ['system'], says: '等待期满，付款方可以在线支付' },
        stall: { to: 'opening', by: ['system'], says: '服务商又要材料，或者账户名称、收款银行账户变了，要重新核对' },
        withdraw: { to: 'ended', by: ['unit'], says: '等待期内发现不对，停用' },
      },
    },
    active: {
      label: '在用',
      is: ['live'],
      on: {
        replace: { to: 'replaced', by: ['system'], says: '新的账户启用' },
        close: { to: 'ended', by: ['unit'], says: '不再在线收款' },
      },
    },
    ended: { label: '已停用', final: true },
    replaced: { label: '已更换', final: true },
  },
});
export type CardAccountState = keyof typeof cardAccountMachine.states;

/** Asked for and not yet in use; an organisation has at most one such. */
export const cardAccountStatesUnderWay = statesWith(cardAccountMachine, 'under_way');
/** The same, and the one in use. */
export const liveCardAccountStates = statesWith(cardAccountMachine, 'live');

/**
 * Countries in which the provider opens accounts that take CNY by card and wallets. Mainland China is none of them: a unit there
 * needs a body of its own abroad, and is paid out abroad (design default, `card.countries`; the provider's list changes).
 */
export const cardCountries = ['HK', 'SG', 'JP', 'AU', 'GB', 'DE', 'FR', 'US', 'CA'] as const;
export type CardCountry = (typeof cardCountries)[number];
export const cardCountryLabels: Readonly<Record<CardCountry, string>> = {
  HK: '中国香港',
  SG: '新加坡',
  JP: '日本',
  AU: '澳大利亚',
  GB: '英国',
  DE: '德国',
  FR: '法国',
  US: '美国',
  CA: '加拿大',
};

/** What the provider says of an account now. */
export interface CardAccountStanding {
  /** It may take payments. */
  readonly isEnabled: boolean;
  /** All that was asked has been filed. */
  readonly isFiled: boolean;
  /** The name that payers read on its page. */
  readonly name: string;
  /** By what the bank account it pays out to is told from another; empty where the provider does not say. */
  readonly payout: string;
  readonly methods: readonly CheckoutMethod[];
  /** The provider's names of what it still asks for, those late first. */
  readonly due: readonly string[];
  /** Why it takes no payments, in the provider's word. */
  readonly disabledReason: string | null;
}

/** True when a payment can be made on it: it is enabled and has at least one way to pay. */
export const takesPayments = ({ isEnabled, methods }: Pick<CardAccountStanding, 'isEnabled' | 'methods'>): boolean =>
  isEnabled && methods.length > 0;

/** True when it pays out to another bank account than the one that was known; what was never said cannot have changed. */
export const isPayoutMoved = (was: { readonly payout: string }, now: { readonly payout: string }): boolean =>
  was.payout !== '' && now.payout !== '' && was.payout !== now.payout;

/**
 * What the provider's news does to an account on its way; null: nothing. One in use keeps its state, and is shown or not. Another
 * name and another bank account are looked at anew by the second person, and the day of waiting begins again.
 */
export function standingEvent(
  state: CardAccountState,
  standing: Pick<CardAccountStanding, 'isEnabled' | 'methods'>,
  isAnother = false,
): 'ready' | 'stall' | null {
  if (state === 'opening') return takesPayments(standing) ? 'ready' : null;
  return (state === 'ready' || state === 'held') && (isAnother || !takesPayments(standing)) ? 'stall' : null;
}

const dueWords: readonly (readonly [RegExp, string])[] = [
  [/verification\.document|\.documents?\b/, '证明文件'],
  [/external_account|bank_account/, '收款银行账户'],
  [/^(person|representative|individual|owners?|directors?|executives?)/, '负责人和股东的身份信息'],
  [/^company\.(owners|directors|executives)_provided/, '负责人和股东的身份信息'],
  [/^company\.(tax_id|vat_id|registration)/, '登记号或税号'],
  [/^company\.address/, '单位地址'],
  [/^company\b/, '单位信息'],
  [/^business_profile/, '业务说明'],
  [/^tos_acceptance/, '同意服务商的条款'],
];

/** What the provider still asks for, in the user's words, each once: `external_account` → 收款银行账户. Unknown names: 其他材料. */
export function dueLabels(due: readonly string[]): string[] {
  const labels = due.map((name) => dueWords.find(([pattern]) => pattern.test(name))?.[1] ?? '其他材料');
  return [...new Set(labels)];
}

/** Refusals of the provider that people have to know, in words. */
const disabledWords: readonly (readonly [RegExp, string])[] = [
  [/^requirements\.past_due/, '材料过期未交'],
  [/pending_verification|under_review/, '服务商正在审核'],
  [/^rejected\./, '服务商拒绝了这个账户'],
  [/^disconnected/, '账户已与本平台断开'],
  [/platform_paused/, '平台暂停了这个账户'],
];

/** Why an account takes no payments, in words: `rejected.fraud` → 服务商拒绝了这个账户. */
export const disabledLabel = (reason: string | null): string | null =>
  reason === null ? null : (disabledWords.find(([pattern]) => pattern.test(reason))?.[1] ?? '服务商还没有放行');
