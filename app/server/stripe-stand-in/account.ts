import { createHash } from 'node:crypto';
import { ApiError } from './api-error.ts';
import { byHand, record, seconds } from './desk.ts';
import type { Desk } from './desk.ts';
import { type Account, type BankAccount, type MethodType, methodTypes } from './objects.ts';
import type { NewAccount, NewLink, NewSession } from './params.ts';
import { newId } from './store.ts';
import type { Store } from './store.ts';

/** What is asked of an account that has filed nothing yet. */
const firstAsked = ['business_profile.url', 'company.tax_id', 'external_account', 'tos_acceptance.date'] as const;

const asking = (due: readonly string[], disabledReason: string | null): Account['requirements'] => ({
  currently_due: due,
  disabled_reason: disabledReason,
  eventually_due: due,
  past_due: [],
  pending_verification: [],
});

const listed = (id: string, data: readonly BankAccount[]) => ({
  object: 'list' as const,
  data,
  has_more: false as const,
  url: `/v1/accounts/${id}/external_accounts`,
});

const bankOf = ({ id, country }: Account, last4: string): BankAccount => ({
  id: newId('ba_'),
  object: 'bank_account',
  account: id,
  bank_name: 'STRIPE TEST BANK',
  country,
  currency: 'cny',
  default_for_currency: true,
  fingerprint: createHash('sha256').update(`${id} ${last4}`).digest('base64url').slice(0, 16),
  last4,
  metadata: {},
  status: 'new',
});

/** A connected account as the API opens it: it takes no payments until its holder has filed what is asked. */
export function createAccount(desk: Desk, input: NewAccount, id = newId('acct_', 16)): Account {
  const account: Account = {
    id,
    object: 'account',
    business_profile: { name: input.business_profile?.name ?? null },
    business_type: input.business_type ?? null,
    capabilities: capabilitiesOf(input, 'inactive'),
    charges_enabled: false,
    country: input.country ?? 'HK',
    created: seconds(desk.now()),
    default_currency: 'cny',
    details_submitted: false,
    email: input.email ?? null,
    external_accounts: listed(id, []),
    metadata: input.metadata ?? {},
    payouts_enabled: false,
    requirements: asking(firstAsked, 'requirements.past_due'),
  };
  desk.store.accounts.set(id, account);
  desk.store.touch();
  return account;
}

/** An account that takes payments at once, for the demo and tests. With an id that exists, the account as it is. */
export function makeAccount(desk: Desk, input: NewAccount, id?: string): Account {
  const present = id === undefined ? undefined : desk.store.accounts.get(id);
  if (present) return present;
  const account = createAccount(desk, input, id);
  account.capabilities = capabilitiesOf(input, 'active');
  return enable(account);
}

function enable(account: Account): Account {
  account.charges_enabled = true;
  account.details_submitted = true;
  account.payouts_enabled = true;
  account.requirements = asking([], null);
  if (!account.external_accounts?.data.length) {
    account.external_accounts = listed(account.id, [bankOf(account, '6789')]);
  }
  return account;
}

const capabilitiesOf = <Is extends 'active' | 'inactive'>(
  { capabilities = {} }: NewAccount,
  is: Is,
): Readonly<Record<string, Is>> => ({
  card_payments: is,
  transfers: is,
  ...Object.fromEntries(
    Object.entries(capabilities)
      .filter(([, { requested }]) => requested)
      .map(([name]) => [name, is]),
  ),
});

export interface AccountChange {
  readonly isEnabled: boolean;
  /** What its holder calls it from now on. */
  readonly name?: string | undefined;
  /** Ways to pay besides cards that it has from now on. */
  readonly wallets?: readonly Exclude<MethodType, 'card'>[];
  /** The last digits of the bank account that it is paid out to from now on. */
  readonly bank?: string;
  /** What is still asked for. */
  readonly due?: readonly string[];
  readonly disabledReason?: string;
}

/** The provider has looked at the account: what it says of it from now on. */
export function standAccount(desk: Desk, id: string, change: AccountChange): void {
  const account = desk.store.accounts.get(id);
  if (!account) throw new Error(`no account ${id}`);
  const { isEnabled, wallets = [], due = [], disabledReason = 'requirements.past_due' } = change;
  const wanted = Object.fromEntries(wallets.map((type) => [`${type}_payments`, { requested: true }]));
  account.capabilities = capabilitiesOf({ capabilities: wanted }, isEnabled ? 'active' : 'inactive');
  if (change.name) account.business_profile = { name: change.name };
  enable(account);
  if (change.bank) {
    const bank = bankOf(account, change.bank);
    account.external_accounts = listed(id, [bank]);
    record(desk, id, 'account.external_account.updated', bank, byHand);
  }
  account.charges_enabled = isEnabled;
  account.requirements = asking(due, isEnabled ? null : disabledReason);
  record(desk, id, 'account.updated', account, byHand);
}

/** A page for an account's holder, good for five minutes and once. */
export function createLink(desk: Desk, { account, refresh_url, return_url }: NewLink): object {
  const token = newId('', 32);
  const created = seconds(desk.now());
  const expiresAt = created + 300;
  desk.store.links.set(token, { token, account, returnUrl: return_url, refreshUrl: refresh_url, expiresAt });
  desk.store.touch();
  return { object: 'account_link', created, expires_at: expiresAt, url: desk.setupUrl(token) };
}

const has = (store: Store, account: string, type: MethodType): boolean => {
  if (account === store.platform) return type === 'card';
  const found = store.accounts.get(account);
  if (!found?.charges_enabled) return false;
  return type === 'card' || found.capabilities[`${type}_payments`] === 'active';
};

/** The account's payment method configuration, as far as the stand-in knows ways to pay. */
export const methodsPage = (store: Store, account: string) => ({
  id: `pmc_${account.slice(5)}`,
  object: 'payment_method_configuration',
  active: true,
  application: null,
  is_default: true,
  livemode: false,
  name: 'Default',
  parent: null,
  ...Object.fromEntries(
    methodTypes.map((type) => {
      const preference = has(store, account, type) ? 'on' : 'off';
      return [
        type,
        { available: preference === 'on', display_preference: { overridable: null, preference, value: preference } },
      ];
    }),
  ),
});

/** The ways to pay of a page: what the account has without those that are excluded. Throws where nothing is left. */
export function methodsOf(
  store: Store,
  account: string,
  { excluded_payment_method_types: excluded = [] }: NewSession,
): MethodType[] {
  const methods = methodTypes.filter((type) => has(store, account, type) && !excluded.includes(type));
  if (methods.length > 0) return methods;
  throw new ApiError(400, {
    message: `No payment method of account '${account}' is eligible for this Checkout Session.`,
    param: 'excluded_payment_method_types',
  });
}

/** The account a request acts on. Throws what Stripe says of an account that this key cannot reach. */
export function reachableAccount(store: Store, id: string): string {
  if (id === store.platform || store.accounts.has(id)) return id;
  throw new ApiError(403, {
    code: 'account_invalid',
    message: `This key cannot reach account '${id}', or there is no such account`,
  });
}
