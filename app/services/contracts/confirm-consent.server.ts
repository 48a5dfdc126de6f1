import { AppError } from '#app/domain/errors.ts';
import { mayAnswerConsent } from '#app/domain/grant-clearance.ts';
import { consentConfirmations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { answerConsent, type Claimed } from './answer-consent.server.ts';

/**
 * The party of an earlier contract says that it agreed to what was stated in its name: what it was stated for is signed from then on,
 * without waiting for the last day. Not of what is signed already: state_changed.
 */
export async function confirmConsent(ctx: ActorContext, claim: Claimed): Promise<void> {
  if (!mayAnswerConsent(ctx.actor)) throw new AppError('forbidden');
  await answerConsent(ctx, claim, {
    deed: 'contract.confirm_consent',
    kind: () => 'consent_confirmed',
    note: () => '在先合同的对方确认：书面同意是它出具的',
    typed: [],
    isAnswer: ({ ground }) => ground === 'consent',
    keep: async (tx, { signedVersionN }, versionN) => {
      if (signedVersionN !== null && signedVersionN >= versionN) return false;
      const { clearanceId } = claim;
      await tx.db
        .insert(consentConfirmations)
        .values({ clearanceId, confirmedBy: tx.actor.userId, createdAt: tx.now() });
      return true;
    },
  });
}
