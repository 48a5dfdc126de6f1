import { and, count, desc, eq, inArray } from 'drizzle-orm';
import { licensedContractStates } from '#app/domain/contract-machine.ts';
import { AppError } from '#app/domain/errors.ts';
import { achievementPeople, achievements, contracts } from '#db/schema/index.ts';
import { loadDocuments } from '#search/load.server.ts';
import type { Context } from '../context.server.ts';
import { findReplyRecord } from '../deals/reply-records.server.ts';
import { soldOn } from '../listings/standing-sale.server.ts';
import { shownUnit } from './shown-unit.server.ts';

/** Somebody who agreed to be named, with the public work of his unit that names him. Nobody is here without his consent. */
export async function getPublicExpert(ctx: Context, { uscc, name }: { readonly uscc: string; readonly name: string }) {
  const unit = await shownUnit(ctx, uscc);
  const named = await ctx.db
    .select({ id: achievements.id, title: achievementPeople.title, soldOn })
    .from(achievementPeople)
    .innerJoin(achievements, eq(achievements.id, achievementPeople.achievementId))
    .where(
      and(
        eq(achievements.orgId, unit.id),
        eq(achievements.state, 'published'),
        eq(achievementPeople.isPublic, true),
        eq(achievementPeople.name, name),
      ),
    )
    .orderBy(desc(achievements.isListed), desc(achievements.publishedAt), desc(achievements.id))
    .limit(100);
  if (named.length === 0) throw new AppError('not_found');
  const ids = named.map(({ id }) => id);
  const isUsed = and(inArray(contracts.achievementId, ids), inArray(contracts.state, licensedContractStates));
  const [documents, [used], replies] = await Promise.all([
    loadDocuments(ctx.db, 'achievement', ids),
    ctx.db.select({ n: count() }).from(contracts).where(isUsed),
    findReplyRecord(ctx, unit.id),
  ]);
  return {
    name,
    title: named.find(({ title }) => title !== '')?.title ?? '',
    unit: { id: unit.id, name: unit.name, uscc, isSample: unit.isSample },
    /** What stands on its page and on the list of every one, those for trade first. */
    works: ids.flatMap((id) => documents.find((one) => one.id === id) ?? []),
    /** Whom one asks about first: what is still to be had. */
    askFor: named.find((one) => one.soldOn === null)?.id ?? null,
    licences: used?.n ?? 0,
    replies,
  };
}
