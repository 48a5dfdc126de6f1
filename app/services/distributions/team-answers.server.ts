import { and, asc, eq } from 'drizzle-orm';
import { isTeamAgreed } from '#app/domain/share-answer.ts';
import { AppError } from '#app/domain/errors.ts';
import { distributions, distributionShares, shareAnswers, users } from '#db/schema/index.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { moveDistribution } from './move-distribution.server.ts';
import type { DistributionRow } from './propose-distribution.server.ts';

/** The people's lines of a distribution, in their order, with what each has said. */
export const teamLines = (ctx: Pick<Context, 'db'>, distributionId: string) =>
  ctx.db
    .select({
      id: distributionShares.id,
      kind: distributionShares.kind,
      label: distributionShares.label,
      userId: distributionShares.userId,
      amountFen: distributionShares.amountFen,
      outcome: shareAnswers.outcome,
      note: shareAnswers.note,
      fileId: shareAnswers.fileId,
      answeredAt: shareAnswers.answeredAt,
      answeredBy: users.name,
    })
    .from(distributionShares)
    .leftJoin(shareAnswers, eq(shareAnswers.shareId, distributionShares.id))
    .leftJoin(users, eq(users.id, shareAnswers.answeredBy))
    .where(and(eq(distributionShares.distributionId, distributionId), eq(distributionShares.kind, 'person')))
    .orderBy(asc(distributionShares.position));

/** Locks a distribution that still waits for its people; a step further it is state_changed. */
export async function lockProposed(tx: In<ActorContext>, id: string): Promise<DistributionRow> {
  const [row] = await tx.db.select().from(distributions).where(eq(distributions.id, id)).for('update');
  if (row === undefined) throw new AppError('not_found');
  if (row.state !== 'proposed') throw new AppError('state_changed');
  return row;
}

/** Once every person has agreed it goes to who approves. */
export async function settleTeam(tx: In<ActorContext>, row: DistributionRow): Promise<DistributionRow> {
  if (!isTeamAgreed(await teamLines(tx, row.id))) return row;
  const confirmed = await moveDistribution(tx, row, 'confirm');
  const notice = { kind: 'distribution.propose', href: `/desk/receipts/${row.receiptId}` };
  await notifyOrganisation(tx, row.orgId, ['finance', 'approver'], notice);
  return confirmed;
}
