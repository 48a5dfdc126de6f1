import { eq } from 'drizzle-orm';
import {
  type CardAccountStanding,
  cardAccountMachine,
  isPayoutMoved,
  standingEvent,
  takesPayments,
} from '#app/domain/card-account.ts';
import { AppError } from '#app/domain/errors.ts';
import { cardAccounts } from '#db/schema/index.ts';
import { type Context, type In, inTransaction, systemContext } from '../context.server.ts';
import { tellCounterparties } from '../organisations/tell-counterparties.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { type CardAccountRow, moveCardAccount } from './move-card-account.server.ts';
import { lockCardAccount } from './own-card-account.server.ts';
import { tellPayout } from './tell-payout.server.ts';
import { showCardAccount } from './show-card-account.server.ts';

/**
 * Asks the provider how an account stands and brings the row to it. Webhook, page and sweep call it, any number of times and in any
 * order: an answer that was asked for before another one was written is dropped.
 */
export async function followCardAccount(given: Context, row: CardAccountRow): Promise<void> {
  const ctx = systemContext(given);
  const { id, account, state } = row;
  if (account === null || cardAccountMachine.states[state].final) return;
  const askedAt = ctx.now();
  const standing = await ctx.payments.readAccount({ account });
  await inTransaction(ctx, async (tx) => {
    const now = await lockCardAccount(tx, id);
    if (now === undefined || cardAccountMachine.states[now.state].final) return;
    if (now.askedAt !== null && now.askedAt > askedAt) return;
    await apply(tx, now, { ...standing, askedAt });
  });
}

async function apply(
  tx: In<Context>,
  was: CardAccountRow,
  { name, payout, methods, due, ...said }: CardAccountStanding & { askedAt: Date },
): Promise<void> {
  const known = { ...(name !== '' && { name }), ...(payout !== '' && { payout }) };
  const columns = { ...said, ...known, methods: [...methods], due: [...due] };
  const isRenamed = name !== '' && was.name !== '' && name !== was.name;
  const isMoved = isPayoutMoved(was, { payout });
  const event = standingEvent(was.state, { isEnabled: said.isEnabled, methods }, isRenamed || isMoved);
  if (isMoved) await tellPayout(tx, was);
  const now = await moved(tx, was, event, columns);
  await showCardAccount(tx, now);
  const at = { params: {}, href: '/desk/organisation/accounts/card' };
  if (isRenamed) {
    await notifyOrganisation(tx, now.orgId, ['owner', 'finance', 'approver'], { kind: 'card_account.renamed', ...at });
  }
  if (event === 'ready') {
    await notifyOrganisation(tx, now.orgId, ['owner', 'finance', 'approver'], { kind: 'card_account.ready', ...at });
  }
  if (event === 'stall') await tellStall(tx, was);
  if (was.state !== 'active' || takesPayments(was) === takesPayments(now)) return;
  // Pages that payers have open on it are ended.
  if (!takesPayments(now)) await tx.jobs.enqueue(tx.db, 'payment.sweep', {});
  const news = takesPayments(now) ? { kind: 'card_account.again', ...at } : { kind: 'card_account.stopped', ...at };
  await notifyOrganisation(tx, now.orgId, ['owner', 'finance'], news);
}

/** Who agreed to it agreed to what it was before. */
const unsaid = { approvedBy: null, approvedAt: null, activeFrom: null };

async function tellStall(tx: In<Context>, { orgId, state }: CardAccountRow): Promise<void> {
  const own = { kind: 'card_account.stall', params: {}, href: '/desk/organisation/accounts/card' };
  await notifyOrganisation(tx, orgId, ['owner', 'finance', 'approver'], own);
  // They were told that it would come.
  if (state === 'held') await tellCounterparties(tx, orgId, { kind: 'card_account.kept', params: {} });
}

/**
 * The provider's message that another bank account was filed, for an account whose bank accounts it does not list: what was agreed
 * to is looked at anew, and told. Where it lists them, what it says of the account is compared each time it is asked.
 */
export async function followPayout(tx: In<Context>, id: string): Promise<void> {
  const row = await lockCardAccount(tx, id);
  if (row === undefined) return;
  await tellPayout(tx, row);
  if (row.state !== 'ready' && row.state !== 'held') return;
  await moveCardAccount(tx, row, 'stall', unsaid);
  await tellStall(tx, row);
}

function moved(
  tx: In<Context>,
  was: CardAccountRow,
  event: ReturnType<typeof standingEvent>,
  columns: Partial<CardAccountRow>,
): Promise<CardAccountRow> {
  if (event === 'ready') return moveCardAccount(tx, was, 'ready', columns);
  if (event === 'stall') return moveCardAccount(tx, was, 'stall', { ...columns, ...unsaid });
  return store(tx, was, columns);
}

async function store(
  tx: In<Context>,
  { id }: CardAccountRow,
  columns: Partial<CardAccountRow>,
): Promise<CardAccountRow> {
  const [row] = await tx.db.update(cardAccounts).set(columns).where(eq(cardAccounts.id, id)).returning();
  if (row === undefined) throw new AppError('state_changed');
  return row;
}
