import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import { hasPlatformRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import { files, memberships, organisationPapers, organisations, payeeAccounts, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

/** The actor's own organisation with members, papers and payee account; null when he belongs to none. */
export async function findOwnOrganisation(ctx: ActorContext) {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) return null;
  const [[organisation], members, papers, [payee]] = await Promise.all([
    ctx.db.select().from(organisations).where(eq(organisations.id, orgId)),
    ctx.db
      .select({ id: memberships.id, userId: users.id, name: users.name, roles: memberships.roles })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.orgId, orgId), isNull(memberships.endedAt)))
      .orderBy(asc(memberships.createdAt), asc(memberships.id)),
    ctx.db
      .select({ id: files.id, name: files.name, bytes: files.bytes })
      .from(organisationPapers)
      .innerJoin(files, eq(files.id, organisationPapers.fileId))
      .where(eq(organisationPapers.orgId, orgId))
      .orderBy(asc(organisationPapers.createdAt)),
    ctx.db.select().from(payeeAccounts).where(eq(payeeAccounts.orgId, orgId)),
  ]);
  return organisation === undefined ? null : { organisation, members, papers, payee: payee ?? null };
}

/** Organisations that wait for verification, the oldest first. For reviewers only. */
export async function listWaitingOrganisations(ctx: ActorContext) {
  if (!hasPlatformRole(ctx.actor, 'reviewer')) throw new AppError('forbidden');
  const [waiting, papers] = await Promise.all([
    ctx.db
      .select()
      .from(organisations)
      .where(eq(organisations.state, 'submitted'))
      .orderBy(asc(organisations.createdAt))
      .limit(100),
    ctx.db
      .select({ orgId: organisationPapers.orgId, id: files.id, name: files.name })
      .from(organisationPapers)
      .innerJoin(files, eq(files.id, organisationPapers.fileId))
      .innerJoin(organisations, eq(organisations.id, organisationPapers.orgId))
      .where(eq(organisations.state, 'submitted'))
      .orderBy(desc(organisationPapers.createdAt)),
  ]);
  return waiting.map((organisation) => ({
    ...organisation,
    papers: papers.filter((paper) => paper.orgId === organisation.id),
  }));
}
