import { and, eq, inArray } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { sourcesOf } from '#app/domain/machine.ts';
import { organisationMachine } from '#app/domain/organisation.ts';
import { organisationPapers, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { lockOwners } from './lock-owners.server.ts';

/**
 * The owner asks for a new name, with the papers that prove it: the credit code stays, and a reviewer looks again. Until he
 * has, the old name stands everywhere. Contracts keep the name under which they were signed.
 */
export async function renameOrganisation(
  ctx: ActorContext,
  { name, papers }: { readonly name: string; readonly papers: Received },
): Promise<void> {
  const { org } = ctx.actor;
  if (org === null || !hasRole(ctx.actor, 'owner')) throw new AppError('forbidden');
  if (name === org.orgName) throw new AppError('invalid', { says: '新名称和现在的一样。' }, 'name');
  await inTransaction(ctx, async (tx) => {
    await lockOwners(tx, org.orgId);
    const file = await keepFile(tx, papers, 'paper', org.orgId);
    const changed = await tx.db
      .update(organisations)
      .set({ pendingName: name, state: 'submitted', reviewNote: null })
      .where(
        and(eq(organisations.id, org.orgId), inArray(organisations.state, sourcesOf(organisationMachine, 'rename'))),
      )
      .returning({ id: organisations.id });
    if (changed.length === 0) throw new AppError('state_changed');
    await tx.db.insert(organisationPapers).values({ orgId: org.orgId, fileId: file.id, createdAt: tx.now() });
    await audit(tx, { deed: 'organisation.rename', subjectType: 'organisation', subjectId: org.orgId });
  });
}
