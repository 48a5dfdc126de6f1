import { and, arrayOverlaps, eq, isNull } from 'drizzle-orm';
import type { MemberRole } from '#app/domain/access.ts';
import { achievementPeople, contracts, memberships, notices } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { recordTitle } from './record-title.server.ts';

interface Notice {
  /** Key of the sentence in app/ui/todo-words.ts. */
  readonly kind: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly href: string;
}

/**
 * Tells everybody of an organisation who holds one of `roles`; the person who did the deed is not told of it. Of a contract an
 * inventor is told where it is of his work.
 */
export async function notifyOrganisation(
  tx: In<Context>,
  orgId: string,
  roles: readonly MemberRole[],
  notice: Notice,
): Promise<void> {
  const people = await tx.db
    .select({ userId: memberships.userId, roles: memberships.roles })
    .from(memberships)
    .where(
      and(eq(memberships.orgId, orgId), isNull(memberships.endedAt), arrayOverlaps(memberships.roles, [...roles])),
    );
  const told = roles.includes('inventor') ? await withoutOthersWork(tx, people, notice.href) : people;
  await notifyPeople(
    tx,
    told.map((person) => person.userId),
    notice,
  );
}

/** Without inventors of the organisation whose work the contract that `href` leads to is not. */
async function withoutOthersWork<Person extends { readonly userId: string; readonly roles: readonly MemberRole[] }>(
  tx: In<Context>,
  people: readonly Person[],
  href: string,
): Promise<readonly Person[]> {
  const contractId = /^\/desk\/contracts\/([0-9a-f-]{36})/.exec(href)?.[1];
  if (contractId === undefined) return people;
  const rows = await tx.db
    .select({ userId: achievementPeople.userId })
    .from(achievementPeople)
    .innerJoin(contracts, eq(contracts.achievementId, achievementPeople.achievementId))
    .where(eq(contracts.id, contractId));
  const own = new Set(rows.map(({ userId }) => userId));
  return people.filter(({ userId, roles }) => roles.some((role) => role !== 'inventor') || own.has(userId));
}

/** The two organisations of a contract, or of a payment under it. */
type Parties =
  | { readonly licensorOrgId: string; readonly licenseeOrgId: string }
  | { readonly payeeOrgId: string; readonly payerOrgId: string };

/** The same at both parties. */
export async function notifyParties(
  tx: In<Context>,
  parties: Parties,
  roles: readonly MemberRole[],
  notice: Notice,
): Promise<void> {
  const orgIds =
    'licensorOrgId' in parties
      ? [parties.licensorOrgId, parties.licenseeOrgId]
      : [parties.payeeOrgId, parties.payerOrgId];
  for (const orgId of orgIds) await notifyOrganisation(tx, orgId, roles, notice);
}

/** Tells these people. A notice that names no record is given the title of the one it leads to. */
export async function notifyPeople(tx: In<Context>, userIds: readonly string[], notice: Notice): Promise<void> {
  const title = notice.params?.title ?? (userIds.length > 0 ? await recordTitle(tx, notice.href) : null);
  const rows = [...new Set(userIds)]
    .filter((userId) => userId !== tx.actor?.userId)
    .map((userId) => ({
      userId,
      kind: notice.kind,
      params: { ...notice.params, ...(title === null ? {} : { title }) },
      href: notice.href,
      createdAt: tx.now(),
    }));
  if (rows.length > 0) await tx.db.insert(notices).values(rows);
}
