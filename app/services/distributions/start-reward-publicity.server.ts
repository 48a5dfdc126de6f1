import { eq } from 'drizzle-orm';
import { addWorkingDays, dayOf, endOfDay } from '#app/domain/days.ts';
import { formatYuan } from '#app/domain/money.ts';
import { contracts, distributionPublicities, receipts } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';
import { fingerprint } from '../fingerprint.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { workCalendar } from '../platform/work-calendar.server.ts';
import type { DistributionRow } from './propose-distribution.server.ts';
import { teamLines } from './team-answers.server.ts';

/** A reward list as it is frozen. */
export interface RewardNotice {
  readonly contract: string;
  readonly receipt: string;
  readonly net: string;
  readonly people: readonly { readonly name: string; readonly amount: string }[];
}

/** Freezes the reward list and starts its working days inside the unit. The caller has moved the distribution. */
export async function startRewardPublicity(
  tx: In<ActorContext>,
  row: DistributionRow,
  workingDays: number,
): Promise<void> {
  const [[head], team, calendar] = await Promise.all([
    tx.db
      .select({ no: receipts.no, contractNo: contracts.no, title: contracts.title })
      .from(receipts)
      .innerJoin(contracts, eq(contracts.id, receipts.contractId))
      .where(eq(receipts.id, row.receiptId)),
    teamLines(tx, row.id),
    workCalendar(tx),
  ]);
  const notice: RewardNotice = {
    contract: `${head?.contractNo ?? ''} ${head?.title ?? ''}`,
    receipt: head?.no ?? '',
    net: formatYuan(row.netFen),
    people: team.map(({ label, amountFen }) => ({ name: label, amount: formatYuan(amountFen) })),
  };
  const startedAt = tx.now();
  const endsAt = endOfDay(addWorkingDays(dayOf(startedAt), workingDays, calendar).day);
  await tx.db
    .update(distributionPublicities)
    .set({ startedAt, endsAt, notice: { ...notice }, sha256: fingerprint(notice) })
    .where(eq(distributionPublicities.distributionId, row.id));
  await setDeadline(tx, { kind: 'distribution.end', subjectId: row.id, orgId: null, dueAt: endsAt });
}
