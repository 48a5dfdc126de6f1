import { eq, lte, sql } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { isOwnedBy, type PatentFacts } from '#app/domain/patent.ts';
import { screen } from '#app/domain/secrecy-screen.ts';
import { organisationPatents, patents } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { tellLapsedRights } from '../contracts/tell-lapsed-rights.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { activeRules, noteStops } from '../secrecy/active-rules.server.ts';
import { lapsedListings } from './lapsed-listings.server.ts';
import { mayKeepPatents, mayLoadPatents } from './own-patents.server.ts';
import type { PatentAnswer, PatentSource } from './patent-source.ts';

/** What a load came to. */
export interface PatentsLoaded extends Pick<PatentAnswer, 'looked' | 'faults'> {
  readonly stored: number;
  /** Put into the unit's list because the register names it as the owner. */
  readonly added: number;
  /** Another's: nothing is stored of them. */
  readonly foreign: readonly string[];
  readonly stopped: number;
}

const atATime = 1000;

/**
 * Takes what a source says. A unit's own export speaks for patents of its list and those that name it as owner, and for nobody
 * else's; what the operator loads speaks to everybody. Older facts never overwrite later ones. Units are told of listings whose
 * patents turn out to have lapsed, and both sides of running contracts that name them.
 */
export async function loadPatents(ctx: ActorContext, source: PatentSource): Promise<PatentsLoaded> {
  if (!mayLoadPatents(ctx.actor)) throw new AppError('forbidden');
  if (source.asOf > dayOf(ctx.now())) throw new AppError('invalid', { says: '导出日期不能晚于今天。' }, 'asOf');
  const unit = mayKeepPatents(ctx.actor) ? ctx.actor.org : null;
  const own = new Set(unit === null ? [] : await numbersOf(ctx, unit.orgId));
  const answer = await source.find([...own]);
  const { passed, stopped } = await screened(ctx, answer.facts);
  const isOwn = ({ number, otherNumber, owner }: PatentFacts) =>
    unit === null || own.has(number) || own.has(otherNumber ?? '') || isOwnedBy(owner, unit.orgName);
  const kept = [...new Map(passed.filter(isOwn).map((facts) => [facts.number, facts])).values()];
  const foreign = passed.filter((facts) => !isOwn(facts)).map(({ number, owner }) => `${number} ${owner}`);
  const loaded = await inTransaction(ctx, async (tx) => {
    const before = new Set((await lapsedListings(tx, unit?.orgId ?? null)).map(keyOf));
    const stored = await store(tx, source, unit?.orgId ?? null, kept);
    const fresh = kept.filter(({ number, otherNumber }) => !own.has(number) && !own.has(otherNumber ?? ''));
    const added = unit === null ? 0 : await addToList(tx, unit.orgId, fresh);
    await audit(tx, { deed: 'patent.load', subjectType: 'organisation', subjectId: unit?.orgId ?? tx.actor.userId });
    const lapsed = (await lapsedListings(tx, unit?.orgId ?? null)).filter((one) => !before.has(keyOf(one)));
    for (const one of lapsed) {
      await notifyOrganisation(tx, one.orgId, ['officer'], {
        kind: 'patent.lapse',
        params: { title: `${one.name}：${one.number}` },
        href: '/desk/patents?tab=lapsed',
      });
    }
    return { looked: answer.looked, faults: answer.faults, stored, added, foreign, stopped };
  });
  await tellLapsedRights(ctx);
  return loaded;
}

const keyOf = ({ listingId, number }: { listingId: string; number: string }): string => `${listingId} ${number}`;

const numbersOf = async (ctx: ActorContext, orgId: string): Promise<string[]> => {
  const rows = await ctx.db
    .select({ number: organisationPatents.number })
    .from(organisationPatents)
    .where(eq(organisationPatents.orgId, orgId));
  return rows.map(({ number }) => number);
};

/** Names will stand on public pages: what the administrator's screen stops is not stored. */
async function screened(ctx: ActorContext, facts: readonly PatentFacts[]) {
  const rules = await activeRules(ctx);
  const stops = new Set<string>();
  const passed = facts.filter(({ title, owner }) => {
    const { refusedBy } = screen(rules, { texts: [title, owner], fields: [] });
    if (refusedBy !== null) stops.add(refusedBy.id);
    return refusedBy === null;
  });
  const { userId, org } = ctx.actor;
  if (stops.size > 0) await noteStops(ctx, [...stops], { orgId: org?.orgId ?? null, userId });
  return { passed, stopped: facts.length - passed.length };
}

/** One row for each number that the patent is known by. */
async function store(
  tx: In<ActorContext>,
  { name: source, asOf }: PatentSource,
  orgId: string | null,
  facts: readonly PatentFacts[],
): Promise<number> {
  const numbered = facts.flatMap(({ otherNumber, ...one }) =>
    [one.number, otherNumber].flatMap((number) => (number === null ? [] : [{ ...one, number }])),
  );
  const rows = [...new Map(numbered.map((one) => [one.number, one])).values()].map((one) => ({
    ...one,
    orgId,
    source,
    asOf,
    loadedBy: tx.actor.userId,
    updatedAt: tx.now(),
  }));
  const told = (column: string) => sql.raw(`excluded.${column}`);
  const written = new Set<string>();
  for (let from = 0; from < rows.length; from += atATime) {
    const batch = await tx.db
      .insert(patents)
      .values(rows.slice(from, from + atATime))
      .onConflictDoUpdate({
        target: orgId === null ? [patents.number] : [patents.orgId, patents.number],
        targetWhere: orgId === null ? sql`org_id is null` : sql`org_id is not null`,
        set: {
          title: told('title'),
          type: told('type'),
          owner: told('owner'),
          status: told('status'),
          filedOn: told('filed_on'),
          grantedOn: told('granted_on'),
          expiresOn: told('expires_on'),
          paidUntilOn: told('paid_until_on'),
          source: told('source'),
          asOf: told('as_of'),
          loadedBy: told('loaded_by'),
          updatedAt: told('updated_at'),
        },
        setWhere: lte(patents.asOf, told('as_of')),
      })
      .returning({ number: patents.number });
    for (const { number } of batch) written.add(number);
  }
  return facts.filter(({ number }) => written.has(number)).length;
}

async function addToList(tx: In<ActorContext>, orgId: string, facts: readonly PatentFacts[]): Promise<number> {
  let added = 0;
  for (let from = 0; from < facts.length; from += atATime) {
    const rows = await tx.db
      .insert(organisationPatents)
      .values(
        facts
          .slice(from, from + atATime)
          .map(({ number }) => ({ orgId, number, addedBy: tx.actor.userId, createdAt: tx.now() })),
      )
      .onConflictDoNothing()
      .returning({ id: organisationPatents.id });
    added += rows.length;
  }
  return added;
}
