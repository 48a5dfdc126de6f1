import { and, desc, eq, inArray } from 'drizzle-orm';
import {
  contractRegistrationMachine,
  nationalFieldOf,
  type PartyNature,
  type RegistrationData,
} from '#app/domain/contract-registration.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { kindOf, kindWords } from '#app/domain/contract-kind.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { allowed } from '#app/domain/machine.ts';
import { mayRegisterContract } from '#app/domain/registration-access.ts';
import { registrationKindsOf, suggestedRegistrationKind } from '#app/domain/registration-kind.ts';
import { achievementVersions, files, organisations, registrationResults } from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { getOwnContract, getVersion, type Contract } from '../contracts/own-contract.server.ts';
import { partiesOf } from '../contracts/queries.server.ts';
import { maySeeMoney } from '../payments/money-access.server.ts';
import { findRegistration, registrationMark } from './own-registration.server.ts';
import { sumsOf } from './registration-sums.server.ts';

/** 认定登记 of a contract for its two parties: the form, the sums with their steps, what the office wrote, what may be done. */
export async function registrationPage(ctx: ActorContext, contractId: string) {
  const { contract, side } = await getOwnContract(ctx, contractId);
  if (!maySeeMoney(ctx)) throw new AppError('forbidden');
  const [registration, version, parties] = await Promise.all([
    findRegistration(ctx, contractId),
    getVersion(ctx, contractId, contract.signedVersionN ?? contract.versionN),
    partiesOf(ctx, contract),
  ]);
  const terms = termsFromJson(version.data.terms);
  const data = registration?.data ?? (await suggestedData(ctx, contract, terms));
  const isSeller = side === 'licensor';
  return {
    contract,
    isSeller,
    ...parties,
    versionSha256: version.sha256,
    /** The buyer sees what came of it, not the seller's own papers. */
    registration,
    data,
    kinds: registrationKindsOf(kindOf(terms)),
    words: kindWords[kindOf(terms)],
    seen: registrationMark(registration),
    sums: await sumsOf(ctx, contract, BigInt(data.equipmentFen)),
    results: registration ? await resultsOf(ctx, registration.id) : [],
    deeds:
      isSeller && mayRegisterContract(ctx.actor) && registration
        ? allowed(contractRegistrationMachine, registration.state, ['licensor'])
        : [],
    mayBegin:
      isSeller &&
      mayRegisterContract(ctx.actor) &&
      contract.signedAt !== null &&
      (registration === null || ['refused', 'withdrawn', 'cancelled'].includes(registration.state)),
    today: dayOf(ctx.now()),
  };
}

export const resultsOf = (ctx: Pick<Context, 'db'>, registrationId: string) =>
  ctx.db
    .select({ result: registrationResults, fileName: files.name, sha256: files.sha256 })
    .from(registrationResults)
    .innerJoin(files, eq(files.id, registrationResults.fileId))
    .where(eq(registrationResults.registrationId, registrationId))
    .orderBy(desc(registrationResults.n));

/** True once the office has registered the contract: what exempt invoices and reduced income tax rest on. */
export async function isRegistered(ctx: Pick<Context, 'db'>, contractId: string): Promise<boolean> {
  return (await findRegistration(ctx, contractId))?.state === 'registered';
}

/** What the form begins with, taken from the contract and its achievement. */
async function suggestedData(
  ctx: Pick<Context, 'db'>,
  contract: Contract,
  terms: PayLaterTerms,
): Promise<RegistrationData> {
  const [achievement] = await ctx.db
    .select({ data: achievementVersions.data })
    .from(achievementVersions)
    .where(
      and(
        eq(achievementVersions.achievementId, contract.achievementId),
        eq(achievementVersions.n, contract.achievementVersionN),
      ),
    );
  const kinds = await ctx.db
    .select({ id: organisations.id, kind: organisations.kind })
    .from(organisations)
    .where(inArray(organisations.id, [contract.licensorOrgId, contract.licenseeOrgId]));
  const natureOf = (orgId: string): PartyNature => {
    const kind = kinds.find(({ id }) => id === orgId)?.kind;
    return kind === 'university' ? 'university' : kind === 'institute' ? 'institute' : 'enterprise';
  };
  const rights = achievement?.data.ip ?? [];
  return {
    kind: suggestedRegistrationKind(terms, rights.length > 0),
    field: nationalFieldOf(achievement?.data.fields[0] ?? '') ?? '先进制造',
    sellerNature: natureOf(contract.licensorOrgId),
    buyerNature: natureOf(contract.licenseeOrgId),
    ipKind: rights.length > 0 ? '专利' : '技术秘密',
    source: achievement?.data.projectNo ?? '',
    industry: achievement?.data.industries[0] ?? '',
    contact: '',
    isRelated: false,
    equipmentFen: '0',
    equipmentNote: '',
  };
}
