import { and, desc, eq, exists } from 'drizzle-orm';
import { mayReadObjections } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { isObjectable } from '#app/domain/publicity.ts';
import { contracts, objections, organisations, publicities } from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { listObjections } from './objection-rows.server.ts';
import { raisedOf } from './raised-of.server.ts';
import { noticeOf } from './publicity-queries.server.ts';

/** Notices that stand for everybody to read, the newest first. Those within a unit are never among them. */
export async function listPublicNotices(ctx: Pick<Context, 'db'>, limit = 100) {
  const rows = await ctx.db
    .select({ publicity: publicities, unit: organisations })
    .from(publicities)
    .innerJoin(organisations, eq(organisations.id, publicities.orgId))
    .where(eq(publicities.audience, 'public'))
    .orderBy(desc(publicities.startedAt), desc(publicities.id))
    .limit(limit);
  const raised = await raisedOf(
    ctx,
    rows.map(({ publicity }) => publicity.id),
  );
  return rows.map(({ publicity, unit }) => ({
    id: publicity.id,
    state: publicity.state,
    raised: raised(publicity.id),
    startedAt: publicity.startedAt,
    endsAt: publicity.endsAt,
    notice: noticeOf(publicity),
    unit: { name: unit.name, isSample: unit.isSample },
  }));
}

/**
 * One public notice. Of a notice within a unit there is only, for who objected to it and is of the unit no more, what he objected and
 * what came of it. A signed-in person sees the answers to his own objections.
 */
export async function getPublicNotice(ctx: Context, id: string) {
  const userId = ctx.actor?.userId ?? null;
  const [row] = await ctx.db
    .select({ publicity: publicities, unit: organisations, licenseeOrgId: contracts.licenseeOrgId })
    .from(publicities)
    .innerJoin(contracts, eq(contracts.id, publicities.contractId))
    .innerJoin(organisations, eq(organisations.id, publicities.orgId))
    .where(eq(publicities.id, id));
  if (row === undefined) throw new AppError('not_found');
  const { publicity, unit } = row;
  const isPublic = publicity.audience === 'public';
  const mine =
    userId === null ? [] : await listObjections(ctx, publicity, { userId, isHandler: false, mayDecide: false }, true);
  if (!isPublic && mine.length === 0) throw new AppError('not_found');
  const notice = noticeOf(publicity);
  return {
    publicity: {
      id,
      state: publicity.state,
      raised: (await raisedOf(ctx, [id]))(id),
      startedAt: publicity.startedAt,
      endsAt: publicity.endsAt,
      sha256: publicity.sha256,
    },
    achievement: notice.achievement.name,
    notice: isPublic ? notice : null,
    unit: { name: unit.name, isSample: unit.isSample },
    isOpen: isPublic && isObjectable(publicity, ctx.now()),
    side: sideOf(ctx, publicity.orgId, row.licenseeOrgId),
    mine,
  };
}

/** Who is not asked to object: who handles objections for the unit, and the other party to the contract; null for everybody else. */
function sideOf({ actor }: Context, unitId: string, licenseeId: string): 'handler' | 'party' | null {
  if (actor === null) return null;
  if (actor.org?.orgId === licenseeId) return 'party';
  return actor.org?.orgId === unitId && mayReadObjections(actor) ? 'handler' : null;
}

/** The notice of this contract to which the actor objected last, of that version where one is named; null where there is none. */
export async function findNoticeObjectedTo(ctx: ActorContext, contractId: string, versionN: number | null) {
  const ofVersion = versionN === null ? undefined : eq(publicities.contractVersionN, versionN);
  const own = ctx.db
    .select({ id: objections.id })
    .from(objections)
    .where(and(eq(objections.publicityId, publicities.id), eq(objections.filedBy, ctx.actor.userId)));
  const [row] = await ctx.db
    .select({ id: publicities.id })
    .from(publicities)
    .where(and(eq(publicities.contractId, contractId), ofVersion, exists(own)))
    .orderBy(desc(publicities.startedAt), desc(publicities.id))
    .limit(1);
  return row?.id ?? null;
}
