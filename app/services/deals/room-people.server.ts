import { and, arrayOverlaps, eq, inArray, isNull } from 'drizzle-orm';
import type { MemberRole } from '#app/domain/access.ts';
import { dayOf } from '#app/domain/days.ts';
import { mandateReach } from '#app/domain/deal-access.ts';
import { mandates, memberships, organisations, users } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import type { Deal } from './load-deal.server.ts';

export interface RoomPerson {
  readonly userId: string;
  readonly name: string;
  readonly orgId: string;
  readonly orgName: string;
  /** Roles of a member of a side that count in the room; a broker has none. */
  readonly roles: readonly MemberRole[];
}

const insiders = ['officer', 'legal', 'approver', 'owner'] as const;

/** People of a room: who speaks and signs for the two sides, and brokers whose mandate is active today. */
export async function roomPeople(ctx: Pick<Context, 'db' | 'now'>, deal: Deal): Promise<RoomPerson[]> {
  const columns = { userId: users.id, name: users.name, orgId: organisations.id, orgName: organisations.name };
  const [members, brokers] = await Promise.all([
    ctx.db
      .select({ ...columns, roles: memberships.roles })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .innerJoin(organisations, eq(organisations.id, memberships.orgId))
      .where(
        and(
          inArray(memberships.orgId, [deal.licensorOrgId, deal.licenseeOrgId]),
          isNull(memberships.endedAt),
          arrayOverlaps(memberships.roles, [...insiders]),
        ),
      )
      .orderBy(organisations.id, users.name)
      .limit(200),
    ctx.db
      .select({ ...columns, mandate: mandates })
      .from(mandates)
      .innerJoin(users, eq(users.id, mandates.brokerUserId))
      .innerJoin(organisations, eq(organisations.id, mandates.brokerOrgId))
      .where(and(eq(mandates.dealId, deal.id), eq(mandates.state, 'active'))),
  ]);
  const today = dayOf(ctx.now());
  const active = brokers.flatMap(({ mandate, ...person }) =>
    mandateReach(mandate, today) === 'room' ? [{ ...person, roles: [] }] : [],
  );
  const counted = members.map((person) => ({
    ...person,
    roles: person.roles.filter((role) => insiders.some((word) => word === role)),
  }));
  return [...counted, ...active];
}
