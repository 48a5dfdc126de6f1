import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Paper } from '#app/domain/paper.ts';
import { publicityPaper, type RecordedObjection } from '#app/domain/publicity-paper.ts';
import type { ActorContext } from '../context.server.ts';
import { answerersOf } from '../contracts/objection-answerers.server.ts';
import { publicityPage, type WhichNotice } from '../contracts/publicity-queries.server.ts';

type Shown = Omit<Awaited<ReturnType<typeof publicityPage>>['objections'][number], 'reviewers'>;

const nobody = { decidedBy: null, reviewedBy: null };

const recorded = ({ course, ...row }: Shown, by: Awaited<ReturnType<typeof answerersOf>>): RecordedObjection => ({
  ...row,
  ...(by.get(row.id) ?? nobody),
  reviewedAt: course.reviewedAt,
  reviewGrounds: course.reviewGrounds,
  reviewDecision: course.reviewDecision,
  reviewEnd: course.reviewEnd,
  reviewUntil: course.reviewUntil,
});

/** The record of a contract's latest publicity, or of the one that is asked for, as a paper. It is the unit's own: the other party reads the notice, not this. */
export async function paperOfPublicity(ctx: ActorContext, contractId: string, which?: WhichNotice): Promise<Paper> {
  const found = await publicityPage(ctx, contractId, which);
  const { publicity, notice, unit, objections, postings, earlier, isUnit } = found;
  if (!isUnit) throw new AppError('forbidden');
  const all = [objections, ...earlier.map((before) => before.objections)].flat();
  const by = await answerersOf(
    ctx,
    all.map(({ id }) => id),
  );
  return publicityPaper({
    ...publicity,
    notice,
    unit: unit.name,
    versionN: publicity.contractVersionN,
    objections: objections.map((row) => recorded(row, by)),
    earlier: earlier.map((before) => ({ ...before, objections: before.objections.map((row) => recorded(row, by)) })),
    postings,
    printedOn: dayOf(ctx.now()),
    isSample: unit.isSample,
  });
}
