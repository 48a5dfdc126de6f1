import type { PayLaterTerms } from '#app/domain/contract.ts';
import { newWords } from '#app/domain/typed-words.ts';
import type { ActorContext } from '../context.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';

/**
 * What people write into a contract in their own words, in whatever field, and why they change it, is screened like any text that
 * others will read. What stands in the version from which they start (`base`) was screened when it was written, and rights are named
 * as the record names them.
 *
 * @throws AppError `secrecy_refused` with the rule's name
 */
export async function screenTerms(
  ctx: ActorContext,
  terms: PayLaterTerms,
  { base = null, reasons = [] }: { readonly base?: PayLaterTerms | null; readonly reasons?: readonly string[] } = {},
): Promise<void> {
  await screenTexts(ctx, [...newWords(terms, base), ...reasons]);
}
