import { and, asc, eq, isNull, lte, or, sql } from 'drizzle-orm';
import { changeAskRoles } from '#app/domain/change-asks.ts';
import { addDays, dayOf, endOfDay } from '#app/domain/days.ts';
import { moneyDeedRoles } from '#app/domain/receipt-deeds.ts';
import { type Reminder, reminderOn, remindOffsets } from '#app/domain/reminder-days.ts';
import { contracts, deadlines, obligations } from '#db/schema/index.ts';
import { type Context, type In, inTransaction, systemContext } from '../context.server.ts';
import type { DeadlineKind } from './deadline.server.ts';
import { changeAskKinds, changesAsked, pageOfChange } from '../desk/changes-asked.server.ts';
import { decidersOf } from '../objections/deciders.server.ts';
import { claimedFen, outstandingFen } from '../payments/claim-sums.server.ts';
import { notifyOrganisation, notifyParties, notifyPeople } from './notify.server.ts';
import { pageOfDate, remindedDates } from './reminded-dates.server.ts';

const subjectKinds = Object.keys(remindedDates).map((kind) => kind.split('.') as [string, string]);

const dayIn = (column: string) => sql.raw(`(${column} at time zone 'Asia/Shanghai')::date`);

/**
 * A reminder day has come since people were last told: what was told of, or lies between two such days, is not even read, so that what
 * stays overdue for years takes no place from what is due tomorrow.
 */
const hasReminderDay = (today: string) => sql`exists (
  select 1 from unnest(${`{${remindOffsets.join(',')}}`}::int[]) as o
  where ${dayIn('coalesce(deadlines.reminded_at, deadlines.created_at)')} < ${dayIn('deadlines.due_at')} + o
    and ${dayIn('deadlines.due_at')} + o <= ${today}::date)`;

/** Nobody is asked to pay what is said to be on its way, or what waits for the agreed invoice. */
const isToPay = sql`(deadlines.subject_type <> 'obligation' or deadlines.kind <> 'pay' or (
  exists (select 1 from obligations where obligations.id = deadlines.subject_id
    and ${outstandingFen}::bigint > ${claimedFen}::bigint)
  and not exists (select 1 from deadlines w where w.subject_type = 'obligation' and w.subject_id = deadlines.subject_id
    and w.kind = 'invoice' and w.done_at is null)))`;

/** Reminds who must act of dates that come near or have passed. Two sweeps at once tell everybody once. */
export async function remindDeadlines(given: Context): Promise<void> {
  const ctx = systemContext(given);
  const today = dayOf(ctx.now());
  const rows = await ctx.db
    .select()
    .from(deadlines)
    .where(
      and(
        isNull(deadlines.doneAt),
        lte(deadlines.dueAt, endOfDay(addDays(today, 7))),
        or(isNull(deadlines.opensAt), lte(deadlines.opensAt, ctx.now())),
        or(...subjectKinds.map(([type, kind]) => and(eq(deadlines.subjectType, type), eq(deadlines.kind, kind)))),
        sql`coalesce(${deadlines.remindedAt}, ${deadlines.createdAt}) < ${ctx.now().toISOString()}::timestamptz - interval '20 hours'`,
        // The end of the term is nobody's task; a milestone that falls due by its date asks nobody either.
        sql`(deadlines.org_id is not null or (deadlines.subject_type = 'contract' and deadlines.kind = 'term'))`,
        hasReminderDay(today),
        isToPay,
      ),
    )
    .orderBy(asc(deadlines.dueAt))
    .limit(500);
  for (const row of rows) await remind(ctx, row, today);
}

type Deadline = typeof deadlines.$inferSelect;

async function remind(ctx: Context, row: Deadline, today: string): Promise<void> {
  const when = reminderOn(dayOf(row.dueAt), dayOf(row.remindedAt ?? row.createdAt), today);
  if (when === null) return;
  await inTransaction(ctx, async (tx) => {
    const asSeen = row.remindedAt === null ? isNull(deadlines.remindedAt) : eq(deadlines.remindedAt, row.remindedAt);
    const marked = await tx.db
      .update(deadlines)
      .set({ remindedAt: tx.now() })
      .where(and(eq(deadlines.id, row.id), isNull(deadlines.doneAt), asSeen))
      .returning({ id: deadlines.id });
    if (marked.length > 0) await tell(tx, row, when);
  });
}

async function tell(tx: In<Context>, row: Deadline, when: Reminder): Promise<void> {
  const due = `${row.subjectType}.${row.kind}`;
  const { orgId, subjectId } = row;
  const kind = `deadline.${when}`;
  const change = (await changesAsked(tx, [row])).get(subjectId);
  // Its own side has confirmed the scan, and waits for the other.
  if (change?.ask === null && !change.isArranged) return;
  const href = change ? pageOfChange(change) : await pageOfDate(tx, row);
  const ask = change && (change.ask ?? 'sign');
  const notice = { kind, params: { due: ask ? changeAskKinds[ask] : due, on: dayOf(row.dueAt) }, href };
  const roles = ask ? changeAskRoles[ask] : (remindedDates[due as DeadlineKind]?.roles ?? []);
  if (orgId === null) {
    const [contract] = await tx.db.select().from(contracts).where(eq(contracts.id, subjectId));
    return contract && notifyParties(tx, contract, roles, notice);
  }
  // An objection is not for who objected, nor its review for who decided; where nobody is left, the owner has to name somebody.
  const objected = row.subjectType === 'objection' ? [subjectId] : [];
  const deciders = (await decidersOf(tx, orgId, objected)).get(subjectId);
  if (deciders !== undefined && deciders.length > 0) await notifyPeople(tx, deciders, notice);
  else await notifyOrganisation(tx, orgId, deciders === undefined ? roles : ['owner'], notice);
  if (due === 'obligation.pay' && when === 'late') await tellPayee(tx, row, href);
}

/** The other side of a late payment: it can press for it, or find that the money is there. */
async function tellPayee(tx: In<Context>, { subjectId, dueAt }: Deadline, href: string): Promise<void> {
  const [claim] = await tx.db
    .select({ payeeOrgId: obligations.payeeOrgId })
    .from(obligations)
    .where(eq(obligations.id, subjectId));
  const notice = { kind: 'deadline.late', params: { due: 'obligation.unpaid', on: dayOf(dueAt) }, href };
  if (claim) await notifyOrganisation(tx, claim.payeeOrgId, moneyDeedRoles.dun, notice);
}
