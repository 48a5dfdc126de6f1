import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { authorityLetters, memberships } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { getOwnContract, requireVerified } from '../contracts/own-contract.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { mayGiveLetters } from './letter-access.ts';

export type Letter = typeof authorityLetters.$inferSelect;

export interface NewLetter {
  readonly holderName: string;
  /** A member of the organisation who may sign on the page by it. */
  readonly holderId: string | null;
  readonly scope: string;
  readonly contractId: string | null;
  readonly limit: Fen | null;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly paper: Received;
}

/** Keeps a 授权委托书 with its days and scope. What it says is on the file; what is typed is what the platform checks by. */
export async function addLetter(ctx: ActorContext, { limit, paper, ...input }: NewLetter): Promise<Letter> {
  if (!mayGiveLetters(ctx.actor) || ctx.actor.org === null) throw new AppError('forbidden');
  const { orgId } = ctx.actor.org;
  requireVerified(ctx);
  if (input.contractId !== null) await getOwnContract(ctx, input.contractId);
  if (input.holderId !== null) await requireMember(ctx, orgId, input.holderId);
  return inTransaction(ctx, async (tx) => {
    const file = await keepFile(tx, paper, 'letter', orgId);
    const letter = await insertRow(tx, authorityLetters, {
      ...input,
      orgId,
      limitFen: limit,
      fileId: file.id,
      uploadedBy: tx.actor.userId,
      createdAt: tx.now(),
    });
    await audit(tx, { deed: 'letter.add', subjectType: 'authority_letter', subjectId: letter.id });
    return letter;
  });
}

async function requireMember(ctx: ActorContext, orgId: string, userId: string): Promise<void> {
  const isMember = and(eq(memberships.orgId, orgId), eq(memberships.userId, userId), isNull(memberships.endedAt));
  if ((await ctx.db.$count(memberships, isMember)) === 0) {
    throw new AppError('invalid', { says: '受托人账号不是本单位成员。' }, 'holderId');
  }
}
