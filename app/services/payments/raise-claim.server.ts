import { and, eq } from 'drizzle-orm';
import { type Day, endOfDay } from '#app/domain/days.ts';
import { interestDue, milestoneDue, royaltyDue } from '#app/domain/ledger.ts';
import type { Fen } from '#app/domain/money.ts';
import { claimIs } from '#app/domain/obligation.ts';
import { obligations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { lastDayFor } from '../contracts/terms-in-force.server.ts';
import { planInvoice } from '../invoices/plan-invoice.server.ts';
import { postInBothBooks } from '../ledger/post-entries.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';

export type Obligation = typeof obligations.$inferSelect;

export interface NewObligation {
  readonly contract: { readonly id: string; readonly licensorOrgId: string; readonly licenseeOrgId: string };
  readonly kind: keyof typeof duePosting;
  /** The milestone, the royalty statement or the charge of default interest. */
  readonly subjectId: string;
  /** Where it is charged again, and the subject is not the milestone itself. */
  readonly milestoneId?: string | null;
  readonly label: string;
  readonly amountFen: Fen;
  readonly dueOn: Day;
}

const duePosting = { milestone: milestoneDue, royalty: royaltyDue, interest: interestDue } as const;

/**
 * Makes a claim of the licensor on the licensee, inside the transaction of the deed that gives rise to it, and posts it in
 * both books. The caller has locked the contract, and sets the credit of the contract off once all that his deed does to its claims
 * is booked (`raiseObligation` where it is this one). One claim a subject: raised again, it is found and nothing changes.
 */
export async function raiseClaim(tx: In<Context>, input: NewObligation): Promise<Obligation> {
  const { contract, kind, subjectId, milestoneId = null, label, amountFen, dueOn } = input;
  const [row] = await tx.db
    .insert(obligations)
    .values({
      contractId: contract.id,
      kind,
      subjectId,
      milestoneId,
      label,
      payerOrgId: contract.licenseeOrgId,
      payeeOrgId: contract.licensorOrgId,
      amountFen,
      dueOn: claimIs(kind, 'bears_interest') ? await lastDayFor(tx, contract.id, dueOn) : dueOn,
      createdAt: tx.now(),
    })
    .onConflictDoNothing({ target: [obligations.kind, obligations.subjectId] })
    .returning();
  if (row === undefined) return findRaised(tx, kind, subjectId);
  const facts = { id: subjectId, occurredAt: tx.now(), amountFen };
  await postInBothBooks(tx, contract, label, (side) => duePosting[kind]({ ...facts, side }));
  await audit(tx, { deed: 'obligation.raise', subjectType: 'obligation', subjectId: row.id });
  await setDeadline(tx, {
    kind: 'obligation.pay',
    subjectId: row.id,
    orgId: row.payerOrgId,
    dueAt: endOfDay(row.dueOn),
  });
  await planInvoice(tx, row);
  const notice = { kind: 'obligation.raise', params: { title: label }, href: `/desk/obligations/${row.id}` };
  await notifyOrganisation(tx, row.payerOrgId, ['officer', 'finance'], notice);
  return row;
}

async function findRaised(tx: In<Context>, kind: NewObligation['kind'], subjectId: string): Promise<Obligation> {
  const [row] = await tx.db
    .select()
    .from(obligations)
    .where(and(eq(obligations.kind, kind), eq(obligations.subjectId, subjectId)));
  if (row === undefined) throw new Error('obligation was not stored');
  return row;
}
