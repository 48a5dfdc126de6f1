import { and, asc, desc, eq } from 'drizzle-orm';
import { mayDo } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { isObjectable } from '#app/domain/publicity.ts';
import type { PublicityNotice } from '#app/domain/publicity-notice.ts';
import { contracts, objections, organisations, publicities, users } from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { peopleWhoMay } from './people-who-may.server.ts';
import type { Publicity } from './start-publicity.server.ts';

const noticeOf = (publicity: Publicity) => publicity.notice as unknown as PublicityNotice;

/**
 * The notice of a contract's latest publicity with its objections, for the members of the unit and of the other party. The grounds
 * of an objection are the unit's and the objector's; the other party sees only that there is one.
 */
export async function publicityPage(ctx: ActorContext, contractId: string) {
  const [row] = await ctx.db
    .select({ publicity: publicities, contract: contracts, unit: organisations })
    .from(publicities)
    .innerJoin(contracts, eq(contracts.id, publicities.contractId))
    .innerJoin(organisations, eq(organisations.id, publicities.orgId))
    .where(eq(publicities.contractId, contractId))
    .orderBy(desc(publicities.contractVersionN))
    .limit(1);
  const orgId = ctx.actor.org?.orgId;
  if (row === undefined || (row.publicity.orgId !== orgId && row.contract.licenseeOrgId !== orgId)) {
    throw new AppError('not_found');
  }
  const { publicity, contract, unit } = row;
  const isUnit = publicity.orgId === orgId;
  const isOpen = isObjectable(publicity, ctx.now());
  const mayDecide = isUnit && mayDo(ctx.actor, 'decide');
  return {
    contract: { id: contract.id, no: contract.no, title: contract.title, state: contract.state },
    unit: { name: unit.name, isSample: unit.isSample },
    publicity,
    notice: noticeOf(publicity),
    isUnit,
    mayObject: isOpen && (isUnit || publicity.audience === 'public'),
    mayDecide,
    /** Named where the reader is of the unit and does not decide himself. */
    deciders: isUnit && !mayDecide ? (await peopleWhoMay(ctx, 'decide')).map(({ name }) => name) : [],
    objections: await listObjections(ctx, publicity.id, isUnit),
  };
}

async function listObjections(ctx: ActorContext, publicityId: string, isUnit: boolean) {
  const rows = await ctx.db
    .select({ objection: objections, by: users.name })
    .from(objections)
    .innerJoin(users, eq(users.id, objections.filedBy))
    .where(eq(objections.publicityId, publicityId))
    .orderBy(asc(objections.createdAt));
  return rows.map(({ objection, by }) => {
    const isMine = objection.filedBy === ctx.actor.userId;
    const isReadable = isUnit || isMine;
    return {
      id: objection.id,
      state: objection.state,
      createdAt: objection.createdAt,
      decidedAt: objection.decidedAt,
      isMine,
      by: isReadable ? by : null,
      grounds: isReadable ? objection.grounds : null,
      decision: isReadable ? objection.decision : null,
    };
  });
}

/** Notices that stand for everybody to read, the newest first. Those within a unit are never among them. */
export async function listPublicNotices(ctx: Pick<Context, 'db'>, limit = 100) {
  const rows = await ctx.db
    .select({ publicity: publicities, unit: organisations })
    .from(publicities)
    .innerJoin(organisations, eq(organisations.id, publicities.orgId))
    .where(eq(publicities.audience, 'public'))
    .orderBy(desc(publicities.startedAt), desc(publicities.id))
    .limit(limit);
  return rows.map(({ publicity, unit }) => ({
    id: publicity.id,
    state: publicity.state,
    startedAt: publicity.startedAt,
    endsAt: publicity.endsAt,
    notice: noticeOf(publicity),
    unit: { name: unit.name, isSample: unit.isSample },
  }));
}

/** One public notice; a notice within a unit does not exist here. A signed-in person sees the answers to his own objections. */
export async function getPublicNotice(ctx: Context, id: string) {
  const [row] = await ctx.db
    .select({ publicity: publicities, unit: organisations })
    .from(publicities)
    .innerJoin(organisations, eq(organisations.id, publicities.orgId))
    .where(and(eq(publicities.id, id), eq(publicities.audience, 'public')));
  if (row === undefined) throw new AppError('not_found');
  const { publicity, unit } = row;
  const mine =
    ctx.actor === null
      ? []
      : await ctx.db
          .select()
          .from(objections)
          .where(and(eq(objections.publicityId, id), eq(objections.filedBy, ctx.actor.userId)))
          .orderBy(asc(objections.createdAt));
  return {
    publicity: {
      id,
      state: publicity.state,
      startedAt: publicity.startedAt,
      endsAt: publicity.endsAt,
      sha256: publicity.sha256,
    },
    notice: noticeOf(publicity),
    unit: { name: unit.name, isSample: unit.isSample },
    isOpen: isObjectable(publicity, ctx.now()),
    mine: mine.map(({ id: objectionId, state, grounds, decision }) => ({ id: objectionId, state, grounds, decision })),
  };
}
