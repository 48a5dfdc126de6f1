import { and, desc, eq, inArray } from 'drizzle-orm';
import {
  contractRegistrationMachine,
  nationalFieldOf,
  type NationalField,
  objectiveOf,
  type PartyNature,
  type RegistrationData,
} from '#app/domain/contract-registration.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { isWorkAlone, kindOf, kindWords } from '#app/domain/contract-kind.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { allowed } from '#app/domain/machine.ts';
import { mayRegisterContract } from '#app/domain/registration-access.ts';
import { registrationKindsOf, suggestedRegistrationKind } from '#app/domain/registration-kind.ts';
import { achievementVersions, files, mandates, organisations, registrationResults, users } from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { getOwnContract, getVersion, type Contract } from '../contracts/own-contract.server.ts';
import { partiesOf } from '../contracts/queries.server.ts';
import { earnedAt } from '../distributions/share-facts.server.ts';
import { maySeeMoney } from '../payments/money-access.server.ts';
import { changesAhead, changesSince } from './changes-since.server.ts';
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
  // Forms from before these were asked begin with what the contract suggests.
  const data = registration
    ? { ...usualMore(await regionsOf(ctx, contract), registration.data.field), ...registration.data }
    : await suggestedData(ctx, contract, terms);
  const isSeller = side === 'licensor';
  const results = registration ? await resultsOf(ctx, registration.id) : [];
  const [last] = results;
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
    isWorkAlone: isWorkAlone(kindOf(terms)),
    seen: registrationMark(registration),
    sums: await sumsOf(ctx, contract, BigInt(data.equipmentFen)),
    results,
    /** Signed after the office had registered the contract: they ask for a 变更登记. */
    changes: last && isSeller ? await changesSince(ctx, contractId, last.result.recordedAt) : [],
    /** Signed by both and not in force yet: they belong to the contract that is registered, and go with its papers. */
    ahead: isSeller && !last ? await changesAhead(ctx, contract) : [],
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
  const field = nationalFieldOf(achievement?.data.fields[0] ?? '') ?? '先进制造';
  return {
    kind: suggestedRegistrationKind(terms, rights.length > 0),
    field,
    sellerNature: natureOf(contract.licensorOrgId),
    buyerNature: natureOf(contract.licenseeOrgId),
    ipKind: isWorkAlone(kindOf(terms)) ? '未涉及知识产权' : rights.length > 0 ? '专利' : '技术秘密',
    source: achievement?.data.projectNo ?? '',
    industry: achievement?.data.industries[0] ?? '',
    contact: '',
    isRelated: false,
    equipmentFen: '0',
    equipmentNote: '',
    ...usualMore(await regionsOf(ctx, contract), field),
    broker: await brokersOf(ctx, contract),
  };
}

interface Regions {
  readonly seller: string;
  readonly buyer: string;
}

async function regionsOf(ctx: Pick<Context, 'db'>, contract: Contract): Promise<Regions> {
  const rows = await ctx.db
    .select({ id: organisations.id, regionCode: organisations.regionCode })
    .from(organisations)
    .where(inArray(organisations.id, [contract.licensorOrgId, contract.licenseeOrgId]));
  const of = (orgId: string): string => (rows.find(({ id }) => id === orgId)?.regionCode ?? '').padEnd(6, '0');
  return { seller: of(contract.licensorOrgId), buyer: of(contract.licenseeOrgId) };
}

/** What both parties of the platform have unless the seller says otherwise. */
const usualMore = ({ seller, buyer }: Regions, field: NationalField) => ({
  sellerCountry: '中国',
  buyerCountry: '中国',
  sellerRegion: seller,
  buyerRegion: buyer,
  objective: objectiveOf(field),
  serviceFen: '',
  investmentFen: '',
  outputFen: '',
});

/** Who brokered the deal until it was signed. */
async function brokersOf(ctx: Pick<Context, 'db'>, contract: Contract): Promise<string> {
  const rows = await ctx.db
    .selectDistinct({ name: users.name })
    .from(mandates)
    .innerJoin(users, eq(users.id, mandates.brokerUserId))
    .where(and(eq(mandates.dealId, contract.dealId), earnedAt(contract.signedAt)));
  return rows.map(({ name }) => name).join('、');
}
