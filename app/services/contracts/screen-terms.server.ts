import type { PayLaterTerms } from '#app/domain/contract.ts';
import type { ActorContext } from '../context.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';

/** What people write into a contract in their own words is screened like any text that others will read. */
export async function screenTerms(ctx: ActorContext, { ownClauses, security, trial }: PayLaterTerms): Promise<void> {
  const { evaluation } = trial;
  await screenTexts(ctx, [
    ...(ownClauses ?? []),
    ...(security ?? []).flatMap((one) => [one.provider, one.product, one.beneficiary, one.claimEvent]),
    ...(evaluation ? [...evaluation.metrics, evaluation.method, evaluation.evaluator] : []),
  ]);
}
