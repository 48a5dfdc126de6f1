import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Actor, ActingFor } from '#app/domain/access.ts';
import { knownBrokerStates } from '#app/domain/broker.ts';
import { consentDocuments } from '#app/domain/consent.ts';
import type { Database, Tx } from '#db/client.server.ts';
import {
  brokers,
  consents,
  memberships,
  organisations,
  platformGrants,
  sessionProofs,
  users,
} from '#db/schema/index.ts';

const inForce = Object.entries(consentDocuments).map(([document, version]) =>
  and(eq(consents.document, document as keyof typeof consentDocuments), eq(consents.version, version)),
);

/**
 * The person behind a session, with his roles in the organisation he works for now: the one he chose, else the first
 * he joined. Null when the user is gone.
 */
export async function findActor(
  db: Database | Tx,
  userId: string,
  sessionId: string | null,
  chosenOrgId: string | null,
): Promise<Actor | null> {
  const [person, orgs, grants, proofs, agreed] = await Promise.all([
    db
      .select({ name: users.name, brokerId: brokers.id })
      .from(users)
      .leftJoin(brokers, and(eq(brokers.userId, users.id), inArray(brokers.state, knownBrokerStates)))
      .where(eq(users.id, userId)),
    db
      .select({
        orgId: organisations.id,
        orgName: organisations.name,
        kind: organisations.kind,
        regionCode: organisations.regionCode,
        state: organisations.state,
        isSample: organisations.isSample,
        roles: memberships.roles,
      })
      .from(memberships)
      .innerJoin(organisations, eq(organisations.id, memberships.orgId))
      .where(and(eq(memberships.userId, userId), isNull(memberships.endedAt)))
      .orderBy(asc(memberships.createdAt), asc(memberships.id)),
    db.select({ role: platformGrants.role }).from(platformGrants).where(eq(platformGrants.userId, userId)),
    sessionId === null ? [] : db.select().from(sessionProofs).where(eq(sessionProofs.sessionId, sessionId)),
    db
      .select({ document: consents.document })
      .from(consents)
      .where(and(eq(consents.userId, userId), or(...inForce))),
  ]);
  const [row] = person;
  if (row === undefined) return null;
  const chosen = orgs.find((org) => org.orgId === chosenOrgId) ?? orgs[0];
  const org: ActingFor | null = chosen
    ? { ...chosen, verified: chosen.state === 'verified', roles: chosen.roles }
    : null;
  return {
    userId,
    sessionId,
    name: row.name,
    platformRoles: grants.map((grant) => grant.role),
    org,
    provedAt: proofs[0]?.provedAt ?? null,
    isBroker: row.brokerId !== null,
    hasConsented: agreed.length === inForce.length,
  };
}
