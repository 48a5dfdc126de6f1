import { termsFromJson } from '#app/domain/contract-json.ts';
import { type RegistrationSums, registrationSums } from '#app/domain/contract-registration.ts';
import { milestonesTotal } from '#app/domain/contract.ts';
import type { Fen } from '#app/domain/money.ts';
import type { Context } from '../context.server.ts';
import { getChargedSums } from '../contracts/charged-sums.server.ts';
import { lastDeclaration } from '../contracts/last-declaration.server.ts';
import { type Contract, getVersion } from '../contracts/own-contract.server.ts';

/** 成交额 and 技术交易额 of a contract as it stands: what it fixes and what royalties have come to so far. */
export async function sumsOf(
  ctx: Pick<Context, 'db'>,
  contract: Contract,
  equipmentFen: Fen,
): Promise<RegistrationSums> {
  const { data } = await getVersion(ctx, contract.id, contract.signedVersionN ?? contract.versionN);
  const terms = termsFromJson(data.terms);
  // Bought out, there is nothing more to come.
  const isBoughtOut = (await lastDeclaration(ctx, contract.id, 'buy_out')) !== null;
  const isOver = isBoughtOut || ['settled', 'closed', 'terminated'].includes(contract.state);
  const { royaltiesRaisedFen, royaltiesCreditedFen } = await getChargedSums(ctx, contract.id);
  return registrationSums({
    milestonesFen: milestonesTotal(terms),
    royaltiesFen: royaltiesRaisedFen - royaltiesCreditedFen,
    capFen: terms.royalty?.capFen ?? null,
    hasOpenRoyalty: terms.royalty !== null && !isOver,
    equipmentFen,
  });
}
