import { and, eq } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { listingMachine } from '#app/domain/listing.ts';
import type { ListingTerms } from '#app/domain/listing-input.ts';
import type { KeptTerms } from '#app/domain/listing-terms.ts';
import { formulaWords } from '#app/domain/price-formula.ts';
import { achievements, listings } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';
import type { Listing } from './own-listing.server.ts';
import { planConfirmation } from './plan-confirmation.server.ts';

/** A formula with what its owner adds, as pages and their readers take it. */
const sentenceOf = ({ note, ...formula }: NonNullable<ListingTerms['formulaTerms']>): string =>
  note === null ? formulaWords(formula) : `${formulaWords(formula)}；${note}`;

/** Typed terms as the row keeps them: what the kind of price does not ask for is left out. */
export const columnsOf = ({ min, max, formulaTerms, trialMonths, payTrigger, ...rest }: ListingTerms): KeptTerms => ({
  ...rest,
  minFen: rest.priceKind === 'formula' ? null : min,
  maxFen: rest.priceKind === 'range' ? max : null,
  formula: formulaTerms === null ? null : sentenceOf(formulaTerms),
  formulaTerms,
  trialMonths: rest.isPayLater ? (trialMonths ?? null) : null,
  payTrigger: rest.isPayLater ? (payTrigger ?? null) : null,
});

type Notice = Partial<Pick<Listing, 'noticeFirstOn' | 'noticeLastOn' | 'noticeEndsAt'>>;

/** Writes a live listing of the achievement's present version, confirmed today; it is for trade and found so from now on. */
export async function writeListing(
  tx: In<ActorContext>,
  achievement: Pick<typeof achievements.$inferSelect, 'id' | 'orgId' | 'versionN'>,
  { modes, ...columns }: KeptTerms & Notice,
): Promise<Listing> {
  const now = tx.now();
  const confirmedOn = dayOf(now);
  const row = await insertRow(tx, listings, {
    ...columns,
    modes: [...modes],
    achievementId: achievement.id,
    orgId: achievement.orgId,
    versionN: achievement.versionN,
    state: listingMachine.initial,
    confirmedOn,
    listedAt: now,
    createdBy: tx.actor.userId,
    createdAt: now,
  });
  const [held] = await tx.db
    .update(achievements)
    .set({ isListed: true, confirmedOn, updatedAt: now })
    .where(
      and(
        eq(achievements.id, achievement.id),
        eq(achievements.state, 'published'),
        eq(achievements.versionN, achievement.versionN),
      ),
    )
    .returning({ id: achievements.id });
  // Withdrawn or written over since it was read: nothing is listed.
  if (held === undefined) throw new AppError('state_changed');
  await planConfirmation(tx, row.id, confirmedOn);
  await noteSearchChange(tx, 'achievement', achievement.id);
  return row;
}
