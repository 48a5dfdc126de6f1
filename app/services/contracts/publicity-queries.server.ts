import { and, asc, desc, eq, inArray, isNull, lte, ne } from 'drizzle-orm';
import { mayDo } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { mayReview } from '#app/domain/objection-days.ts';
import { isObjectable } from '#app/domain/publicity.ts';
import type { PublicityNotice } from '#app/domain/publicity-notice.ts';
import {
  contracts,
  deadlines,
  files,
  objections,
  organisations,
  publicities,
  publicityPostings,
  users,
} from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';
import type { Objection } from './contract-objection.server.ts';
import { papersOfObjections } from './objection-papers.server.ts';
import { peopleWhoMay } from './people-who-may.server.ts';
import type { Publicity } from './write-notice.server.ts';

const noticeOf = (publicity: Publicity) => publicity.notice as unknown as PublicityNotice;

/** Which notice of a contract: that of a version, or the latest up to one; by itself the latest. */
export interface WhichNotice {
  readonly version?: number | null;
  readonly upTo?: number;
}

/**
 * The notice of a contract's latest publicity, or of the one that is asked for, with its objections, for the members of the unit and of the other party. The grounds
 * of an objection are the unit's and the objector's; the other party sees only that there is one.
 */
export async function publicityPage(ctx: ActorContext, contractId: string, { version, upTo }: WhichNotice = {}) {
  const [row] = await ctx.db
    .select({ publicity: publicities, contract: contracts, unit: organisations })
    .from(publicities)
    .innerJoin(contracts, eq(contracts.id, publicities.contractId))
    .innerJoin(organisations, eq(organisations.id, publicities.orgId))
    .where(
      and(
        eq(publicities.contractId, contractId),
        version == null ? undefined : eq(publicities.contractVersionN, version),
        upTo === undefined ? undefined : lte(publicities.contractVersionN, upTo),
      ),
    )
    .orderBy(desc(publicities.contractVersionN), desc(publicities.startedAt), desc(publicities.id))
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
    /** Other versions of the contract that stood in publicity, too. */
    others: await otherNotices(ctx, publicity),
    objections: await listObjections(ctx, publicity.id, isUnit, mayDecide),
    /** Notices of this contract that are void, the oldest first; the unit's own record. */
    earlier: isUnit ? await listEarlier(ctx, publicity, mayDecide) : [],
    /** Where else the notice stood; the unit's own record. */
    postings: isUnit ? await listPostings(ctx, publicity.id) : [],
    mayPost: isUnit && publicity.state !== 'cancelled' && mayDo(ctx.actor, 'publicise'),
  };
}

async function listEarlier(ctx: ActorContext, { id, contractId }: Publicity, mayDecide: boolean) {
  const rows = await ctx.db
    .select()
    .from(publicities)
    .where(and(eq(publicities.contractId, contractId), ne(publicities.id, id), eq(publicities.state, 'cancelled')))
    .orderBy(asc(publicities.startedAt), asc(publicities.id));
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      versionN: row.contractVersionN,
      startedAt: row.startedAt,
      state: row.state,
      objections: await listObjections(ctx, row.id, true, mayDecide),
    })),
  );
}

const otherNotices = (ctx: Pick<Context, 'db'>, { id, contractId }: Publicity) =>
  ctx.db
    .select({ versionN: publicities.contractVersionN, state: publicities.state })
    .from(publicities)
    .where(and(eq(publicities.contractId, contractId), ne(publicities.id, id), ne(publicities.state, 'cancelled')))
    .orderBy(desc(publicities.contractVersionN));

const listPostings = (ctx: Pick<Context, 'db'>, publicityId: string) =>
  ctx.db
    .select({
      id: publicityPostings.id,
      place: publicityPostings.place,
      url: publicityPostings.url,
      postedOn: publicityPostings.postedOn,
      fileId: publicityPostings.fileId,
      sha256: files.sha256,
      by: users.name,
      createdAt: publicityPostings.createdAt,
    })
    .from(publicityPostings)
    .innerJoin(users, eq(users.id, publicityPostings.recordedBy))
    .innerJoin(files, eq(files.id, publicityPostings.fileId))
    .where(eq(publicityPostings.publicityId, publicityId))
    .orderBy(asc(publicityPostings.postedOn), asc(publicityPostings.id));

async function listObjections(ctx: ActorContext, publicityId: string, isUnit: boolean, mayDecide: boolean) {
  const rows = await ctx.db
    .select({ objection: objections, by: users.name })
    .from(objections)
    .innerJoin(users, eq(users.id, objections.filedBy))
    .where(eq(objections.publicityId, publicityId))
    .orderBy(asc(objections.createdAt));
  const dues = await duesOf(
    ctx,
    rows.map(({ objection }) => objection.id),
  );
  const papers = await papersOfObjections(
    ctx,
    rows.map(({ objection }) => objection.id),
  );
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
      papers: isReadable ? (papers.get(objection.id) ?? []) : [],
      course: {
        ...courseOf(objection, isReadable),
        dueAt: isReadable ? (dues.get(objection.id) ?? null) : null,
        mayDecide: mayDecide && (objection.state !== 'in_review' || mayReview(objection, ctx.actor.userId)),
      },
    };
  });
}

/** What an objection to a price has beside grounds and decision; its words for those who may read them. */
const courseOf = (objection: Objection, isReadable: boolean) => ({
  admittedAt: objection.admittedAt,
  reviewUntil: objection.reviewUntil,
  reviewedAt: objection.reviewedAt,
  reviewGrounds: isReadable ? objection.reviewGrounds : null,
  reviewDecision: isReadable ? objection.reviewDecision : null,
});

/** Until when the unit has to admit or decide, by objection. */
async function duesOf(ctx: Pick<Context, 'db'>, ids: readonly string[]): Promise<Map<string, Date>> {
  const rows = await ctx.db
    .select({ id: deadlines.subjectId, dueAt: deadlines.dueAt })
    .from(deadlines)
    .where(
      and(
        eq(deadlines.subjectType, 'objection'),
        inArray(deadlines.kind, ['admit', 'decide']),
        inArray(deadlines.subjectId, [...ids]),
        isNull(deadlines.doneAt),
      ),
    );
  return new Map(rows.map(({ id, dueAt }) => [id, dueAt]));
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
  const ids = mine.map((objection) => objection.id);
  const [dues, papers] = await Promise.all([duesOf(ctx, ids), papersOfObjections(ctx, ids)]);
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
    mine: mine.map((objection) => ({
      id: objection.id,
      state: objection.state,
      createdAt: objection.createdAt,
      decidedAt: objection.decidedAt,
      isMine: true,
      by: null,
      grounds: objection.grounds,
      decision: objection.decision,
      papers: papers.get(objection.id) ?? [],
      course: { ...courseOf(objection, true), dueAt: dues.get(objection.id) ?? null, mayDecide: false },
    })),
  };
}
