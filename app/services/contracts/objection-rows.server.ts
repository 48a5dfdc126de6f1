import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { mayReview } from '#app/domain/objection-days.ts';
import { isUndecided, type PublicityState } from '#app/domain/publicity.ts';
import { deadlines, objections, users } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { objectorsOf } from '../objections/objectors.server.ts';
import type { Publicity } from './move-publicity.server.ts';
import { papersOfObjections } from './objection-papers.server.ts';

/** Who reads the objections: who handles or decides them for the unit reads all, others their own; deciding only while the notice is held up by them. */
export interface ObjectionReader {
  readonly userId: string | null;
  readonly isHandler: boolean;
  readonly mayDecide: boolean;
}

/** Whoever may decide does so while the notice is held up by an objection, and not after it is void. */
export const isDecidable = (state: PublicityState): boolean => state === 'objected';

/** The objections to a notice with their course, the oldest first; the words only for those who may read them. */
export async function listObjections(
  ctx: Pick<Context, 'db'>,
  { id, state }: Pick<Publicity, 'id' | 'state'>,
  reader: ObjectionReader,
  onlyOwn = false,
) {
  const ofNotice = eq(objections.publicityId, id);
  const rows = await ctx.db
    .select({ objection: objections, by: users.name })
    .from(objections)
    .innerJoin(users, eq(users.id, objections.filedBy))
    .where(onlyOwn ? and(ofNotice, eq(objections.filedBy, reader.userId ?? '')) : ofNotice)
    .orderBy(asc(objections.createdAt));
  const ids = rows.map(({ objection }) => objection.id);
  const [dues, papers, objectorOf] = await Promise.all([
    duesOf(ctx, ids),
    papersOfObjections(ctx, ids),
    objectorsOf(ctx, ids),
  ]);
  return rows.map(({ objection, by }) => {
    const isMine = objection.filedBy === reader.userId;
    const isReadable = reader.isHandler || isMine;
    const { reviewGrounds, reviewDecision, admittedAt, reviewUntil, reviewedAt } = objection;
    const isOfReader = objection.state !== 'in_review' || mayReview(objection, reader.userId ?? '');
    return {
      id: objection.id,
      state: objection.state,
      createdAt: objection.createdAt,
      decidedAt: objection.decidedAt,
      isMine,
      ...objectorOf(objection.id, by, isReadable),
      grounds: isReadable ? objection.grounds : null,
      decision: isReadable ? objection.decision : null,
      papers: isReadable ? (papers.get(objection.id) ?? []) : [],
      course: {
        admittedAt,
        reviewUntil,
        /** Told once the days for a review are over, of what was dismissed. */
        reviewEnd: objection.state === 'dismissed' ? objection.reviewEnd : null,
        reviewedAt,
        reviewGrounds: isReadable ? reviewGrounds : null,
        reviewDecision: isReadable ? reviewDecision : null,
        dueAt: isReadable ? (dues.get(objection.id) ?? null) : null,
        mayDecide: reader.mayDecide && isDecidable(state) && isOfReader,
        /** The notice is put right: what is not decided goes on with the new one. */
        isWaiting: state === 'cancelled' && isUndecided(objection.state),
      },
    };
  });
}

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
