import { AppError } from '#app/domain/errors.ts';
import { mayAnswerConsent } from '#app/domain/grant-clearance.ts';
import { consentDenials } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { answerConsent, type Claimed } from './answer-consent.server.ts';

/**
 * The party of an earlier contract says that it did not agree to what was stated in its name: from then on the statement counts for
 * nothing, and what it was stated for is not signed without another one. What is signed stays signed; of that the evidence has the denial.
 * Both sides of the later contract are told and read the reason. Once for each statement; not after it was confirmed. In the same way it
 * objects to what the owner's lawyer says against its word: within its days that stops the lawyer's way for good, later it is kept.
 */
export async function denyConsent(
  ctx: ActorContext,
  { reason, ...claim }: Claimed & { readonly reason: string },
): Promise<void> {
  if (!mayAnswerConsent(ctx.actor)) throw new AppError('forbidden');
  await answerConsent(ctx, claim, {
    deed: 'contract.deny_consent',
    kind: ({ ground }) => (ground === 'consent' ? 'consent_denied' : 'clearance_objected'),
    note: ({ ground }) =>
      `${ground === 'consent' ? '在先合同的对方表示没有同意' : '在先合同的对方提出异议'}：${reason}`,
    typed: [reason],
    isAnswer: () => true,
    keep: async (tx) => {
      const { clearanceId } = claim;
      await tx.db
        .insert(consentDenials)
        .values({ clearanceId, reason, deniedBy: tx.actor.userId, createdAt: tx.now() });
      return true;
    },
  });
}
