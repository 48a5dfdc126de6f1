import { eq } from 'drizzle-orm';
import type { MemberRole } from '#app/domain/access.ts';
import { changeAskRoles } from '#app/domain/change-asks.ts';
import { contractDeedRoles } from '#app/domain/contract-deeds.ts';
import { moneyDeedRoles } from '#app/domain/receipt-deeds.ts';
import {
  contractAmendments,
  contractDeclarations,
  milestones,
  objections,
  publicities,
  refunds,
  royaltyStatements,
} from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import type { DeadlineKind } from './deadline.server.ts';

interface RemindedDate {
  /** Where it is dealt with: below the contract's page, if nothing else is said. */
  readonly page: string;
  readonly roles: readonly MemberRole[];
}

/** Dates of a contract of which people are reminded, where each is dealt with, and whose task it is. */
export const remindedDates: Partial<Record<DeadlineKind, RemindedDate>> = {
  'trial.deliver': { page: '/trial', roles: contractDeedRoles.handIn },
  'trial.inspect': { page: '/trial', roles: contractDeedRoles.takeOver },
  'trial.report': { page: '/trial', roles: ['officer', 'approver'] },
  'trial.decide': { page: '/trial', roles: ['owner', 'approver', 'officer'] },
  'trial.data': { page: '/trial', roles: ['officer'] },
  'milestone.accept': { page: '', roles: contractDeedRoles.accept },
  'obligation.pay': { page: '', roles: moneyDeedRoles.pay },
  'obligation.invoice': { page: '', roles: ['finance'] },
  'royalty.report': { page: '/statements', roles: moneyDeedRoles.report },
  'royalty.review': { page: '/statements', roles: ['officer', 'finance', 'legal'] },
  'receipt.confirm': { page: '', roles: moneyDeedRoles.confirm },
  'refund.confirm': { page: '', roles: moneyDeedRoles.confirmRefund },
  'objection.admit': { page: '/publicity', roles: contractDeedRoles.admit },
  'objection.decide': { page: '/publicity', roles: contractDeedRoles.decide },
  'contract.cure': { page: '', roles: ['owner', 'approver', 'officer'] },
  'contract.answer': { page: '', roles: contractDeedRoles.answer },
  'contract.register': { page: '/registration', roles: ['officer', 'finance'] },
  'contract.return': { page: '/return', roles: contractDeedRoles.stateReturn },
  'contract.confirm_return': { page: '/return', roles: contractDeedRoles.answerReturn },
  'contract.term': { page: '', roles: ['officer', 'approver'] },
  'declaration.answer': { page: '/changes', roles: contractDeedRoles.answer },
  'amendment.answer': { page: '/changes', roles: changeAskRoles.answer },
};

type Find = (db: Context['db'], id: string) => Promise<{ id: string }[]>;

/** What a date is about, where that is not the contract itself: whose page it leads to. */
const pagesOf: Readonly<Record<string, { readonly area: string; readonly find?: Find }>> = {
  obligation: { area: 'obligations' },
  receipt: { area: 'receipts' },
  refund: {
    area: 'receipts',
    find: (db, id) => db.select({ id: refunds.receiptId }).from(refunds).where(eq(refunds.id, id)),
  },
  milestone: {
    area: 'contracts',
    find: (db, id) => db.select({ id: milestones.contractId }).from(milestones).where(eq(milestones.id, id)),
  },
  'royalty.review': {
    area: 'contracts',
    find: (db, id) =>
      db.select({ id: royaltyStatements.contractId }).from(royaltyStatements).where(eq(royaltyStatements.id, id)),
  },
  objection: {
    area: 'contracts',
    find: (db, id) =>
      db
        .select({ id: publicities.contractId })
        .from(objections)
        .innerJoin(publicities, eq(publicities.id, objections.publicityId))
        .where(eq(objections.id, id)),
  },
  declaration: {
    area: 'contracts',
    find: (db, id) =>
      db
        .select({ id: contractDeclarations.contractId })
        .from(contractDeclarations)
        .where(eq(contractDeclarations.id, id)),
  },
  amendment: {
    area: 'contracts',
    find: (db, id) =>
      db.select({ id: contractAmendments.contractId }).from(contractAmendments).where(eq(contractAmendments.id, id)),
  },
};

/** The page on which a date is dealt with. */
export async function pageOfDate(
  { db }: Pick<Context, 'db'>,
  { subjectType, kind, subjectId }: { readonly subjectType: string; readonly kind: string; readonly subjectId: string },
): Promise<string> {
  const due = `${subjectType}.${kind}`;
  const { area, find } = pagesOf[due] ?? pagesOf[subjectType] ?? { area: 'contracts' };
  const [found] = find === undefined ? [] : await find(db, subjectId);
  return `/desk/${area}/${found?.id ?? subjectId}${remindedDates[due as DeadlineKind]?.page ?? ''}`;
}
