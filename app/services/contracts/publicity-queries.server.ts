import { and, asc, desc, eq, lte, ne, or, sql } from 'drizzle-orm';
import { openAmendmentStates } from '#app/domain/amendment-machine.ts';
import { mayDo, mayReadObjections } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { isObjectable } from '#app/domain/publicity.ts';
import type { PublicityNotice } from '#app/domain/publicity-notice.ts';
import {
  contractAmendments,
  contracts,
  files,
  organisations,
  publicities,
  publicityPostings,
  users,
} from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';
import type { Publicity } from './move-publicity.server.ts';
import { isDecidable, listObjections, type ObjectionReader } from './objection-rows.server.ts';
import { raisedOf } from './raised-of.server.ts';
import { peopleWhoMay } from './people-who-may.server.ts';
import { reviewersOf } from './reviewers.server.ts';
import { seesContract } from './sees-contract.server.ts';

/** The frozen words of a notice. */
export const noticeOf = (publicity: Publicity) => publicity.notice as unknown as PublicityNotice;

/** Which notice of a contract: that of a version, or the latest up to one; by itself the latest. */
export interface WhichNotice {
  readonly version?: number | null;
  readonly upTo?: number;
}

/**
 * The notice of a contract's latest publicity, or of the one that is asked for, with its objections, for the members of the unit and of the other party. The grounds
 * of an objection are the objector's and those of the unit who handle or decide it; others see only that there is one.
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
    // What became of a change that is over is not the contract's notice, unless it is asked for.
    .orderBy(asc(isOverChange), desc(publicities.contractVersionN), desc(publicities.startedAt), desc(publicities.id))
    .limit(1);
  const orgId = ctx.actor.org?.orgId;
  if (row === undefined || (row.publicity.orgId !== orgId && row.contract.licenseeOrgId !== orgId)) {
    throw new AppError('not_found');
  }
  const { publicity, contract, unit } = row;
  const isUnit = publicity.orgId === orgId;
  const isOpen = isObjectable(publicity, ctx.now());
  const mayDecide = isUnit && isDecidable(publicity.state) && mayDo(ctx.actor, 'decide');
  const reader = { userId: ctx.actor.userId, isHandler: isUnit && mayReadObjections(ctx.actor), mayDecide };
  const listed = await listObjections(ctx, publicity, reader);
  const inReview = listed.flatMap((row) => (row.state === 'in_review' ? [row.id] : []));
  const reviewers = isDecidable(publicity.state)
    ? await reviewersOf(ctx, publicity.orgId, inReview)
    : new Map<string, { name: string }[]>();
  return {
    contract: { id: contract.id, no: contract.no, title: contract.title, state: contract.state },
    unit: { name: unit.name, isSample: unit.isSample },
    publicity,
    raised: (await raisedOf(ctx, [publicity.id]))(publicity.id),
    notice: noticeOf(publicity),
    isUnit,
    /** Members of the unit read the notice, and not always the contract. */
    seesContract: await seesContract(ctx, contract),
    /** Those who handle what is objected, and the other party, are not asked to object. */
    mayObject: isOpen && isUnit && !mayReadObjections(ctx.actor),
    mayDecide,
    /** Named where the reader is of the unit and does not decide himself. */
    deciders:
      isUnit && isDecidable(publicity.state) && !mayDecide
        ? (await peopleWhoMay(ctx, 'decide')).map(({ name }) => name)
        : [],
    /** Other versions of the contract that stood in publicity, too. */
    others: await otherNotices(ctx, publicity),
    objections: listed.map((row) => ({
      ...row,
      /** Of a review, for readers of the unit: who else than who answered first may decide it. */
      reviewers: reviewers.get(row.id)?.map(({ name }) => name),
    })),
    /** Notices before this one that are void, the oldest first; the unit's own record. */
    earlier: isUnit ? await listEarlier(ctx, publicity, reader) : [],
    /** Where else the notice stood; the unit's own record. */
    postings: isUnit ? await listPostings(ctx, publicity.id) : [],
    mayPost: isUnit && publicity.state !== 'cancelled' && mayDo(ctx.actor, 'publicise'),
  };
}

/** The notice is of a change of what is signed; each change has its own, the contract's drafts have one after the other. */
const isOfChange = sql<boolean>`coalesce(jsonb_exists(${publicities.notice}, 'change'), false)`;

/** Void, of a change that was dropped or refused: the contract goes on as it is signed. */
const isOverChange = sql<boolean>`(${isOfChange} and ${publicities.state} = 'cancelled' and not exists (
  select 1 from ${contractAmendments} going where going.contract_id = ${publicities.contractId}
  and going.version_n = ${publicities.contractVersionN} and going.state in ${openAmendmentStates}))`;

/** What stood before this notice and is void: of a change only what was put right of it, of the contract what stood while it was bargained. */
async function listEarlier(ctx: ActorContext, publicity: Publicity, reader: ObjectionReader) {
  const { id, contractId, contractVersionN, startedAt } = publicity;
  const isBefore =
    noticeOf(publicity).change === undefined
      ? sql`not ${isOfChange}`
      : eq(publicities.contractVersionN, contractVersionN);
  const rows = await ctx.db
    .select()
    .from(publicities)
    .where(
      and(
        eq(publicities.contractId, contractId),
        ne(publicities.id, id),
        eq(publicities.state, 'cancelled'),
        lte(publicities.startedAt, startedAt),
        isBefore,
      ),
    )
    .orderBy(asc(publicities.startedAt), asc(publicities.id));
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      versionN: row.contractVersionN,
      startedAt: row.startedAt,
      state: row.state,
      objections: await listObjections(ctx, row, reader),
    })),
  );
}

/** The latest notice of each other version, but for what is void of the drafts: that stands below as what was before. */
async function otherNotices(ctx: Pick<Context, 'db'>, { contractId, contractVersionN }: Publicity) {
  const rows = await ctx.db
    .select({ id: publicities.id, versionN: publicities.contractVersionN, state: publicities.state })
    .from(publicities)
    .where(
      and(
        eq(publicities.contractId, contractId),
        ne(publicities.contractVersionN, contractVersionN),
        or(ne(publicities.state, 'cancelled'), isOfChange),
      ),
    )
    .orderBy(desc(publicities.contractVersionN), desc(publicities.startedAt), desc(publicities.id));
  const latest = rows.filter(({ versionN }, i) => rows.findIndex((row) => row.versionN === versionN) === i);
  const raised = await raisedOf(
    ctx,
    latest.map(({ id }) => id),
  );
  return latest.map(({ id, ...row }) => ({ ...row, raised: raised(id) }));
}

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
