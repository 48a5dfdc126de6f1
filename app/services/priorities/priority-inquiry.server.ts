import { and, asc, desc, eq, lt } from 'drizzle-orm';
import { priorityAhead, type PriorityAhead } from '#app/domain/completer-priority.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { priorityAnswers, priorityInquiries } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import type { Contract } from '../contracts/own-contract.server.ts';

type Reader = Pick<Context, 'db'>;
export type PriorityAnswer = typeof priorityAnswers.$inferSelect;
export type KeptInquiry = typeof priorityInquiries.$inferSelect & { readonly answers: readonly PriorityAnswer[] };

/** What the completers were asked about one version and have said, the oldest first; null where nobody was asked. */
export async function findInquiry(ctx: Reader, contractId: string, versionN: number): Promise<KeptInquiry | null> {
  const [inquiry] = await ctx.db
    .select()
    .from(priorityInquiries)
    .where(and(eq(priorityInquiries.contractId, contractId), eq(priorityInquiries.versionN, versionN)));
  return inquiry === undefined ? null : { ...inquiry, answers: await answersTo(ctx, inquiry.id) };
}

const answersTo = (ctx: Reader, inquiryId: string): Promise<PriorityAnswer[]> =>
  ctx.db
    .select()
    .from(priorityAnswers)
    .where(eq(priorityAnswers.inquiryId, inquiryId))
    .orderBy(asc(priorityAnswers.answeredAt), asc(priorityAnswers.id));

/** Who is asked, with the last word of each. */
export const peopleOfInquiry = ({ people, answers }: Pick<KeptInquiry, 'people' | 'answers'>) =>
  people.map(({ name, userId }) => ({ name, userId, last: answers.findLast((each) => each.name === name) ?? null }));

/** Claims on the last version before this one that was asked about, which nobody settled: each with who made it, and as he made it. */
export async function unsettledClaims(
  ctx: Reader,
  { contractId, versionN }: { readonly contractId: string; readonly versionN: number },
): Promise<{ readonly name: string; readonly userId: string | null; readonly answer: PriorityAnswer }[]> {
  const [before] = await ctx.db
    .select()
    .from(priorityInquiries)
    .where(and(eq(priorityInquiries.contractId, contractId), lt(priorityInquiries.versionN, versionN)))
    .orderBy(desc(priorityInquiries.versionN))
    .limit(1);
  if (before === undefined) return [];
  const inquiry = { ...before, answers: await answersTo(ctx, before.id) };
  return peopleOfInquiry(inquiry).flatMap(({ name, userId, last }) =>
    last?.word === 'claims' ? [{ name, userId, answer: last }] : [],
  );
}

/** What the contract waits for, for the sake of those who completed its object; null where for nothing. */
export async function priorityAheadOf(
  ctx: Pick<Context, 'db' | 'now'>,
  contract: Pick<Contract, 'id' | 'versionN'>,
): Promise<PriorityAhead | null> {
  const { id: contractId, versionN } = contract;
  const inquiry = await findInquiry(ctx, contractId, versionN);
  const wasClaimed = inquiry === null && (await unsettledClaims(ctx, { contractId, versionN })).length > 0;
  return priorityAhead(inquiry, { today: dayOf(ctx.now()), wasClaimed });
}

/** The gate before a signature: nobody who may buy first is passed over while he considers, or after he said so. */
export async function requirePriority(ctx: Pick<Context, 'db' | 'now'>, contract: Contract): Promise<void> {
  const ahead = await priorityAheadOf(ctx, contract);
  if (ahead !== null) throw new AppError('invalid', { says: ahead.says });
}
