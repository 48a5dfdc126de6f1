import type { CardAccountState, CardCountry } from '#app/domain/card-account.ts';
import type { CheckoutMethod } from '#app/domain/checkout-method.ts';

/** A card account as the people of its own organisation see it. */
export interface CardAccountShown {
  readonly id: string;
  readonly state: CardAccountState;
  /** The last digits of its number at the provider; null until there is one. */
  readonly accountEnd: string | null;
  readonly country: CardCountry;
  readonly reason: string;
  readonly proposedBy: string | null;
  /** Who was given the provider's page. */
  readonly filedBy: readonly string[];
  readonly proposedAt: Date;
  readonly approvedAt: Date | null;
  /** Why an account in another name is the organisation's own. */
  readonly approveNote: string;
  readonly isEnabled: boolean;
  readonly isFiled: boolean;
  readonly name: string;
  readonly methods: readonly CheckoutMethod[];
  readonly due: readonly string[];
  readonly disabledReason: string | null;
  readonly askedAt: Date | null;
  readonly activeFrom: Date | null;
  readonly endedAt: Date | null;
  readonly endNote: string | null;
  readonly proposer: string | null;
  readonly approver: string | null;
}
