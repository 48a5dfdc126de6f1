import { cardAccountMachine, type CardCountry } from '#app/domain/card-account.ts';
import { AppError } from '#app/domain/errors.ts';
import { mayKeepAccounts } from '#app/domain/payee-account.ts';
import { cardAccounts } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { requireAccountKeeper } from '../organisations/own-payee-account.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';
import type { CardAccountRow } from './move-card-account.server.ts';

export interface ProposeCardAccount {
  readonly country: CardCountry;
  readonly reason: string;
  readonly key?: string | undefined;
}

/** The first of two people asks for an account at the card provider. Nothing changes for payers until another agreed and a day passed. */
export async function proposeCardAccount(ctx: ActorContext, input: ProposeCardAccount): Promise<CardAccountRow> {
  const orgId = requireAccountKeeper(ctx, mayKeepAccounts);
  if (!ctx.payments.isEnabled) throw new AppError('unavailable');
  const { key, ...asked } = input;
  return inTransaction(
    ctx,
    async (tx) => {
      const { id, earlier } = await onceRow(tx, cardAccounts, key, 'card_account.propose');
      if (earlier) return earlier;
      const row = await insertRow(tx, cardAccounts, {
        ...asked,
        id,
        orgId,
        state: cardAccountMachine.initial,
        proposedBy: tx.actor.userId,
        proposedAt: tx.now(),
      });
      await audit(tx, { deed: 'card_account.propose', subjectType: 'card_account', subjectId: id });
      const notice = { kind: 'card_account.propose', params: {}, href: '/desk/organisation/accounts/card' };
      await notifyOrganisation(tx, orgId, ['owner', 'finance', 'approver'], notice);
      return row;
    },
    () => new AppError('duplicate', { says: '已有一个在线收款账户在办理中，办完或者撤回以后再开新的。' }),
  );
}
