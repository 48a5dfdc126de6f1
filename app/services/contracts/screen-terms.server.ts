import type { PayLaterTerms } from '#app/domain/contract.ts';
import { typedWords } from '#app/domain/typed-words.ts';
import type { ActorContext } from '../context.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';

/**
 * What people write into a contract in their own words, in whatever field, and why they change it, is screened like any text that
 * others will read.
 *
 * @throws AppError `secrecy_refused` with the rule's name
 */
export async function screenTerms(
  ctx: ActorContext,
  terms: PayLaterTerms,
  reasons: readonly string[] = [],
): Promise<void> {
  await screenTexts(ctx, [...typedWords(terms), ...reasons]);
}
