import type { Stripe } from 'stripe';
import type { CardAccountStanding, CardCountry } from '#app/domain/card-account.ts';
import { type CheckoutMethod, checkoutMethods } from '#app/domain/checkout-method.ts';
import { isAppError } from '#app/domain/errors.ts';
import { asked } from './gateway-refusal.server.ts';

/** Accounts of payees at the card provider: opened for them, theirs alone, and asked about. */
export interface CardAccountGateway {
  /** Opens an account that its holder completes himself; `ownId` is the idempotency key, so a repeat finds the same one. Its name is the holder's to say: the second person goes by it. */
  openAccount(input: { readonly ownId: string; readonly country: CardCountry }): Promise<{ readonly account: string }>;
  /** A page of the provider on which its holder files what is asked, good for a few minutes. */
  accountLink(input: {
    readonly account: string;
    /** Where he comes back to, done or not. */
    readonly returnUrl: string;
    /** Where he goes when the link is spent: from there he gets another. */
    readonly refreshUrl: string;
  }): Promise<{ readonly url: string }>;
  /** How the account stands now. One that cannot be reached any more takes no payments: `disconnected`. */
  readAccount(input: { readonly account: string }): Promise<CardAccountStanding>;
}

const disconnected: CardAccountStanding = {
  isEnabled: false,
  isFiled: false,
  name: '',
  payout: '',
  methods: [],
  due: [],
  disabledReason: 'disconnected',
};

/** What of the ways to pay that a page may offer the account has: the provider keeps it in its payment method configurations. */
async function methodsOf(stripe: Stripe, account: string): Promise<CheckoutMethod[]> {
  const { data } = await asked(stripe.paymentMethodConfigurations.list({ limit: 100 }, { stripeAccount: account }));
  const defaults = data.filter((row) => row.active && row.is_default);
  // An account may have one of its own beside the one that it inherits from the platform: pages of the platform go by that.
  const used = defaults.find(({ application }) => application !== null) ?? defaults[0];
  return checkoutMethods.filter((method) => used?.[method]?.available === true);
}

/**
 * Told for accounts that the platform controls; for the others the provider lists none, and only its messages say that one was
 * changed. Never the number itself.
 */
const payoutOf = ({ external_accounts: listed }: Stripe.Account): string =>
  (listed?.data ?? [])
    .map(
      (row) => row.fingerprint ?? `${row.object === 'bank_account' ? (row.bank_name ?? '') : row.brand} ${row.last4}`,
    )
    .toSorted()
    .join(',');

/** The part of the Stripe gateway that is about accounts. */
export const stripeAccounts = (stripe: Stripe): CardAccountGateway => ({
  async openAccount({ ownId, country }) {
    const { id } = await asked(
      stripe.accounts.create(
        {
          country,
          business_type: 'company',
          // The holder's own: Stripe asks it for its papers, bills it and bears its losses; the platform never touches its money.
          controller: {
            fees: { payer: 'account' },
            losses: { payments: 'stripe' },
            requirement_collection: 'stripe',
            stripe_dashboard: { type: 'full' },
          },
          capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
          metadata: { card_account_id: ownId },
        },
        { idempotencyKey: `account:${ownId}` },
      ),
    );
    return { account: id };
  },

  async accountLink({ account, returnUrl, refreshUrl }) {
    const { url } = await asked(
      stripe.accountLinks.create({
        account,
        type: 'account_onboarding',
        return_url: returnUrl,
        refresh_url: refreshUrl,
        collection_options: { fields: 'eventually_due' },
      }),
    );
    return { url };
  },

  async readAccount({ account }) {
    try {
      const found = await asked(stripe.accounts.retrieve(account));
      const { past_due: late, currently_due: now, disabled_reason: disabledReason } = found.requirements ?? {};
      return {
        isEnabled: found.charges_enabled,
        isFiled: found.details_submitted,
        name: found.business_profile?.name ?? '',
        payout: payoutOf(found),
        methods: found.charges_enabled ? await methodsOf(stripe, account) : [],
        due: [...new Set([...(late ?? []), ...(now ?? [])])],
        disabledReason: found.charges_enabled ? null : (disabledReason ?? null),
      };
    } catch (error) {
      if (isAppError(error) && error.code === 'invalid') return disconnected;
      throw error;
    }
  },
});
