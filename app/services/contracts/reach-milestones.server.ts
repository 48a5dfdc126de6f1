import { asc, eq } from 'drizzle-orm';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import type { Fen } from '#app/domain/money.ts';
import { milestones } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { chargeMilestone } from './charge-milestone.server.ts';
import { type Contract } from './own-contract.server.ts';
import { stepMilestone } from './own-milestone.server.ts';

interface Reported {
  readonly basis: 'estimate' | 'actual';
  readonly grossFen: Fen;
}

/**
 * The licensee's own reports have reached the sales of a milestone: it falls due without anybody's acceptance. Estimates do not
 * count. Called by the deed that files a report; the contract is locked.
 */
export async function reachMilestones(
  tx: In<Context>,
  contract: Contract,
  terms: PayLaterTerms,
  statements: readonly Reported[],
): Promise<void> {
  const soldFen = statements.reduce((sum, { basis, grossFen }) => sum + (basis === 'actual' ? grossFen : 0n), 0n);
  const rows = await tx.db
    .select()
    .from(milestones)
    .where(eq(milestones.contractId, contract.id))
    .orderBy(asc(milestones.position));
  for (const { id, position } of rows) {
    const agreed = terms.milestones[position - 1];
    if (agreed?.trigger !== 'sales_reached' || agreed.triggerFen === null || soldFen < agreed.triggerFen) continue;
    const reached = await stepMilestone(tx, id, 'reach', { acceptedAt: tx.now(), acceptDueAt: null });
    if (reached === null) continue;
    await audit(tx, { deed: 'milestone.reach', subjectType: 'milestone', subjectId: id });
    const notice = {
      kind: 'milestone.reach',
      params: { title: reached.name },
      href: `/desk/contracts/${contract.id}`,
    };
    for (const orgId of [contract.licensorOrgId, contract.licenseeOrgId]) {
      await notifyOrganisation(tx, orgId, ['officer', 'finance', 'approver', 'inventor'], notice);
    }
    await chargeMilestone(tx, contract, reached, dayOf(tx.now()));
  }
}
