import { and, eq } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { type ComposerForm, editRows, readComposerForm } from '#app/domain/composer-form.ts';
import { type ComposerStep, mergeSent, shownOn } from '#app/domain/composer-steps.ts';
import { contractSideOf } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { contractDrafts, deals, users } from '#db/schema/index.ts';
import { type ActorContext, type Context, type In, inTransaction } from '../context.server.ts';
import { fingerprint } from '../fingerprint.server.ts';
import { requireDeed } from './own-contract.server.ts';

export interface DraftInput {
  readonly dealId: string;
  /** The version that it changes; null for a first proposal. A draft keeps the one that it began with. */
  readonly baseVersionN: number | null;
  /** What a draft begins with that does not exist yet. */
  readonly start: ComposerForm;
  readonly step: ComposerStep;
  /** `stepMark` of what the page showed. */
  readonly seen: string;
  /** Names the window that the page stands open in: it may replace what it wrote itself, though the answer has not come yet. */
  readonly writtenIn: string;
  readonly sent: ComposerForm;
  /** All of it goes out next: then nothing may have changed unread. */
  readonly isSending?: boolean;
  /** The button that adds or takes away a row, where one was pressed. */
  readonly rows?: string;
}

/** A deal of the actor's organisation, for people who write terms; for everybody else there is none. */
async function getDraftOrg(ctx: ActorContext, dealId: string): Promise<string> {
  // The administrator may write a change of a signed contract, too.
  if (!hasRole(ctx.actor, 'owner')) requireDeed(ctx, 'offer');
  const [deal] = await ctx.db.select().from(deals).where(eq(deals.id, dealId));
  if (deal === undefined || contractSideOf(ctx.actor, deal) === null) throw new AppError('not_found');
  return ctx.actor.org?.orgId ?? '';
}

const draftOf = (dealId: string, orgId: string) =>
  and(eq(contractDrafts.dealId, dealId), eq(contractDrafts.orgId, orgId));

/** Names what a page showed of a draft, so that what was typed on it replaces nothing that somebody wrote since. */
export const stepMark = (form: ComposerForm, step: ComposerStep): string => fingerprint(shownOn(form, step));

/**
 * Keeps what a step of the composer has, right or wrong; the other steps stay as they are, also when two people of the
 * organisation write at once. One draft a deal and organisation.
 *
 * @throws AppError 'conflict' where somebody else changed what the page showed, and to something else than what is sent; its `seen` is the
 * mark of what is stored, with which a second press replaces it knowingly. What goes out has to be read first: then there is none.
 */
export async function saveDraft(ctx: ActorContext, input: DraftInput): Promise<ComposerForm> {
  const { dealId, baseVersionN, start, step, seen, writtenIn, sent, rows, isSending = false } = input;
  const orgId = await getDraftOrg(ctx, dealId);
  return inTransaction(ctx, async (tx) => {
    // The first save of a draft has no row to lock.
    await tx.db.select({ id: deals.id }).from(deals).where(eq(deals.id, dealId)).for('update');
    const [before] = await tx.db.select().from(contractDrafts).where(draftOf(dealId, orgId));
    const stored = before ? readComposerForm(before.form) : start;
    const merged = mergeSent(stored, step, readComposerForm(sent), baseVersionN === null ? start.rights : null);
    const isOwn = writtenIn !== '' && before?.writtenIn === writtenIn;
    const known = isSending ? [seen] : [seen, stepMark(merged, step)];
    const mark = stepMark(stored, step);
    if (!isOwn && !known.includes(mark)) {
      const says = await changedBy(tx, before?.updatedBy ?? null, isSending);
      throw new AppError('conflict', { says, ...(!isSending && { seen: mark }) });
    }
    const form = (rows === undefined ? null : editRows(merged, rows)) ?? merged;
    const saved = { form, writtenIn, updatedBy: tx.actor.userId, updatedAt: tx.now() };
    await tx.db
      .insert(contractDrafts)
      .values({ dealId, orgId, baseVersionN, ...saved })
      .onConflictDoUpdate({ target: [contractDrafts.dealId, contractDrafts.orgId], set: saved });
    return form;
  });
}

async function changedBy({ db }: In<ActorContext>, userId: string | null, isSending: boolean): Promise<string> {
  if (userId === null && isSending)
    return '条款在这期间变了，或者草稿已经发出、丢掉，还没有发给对方。请刷新本页，看过再发。';
  if (userId === null)
    return '条款在这期间变了，或者草稿已经发出、丢掉，你填的还没有保存。再按一次按钮，就从现在的条款接着写；要先看，请刷新本页。';
  const [person] = await db.select({ name: users.name }).from(users).where(eq(users.id, userId));
  const who = `${person?.name ?? '同事'}刚才在另一个窗口改过草稿`;
  if (isSending) return `${who}，还没有发给对方。请刷新本页，看过再发。`;
  return `${who}，你在这里填的还没有保存。再按一次按钮，就用你填的替换；要用已存的，请刷新本页。`;
}

/** The draft is to change another version than it began with: somebody has seen what came in between. */
export async function rebaseDraft(
  ctx: ActorContext,
  { dealId, baseVersionN }: { readonly dealId: string; readonly baseVersionN: number | null },
): Promise<void> {
  const orgId = await getDraftOrg(ctx, dealId);
  await inTransaction(ctx, async (tx) => {
    await tx.db
      .update(contractDrafts)
      .set({ baseVersionN, updatedBy: tx.actor.userId, updatedAt: tx.now() })
      .where(draftOf(dealId, orgId));
  });
}

/** Throws away what was typed and not sent. */
export async function discardDraft(ctx: ActorContext, { dealId }: { readonly dealId: string }): Promise<void> {
  const orgId = await getDraftOrg(ctx, dealId);
  await inTransaction(ctx, (tx) => dropDraft(tx, dealId, orgId));
}

/** What was sent is no draft any more. Called inside the deed that sends it. */
export async function dropDraft(tx: In<Context>, dealId: string, orgId: string): Promise<void> {
  await tx.db.delete(contractDrafts).where(draftOf(dealId, orgId));
}
