import { ApiError } from './api-error.ts';
import { seconds } from './desk.ts';
import type { Desk } from './desk.ts';
import { type Account, type MethodType, methodTypes } from './objects.ts';
import type { NewAccount, NewSession } from './params.ts';
import { newId } from './store.ts';
import type { Store } from './store.ts';

/** A connected account, at once able to take payments. With an id that exists, the account as it is. */
export function createAccount(desk: Desk, input: NewAccount, id = newId('acct_', 16)): Account {
  const present = desk.store.accounts.get(id);
  if (present) return present;
  const account: Account = {
    id,
    object: 'account',
    business_profile: { name: input.business_profile?.name ?? null },
    business_type: input.business_type ?? null,
    capabilities: activeOf(input),
    charges_enabled: true,
    country: input.country ?? 'HK',
    created: seconds(desk.now()),
    default_currency: 'cny',
    details_submitted: true,
    email: input.email ?? null,
    metadata: input.metadata ?? {},
    payouts_enabled: true,
  };
  desk.store.accounts.set(id, account);
  desk.store.touch();
  return account;
}

/** What was asked for is active at once; card payments always are. */
const activeOf = ({ capabilities = {} }: NewAccount): Readonly<Record<string, 'active'>> => ({
  card_payments: 'active',
  transfers: 'active',
  ...Object.fromEntries(
    Object.entries(capabilities)
      .filter(([, { requested }]) => requested)
      .map(([name]) => [name, 'active' as const]),
  ),
});

/** The ways to pay of a page: what the account has without those that are excluded. Throws where nothing is left. */
export function methodsOf(
  store: Store,
  account: string,
  { excluded_payment_method_types: excluded = [] }: NewSession,
): MethodType[] {
  const known = store.accounts.get(account)?.capabilities ?? {};
  const methods = methodTypes.filter(
    (type) => (type === 'card' || known[`${type}_payments`] === 'active') && !excluded.includes(type),
  );
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
