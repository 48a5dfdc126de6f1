import { and, eq, inArray, notInArray } from 'drizzle-orm';
import { contractDeeds, contractSideOf, mayDo } from '#app/domain/contract-deeds.ts';
import { endedContractStates } from '#app/domain/contract-machine.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { hasTalked } from '#app/domain/deal-access.ts';
import { contractableStates } from '#app/domain/deal-state.ts';
import { rightsToChoose } from '#app/domain/contract-rights.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { countedPrice } from '#app/domain/offered-price.ts';
import { patentsEndOn, priceGuide } from '#app/domain/price-guide.ts';
import { limitsOf, noticeDays, startDefaultsOf } from '#app/domain/rule-values.ts';
import { achievements, achievementVersions, contracts, deals, organisations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { enteredDays } from '../platform/work-calendar.server.ts';
import { listedTermsOf } from '../listings/listed-terms.server.ts';
import { payeeOf } from '../organisations/payee-of.server.ts';
import { getRuleValues } from '../reference/rule-values.server.ts';
import { contractRights } from './contract-rights.server.ts';
import { findDraft } from './draft-queries.server.ts';
import { earliestSigning } from './earliest-signing.server.ts';
import { getVersion } from './own-contract.server.ts';
import { resultNotice } from '../trades/result-notice.server.ts';
import { salesBeside } from '../trades/sales-beside.server.ts';
import { unusedResult } from './price-results.server.ts';

/** What the composer of a deal's contract starts from: the draft, else the live contract's terms, else the price that counts. */
export async function composerPage(ctx: ActorContext, dealId: string) {
  const [[deal], draft] = await Promise.all([
    ctx.db.select().from(deals).where(eq(deals.id, dealId)),
    findDraft(ctx, dealId),
  ]);
  const side = deal === undefined ? null : contractSideOf(ctx.actor, deal);
  // Before the other side agrees to talk there is nothing to draw up, and it may still be unnamed.
  if (deal === undefined || side === null || !hasTalked(deal.state)) throw new AppError('not_found');
  if (!mayDo(ctx.actor, 'offer')) throw new AppError('forbidden');
  const [[achievement], orgs, [contract], values, listing] = await Promise.all([
    ctx.db
      .select({ id: achievements.id, no: achievements.no, name: achievements.name, data: achievementVersions.data })
      .from(achievements)
      .innerJoin(
        achievementVersions,
        and(
          eq(achievementVersions.achievementId, achievements.id),
          eq(achievementVersions.n, deal.achievementVersionN),
        ),
      )
      .where(eq(achievements.id, deal.achievementId)),
    ctx.db
      .select()
      .from(organisations)
      .where(inArray(organisations.id, [deal.licensorOrgId, deal.licenseeOrgId])),
    ctx.db
      .select()
      .from(contracts)
      .where(and(eq(contracts.dealId, dealId), notInArray(contracts.state, [...endedContractStates]))),
    getRuleValues(ctx),
    listedTermsOf(ctx, deal.achievementId),
  ]);
  if (achievement === undefined) throw new AppError('not_found');
  const party = (orgId: string) => {
    const org = orgs.find((row) => row.id === orgId);
    if (org === undefined) throw new AppError('not_found');
    return { name: org.name, uscc: org.uscc, isSample: org.isSample };
  };
  const unit = orgs.find((org) => org.id === deal.licensorOrgId);
  const deeds = contract === undefined ? [] : contractDeeds(ctx.actor, contract);
  const isOpen =
    contract === undefined
      ? contractableStates.includes(deal.state)
      : deeds.some((deed) => deed === 'counter' || deed === 'offer' || deed === 'revise');
  const result = await unusedResult(ctx, dealId);
  const base = contract ? await getVersion(ctx, contract.id, contract.versionN) : null;
  const terms = base && termsFromJson(base.data.terms);
  return {
    deal: { id: deal.id, no: deal.no, state: deal.state },
    side,
    achievement: { no: achievement.no, name: achievement.name },
    price: countedPrice(achievement.data.price, listing) ?? ({ kind: 'negotiable' } as const),
    /** Whose price that is, and what a listing adds to it in words. */
    offer: {
      /** Listed to be assigned and in no other way: the contract begins as one. */
      isAssigned: listing !== null && !listing.isPayLater && listing.modes.every((mode) => mode === 'ASSIGN'),
      isListed: listing !== null,
      note: listing?.formulaTerms?.note ?? null,
    },
    subject: {
      guide: priceGuide(achievement.data, values),
      patentsEndOn: patentsEndOn(achievement.data.ip),
      limits: limitsOf(values),
    },
    publicity: {
      owner: { kind: unit?.kind ?? 'enterprise', isStateEstablished: unit?.isStateEstablished ?? false },
      parties: {
        achievementId: deal.achievementId,
        licensorOrgId: deal.licensorOrgId,
        licenseeOrgId: deal.licenseeOrgId,
      },
      result,
      signsOn: dayOf(ctx.now()),
      publishedSignsOn: unit ? await earliestSigning(ctx, unit, noticeDays(values, unit)) : dayOf(ctx.now()),
    },
    /** What the notice said of the sale from which the two come, while no contract was signed for it. */
    resultNotice: result && (await resultNotice(ctx, result)),
    /** What is being sold in public, or was sold and not signed for, to somebody else. */
    sales: await salesBeside(ctx, { ...deal, dealId }),
    calendarDays: await enteredDays(ctx),
    defaults: startDefaultsOf(values),
    publicityDays: noticeDays(values, unit),
    licensor: party(deal.licensorOrgId),
    licensee: party(deal.licenseeOrgId),
    contract: contract
      ? { id: contract.id, no: contract.no, state: contract.state, versionN: contract.versionN }
      : null,
    terms,
    rights: rightsToChoose(terms?.rights, await contractRights(ctx, deal)),
    payee: await payeeOf(ctx, side, deal.licensorOrgId),
    isOpen,
    draft,
    isVerified: ctx.actor.org?.verified === true,
  };
}
