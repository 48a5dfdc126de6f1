import { and, asc, eq, isNull, lte, or, sql } from 'drizzle-orm';
import type { MemberRole } from '#app/domain/access.ts';
import { changeAskRoles } from '#app/domain/change-asks.ts';
import { addDays, dayOf, endOfDay } from '#app/domain/days.ts';
import { reminderOn } from '#app/domain/reminder-days.ts';
import { contractAmendments, contractDeclarations, deadlines, objections, publicities } from '#db/schema/index.ts';
import { type Context, inTransaction, systemContext } from '../context.server.ts';
import type { DeadlineKind } from './deadline.server.ts';
import { changeAskKinds, changesAsked } from '../desk/changes-asked.server.ts';
import { decidersOf } from '../objections/deciders.server.ts';
import { notifyOrganisation, notifyPeople } from './notify.server.ts';

/** Dates of a contract of which people are reminded, where each is dealt with, and whose task it is. */
const reminded: Partial<Record<DeadlineKind, { readonly page: string; readonly roles: readonly MemberRole[] }>> = {
  'trial.deliver': { page: '/trial', roles: ['officer', 'inventor'] },
  'trial.inspect': { page: '/trial', roles: ['officer', 'approver'] },
  'trial.report': { page: '/trial', roles: ['officer', 'approver'] },
  'trial.decide': { page: '/trial', roles: ['owner', 'approver', 'officer'] },
  'trial.data': { page: '/trial', roles: ['officer'] },
  'royalty.report': { page: '/statements', roles: ['officer', 'finance'] },
  'objection.admit': { page: '/publicity', roles: ['approver'] },
  'objection.decide': { page: '/publicity', roles: ['approver'] },
  'contract.cure': { page: '', roles: ['owner', 'approver', 'officer'] },
  'contract.answer': { page: '', roles: ['owner', 'approver'] },
  'declaration.answer': { page: '/changes', roles: ['owner', 'approver'] },
  'amendment.answer': { page: '/changes', roles: changeAskRoles.answer },
};
const subjectKinds = Object.keys(reminded).map((kind) => kind.split('.') as [string, string]);

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
      ),
    )
    .orderBy(asc(deadlines.dueAt))
    .limit(500);
  for (const row of rows) await remind(ctx, row, today);
}

async function remind(ctx: Context, row: typeof deadlines.$inferSelect, today: string): Promise<void> {
  const when = reminderOn(dayOf(row.dueAt), dayOf(row.remindedAt ?? row.createdAt), today);
  const due = `${row.subjectType}.${row.kind}`;
  const rule = reminded[due as DeadlineKind];
  const { orgId, subjectId } = row;
  if (when === null || rule === undefined || orgId === null) return;
  await inTransaction(ctx, async (tx) => {
    const asSeen = row.remindedAt === null ? isNull(deadlines.remindedAt) : eq(deadlines.remindedAt, row.remindedAt);
    const marked = await tx.db
      .update(deadlines)
      .set({ remindedAt: tx.now() })
      .where(and(eq(deadlines.id, row.id), isNull(deadlines.doneAt), asSeen))
      .returning({ id: deadlines.id });
    if (marked.length === 0) return;
    const kind = `deadline.${when}`;
    const href = `/desk/contracts/${await contractOf(tx, row.subjectType, subjectId)}${rule.page}`;
    const change = (await changesAsked(tx, [row])).get(subjectId);
    // Its own side has confirmed the scan, and waits for the other.
    if (change?.ask === null && !change.isArranged) return;
    const ask = change && (change.ask ?? 'sign');
    const notice = { kind, params: { due: ask ? changeAskKinds[ask] : due, on: dayOf(row.dueAt) }, href };
    const roles = ask ? changeAskRoles[ask] : rule.roles;
    // An objection is not for who objected, nor its review for who decided; where nobody is left, the owner has to name somebody.
    const objected = row.subjectType === 'objection' ? [subjectId] : [];
    const deciders = (await decidersOf(tx, orgId, objected)).get(subjectId);
    if (deciders !== undefined && deciders.length > 0) await notifyPeople(tx, deciders, notice);
    else await notifyOrganisation(tx, orgId, deciders === undefined ? roles : ['owner'], notice);
  });
}

/** The contract that a date is about: its own, or that of the question. */
async function contractOf(tx: Pick<Context, 'db'>, subjectType: string, id: string): Promise<string> {
  if (subjectType === 'objection') {
    const [row] = await tx.db
      .select({ contractId: publicities.contractId })
      .from(objections)
      .innerJoin(publicities, eq(publicities.id, objections.publicityId))
      .where(eq(objections.id, id));
    return row?.contractId ?? id;
  }
  const table = { declaration: contractDeclarations, amendment: contractAmendments }[subjectType];
  if (table === undefined) return id;
  const [row] = await tx.db.select({ contractId: table.contractId }).from(table).where(eq(table.id, id));
  return row?.contractId ?? id;
}
