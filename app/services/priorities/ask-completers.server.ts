import { and, asc, eq, isNull } from 'drizzle-orm';
import { holds } from '#app/domain/access.ts';
import { namedApart, priorityUntil } from '#app/domain/completer-priority.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { achievementPeople, memberships, priorityAnswers, priorityInquiries } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type Context, inTransaction } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { lockOpenTransfer, requireOwnTransfer } from './own-transfer.server.ts';
import { unsettledClaims } from './priority-inquiry.server.ts';

export const mayAskCompleters = holds('officer');

/**
 * The unit's officer asks those who completed the object whether they buy first at the terms of this version (Civil Code art. 847). Asked
 * once a version: again is state_changed; a record that names nobody is invalid.
 */
export async function askCompleters(
  ctx: ActorContext,
  asked: { readonly contractId: string; readonly versionN: number },
): Promise<void> {
  if (!mayAskCompleters(ctx.actor)) throw new AppError('forbidden');
  await requireOwnTransfer(ctx, asked.contractId);
  await inTransaction(ctx, async (tx) => {
    const { id: contractId, versionN, achievementId, licensorOrgId: orgId, title } = await lockOpenTransfer(tx, asked);
    const listed = await completersOf(tx, { achievementId, orgId });
    const claims = await unsettledClaims(tx, { contractId, versionN });
    // Who claimed on an earlier version is heard, whatever the record says of him now.
    const left = claims.filter((claim) => !listed.some((each) => isSame(each, claim)));
    const people = namedApart([...listed, ...left.map(({ name, userId }) => ({ name, userId }))]);
    if (people.length === 0) throw new AppError('invalid', { says: '成果记录里没有完成人，请先在成果里补上。' });
    const [row] = await tx.db
      .insert(priorityInquiries)
      .values({
        contractId,
        orgId,
        versionN,
        people,
        untilOn: priorityUntil(dayOf(tx.now())),
        askedBy: tx.actor.userId,
        askedAt: tx.now(),
      })
      .onConflictDoNothing()
      .returning({ id: priorityInquiries.id });
    if (row === undefined) throw new AppError('state_changed');
    const carried = claims.flatMap(({ answer, ...claim }) => {
      const person = people.find((each) => isSame(each, claim));
      return person === undefined ? [] : [{ ...answer, id: undefined, inquiryId: row.id, name: person.name }];
    });
    if (carried.length > 0) await tx.db.insert(priorityAnswers).values(carried);
    await audit(tx, { deed: 'contract.ask_completers', subjectType: 'contract', subjectId: contractId, versionN });
    const accounts = people.flatMap(({ userId }) => userId ?? []);
    const href = `/desk/contracts/${contractId}/priority`;
    await notifyPeople(tx, accounts, { kind: 'contract.ask_completers', params: { title }, href });
  });
}

interface Completer {
  readonly name: string;
  readonly userId: string | null;
}

/** Who completed it, as the record has them; the account is named where it is one of the unit's people, who can answer here. */
async function completersOf(
  ctx: Pick<Context, 'db'>,
  { achievementId, orgId }: { readonly achievementId: string; readonly orgId: string },
): Promise<Completer[]> {
  const isOwn = and(
    eq(memberships.userId, achievementPeople.userId),
    eq(memberships.orgId, orgId),
    isNull(memberships.endedAt),
  );
  return ctx.db
    .select({ name: achievementPeople.name, userId: memberships.userId })
    .from(achievementPeople)
    .leftJoin(memberships, isOwn)
    .where(eq(achievementPeople.achievementId, achievementId))
    .orderBy(asc(achievementPeople.position));
}

/** The same account; where one of the two has none, the same name. */
const isSame = (one: Completer, other: Completer): boolean =>
  one.userId !== null && other.userId !== null ? one.userId === other.userId : one.name === other.name;
