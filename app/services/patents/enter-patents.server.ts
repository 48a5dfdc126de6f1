import { and, eq, inArray } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { mostPatents, type PatentLine, readPatentList } from '#app/domain/patent-list.ts';
import { achievementPatents, organisationPatents } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { mayKeepPatents } from './own-patents.server.ts';

/** What a pasted list came to. */
export interface PatentsEntered {
  readonly added: number;
  /** Were in the unit's list before. */
  readonly known: readonly string[];
  /** Lines to look at; they are not entered. */
  readonly faults: readonly PatentLine[];
}

/**
 * Enters a unit's patents by their numbers: what is right is entered, what is wrong comes back line by line. Entering the same
 * list again adds nothing.
 */
export async function enterPatents(ctx: ActorContext, { lines }: { readonly lines: string }): Promise<PatentsEntered> {
  const { org } = ctx.actor;
  if (org === null || !mayKeepPatents(ctx.actor)) throw new AppError('forbidden');
  const read = readPatentList(lines);
  if (read.length > mostPatents) throw new AppError('invalid', { says: `一次最多 ${mostPatents} 件。` }, 'lines');
  const numbers = read.flatMap(({ number, fault }) => (number !== null && fault === null ? [number] : []));
  const faults = read.filter(({ fault }) => fault !== null);
  if (numbers.length === 0) return { added: 0, known: [], faults };
  return inTransaction(ctx, async (tx) => {
    const before = await tx.db
      .select({ number: organisationPatents.number })
      .from(organisationPatents)
      .where(and(eq(organisationPatents.orgId, org.orgId), inArray(organisationPatents.number, numbers)));
    const added = await tx.db
      .insert(organisationPatents)
      .values(numbers.map((number) => ({ orgId: org.orgId, number, addedBy: tx.actor.userId, createdAt: tx.now() })))
      .onConflictDoNothing()
      .returning({ id: organisationPatents.id });
    if (added.length > 0) {
      await audit(tx, { deed: 'patent.enter', subjectType: 'organisation', subjectId: org.orgId });
    }
    return { added: added.length, known: before.map(({ number }) => number), faults };
  });
}

/** Takes a number out of the unit's list, once no achievement is said to rest on it. */
export async function removePatent(ctx: ActorContext, { number }: { readonly number: string }): Promise<void> {
  const { org } = ctx.actor;
  if (org === null || !mayKeepPatents(ctx.actor)) throw new AppError('forbidden');
  await inTransaction(ctx, async (tx) => {
    // Held, so that nobody links it meanwhile.
    const mine = and(eq(organisationPatents.orgId, org.orgId), eq(organisationPatents.number, number));
    const [held] = await tx.db.select().from(organisationPatents).where(mine).for('update');
    if (held === undefined) throw new AppError('not_found');
    const links = and(eq(achievementPatents.orgId, org.orgId), eq(achievementPatents.number, number));
    if ((await tx.db.$count(achievementPatents, links)) > 0) {
      throw new AppError('invalid', { says: `${number} 还关联着成果，请先取消关联。` });
    }
    await tx.db.delete(organisationPatents).where(mine);
    await audit(tx, { deed: 'patent.remove', subjectType: 'organisation', subjectId: org.orgId });
  });
}
