import { and, arrayOverlaps, asc, eq, inArray, isNull } from 'drizzle-orm';
import { achievementPeople, mandates, memberships, organisations, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Contract } from './own-contract.server.ts';

/** Who acts for whom: officers and finance of both sides, the team, the broker. His commission is between him and his client. */
export async function peopleOf(ctx: ActorContext, contract: Contract) {
  const [members, team, broker] = await Promise.all([
    ctx.db
      .select({ orgId: memberships.orgId, name: users.name, roles: memberships.roles })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(
        and(
          inArray(memberships.orgId, [contract.licensorOrgId, contract.licenseeOrgId]),
          isNull(memberships.endedAt),
          arrayOverlaps(memberships.roles, ['officer', 'approver', 'finance', 'legal']),
        ),
      )
      .orderBy(asc(memberships.createdAt), asc(memberships.id)),
    ctx.db
      .select({ name: achievementPeople.name, title: achievementPeople.title })
      .from(achievementPeople)
      .where(eq(achievementPeople.achievementId, contract.achievementId))
      .orderBy(asc(achievementPeople.position)),
    ctx.db
      .select({ name: users.name, orgName: organisations.name, endsOn: mandates.endsOn })
      .from(mandates)
      .innerJoin(users, eq(users.id, mandates.brokerUserId))
      .innerJoin(organisations, eq(organisations.id, mandates.brokerOrgId))
      .where(and(eq(mandates.dealId, contract.dealId), eq(mandates.state, 'active'))),
  ]);
  const of = (orgId: string) => members.filter((row) => row.orgId === orgId);
  return { licensor: of(contract.licensorOrgId), licensee: of(contract.licenseeOrgId), team, broker };
}
