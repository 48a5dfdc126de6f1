import { eq, inArray } from 'drizzle-orm';
import { maySeeApprovals } from '#app/domain/approval-access.ts';
import { contractEnding } from '#app/domain/contract-ending.ts';
import { contractDeeds, type ContractSide, milestoneDeeds, orgOnSide } from '#app/domain/contract-deeds.ts';
import { kindOf, sidesOf } from '#app/domain/contract-kind.ts';
import { runsFrom } from '#app/domain/concluded-on.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { reportingContractStates } from '#app/domain/contract-machine.ts';
import { asksReader, type StepFacts } from '#app/domain/contract-step.ts';
import { contractSteps } from '#app/domain/contract-steps.ts';
import { undeclaredOf } from '#app/domain/lapsed-rights.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { claimIs } from '#app/domain/obligation.ts';
import { mayAnswerConsent } from '#app/domain/grant-clearance.ts';
import type { Fen } from '#app/domain/money.ts';
import { owedWords } from '#app/domain/owed-reports.ts';
import { pricingWords } from '#app/domain/contract-pricing.ts';
import { exemptionWords } from '#app/domain/publicity.ts';
import { noticeDays } from '#app/domain/rule-values.ts';
import { deals, organisations } from '#db/schema/index.ts';
import { nextApprovalStep } from '../approvals/next-step.server.ts';
import { isApproved } from '../approvals/require-approved.server.ts';
import type { ActorContext } from '../context.server.ts';
import { ownersFault } from '../co-owners/owners-to-ask.server.ts';
import { getCreditSums } from '../credits/credit-sums.server.ts';
import { endedFlowOf } from '../esign/ended-flow.server.ts';
import { distributionsOfContract } from '../distributions/contract-distributions.server.ts';
import { invoicedOf } from '../invoices/invoiced-of.server.ts';
import { notBilledOf } from '../invoices/not-billed-of.server.ts';
import { maySeeMoney } from '../payments/money-access.server.ts';
import { obligationsOf } from '../payments/queries.server.ts';
import { getRuleValues } from '../reference/rule-values.server.ts';
import { advanceOf } from '../payments/advance-of.server.ts';
import { getRoyaltyAccount, type RoyaltyAccount } from '../royalties/royalty-account.server.ts';
import { withToldReports } from '../royalties/told-reports.server.ts';
import { membersOf } from '../organisations/members-of.server.ts';
import { signingFactsOf } from '../signing/signing-facts.server.ts';
import { getChargedSums } from './charged-sums.server.ts';
import {
  listDeclarations,
  listMilestones,
  listPublicities,
  listTakenBack,
  listVersions,
} from './contract-rows.server.ts';
import { contractFigures } from './contract-figures.ts';
import { listClaimedConsents, listClearances } from './clearances.server.ts';
import { clearanceAheadOf, unsignedConflicts } from './draft-conflicts.server.ts';
import { lapsedRightsOf } from './lapsed-rights.server.ts';
import { listSignatures } from './list-signatures.server.ts';
import { runningTrialEnd, standingStates } from './declare.server.ts';
import { claimSubjectOf } from './milestone-claim.server.ts';
import { type Contract, getVersion } from './own-contract.server.ts';
import { findTrial } from './own-trial.server.ts';
import { trialFacts } from './trial-facts.server.ts';
import { peopleOf } from './people-of-contract.server.ts';
import { scheduleAhead } from './schedule-ahead.ts';
import { signingAhead } from './signing-ahead.server.ts';
import { noticeAwaitsOf } from './notice-awaits.server.ts';
import { isUndelivered, returnFacts } from './material-returns.server.ts';
import { raisedOf } from './raised-of.server.ts';
import { owesClearance, owesJudgement } from './owes-clearance.server.ts';
import { owesCorrection } from './owes-correction.server.ts';
import { publicityDuty } from './publicity-duty.server.ts';
import { revisedTerms } from './revised-terms.server.ts';
import { stateAssetOf } from './state-asset.server.ts';
import { priorityCard } from '../priorities/priority-card.server.ts';
import { seeContract } from './see-contract.server.ts';
import { changeToStep } from './change-to-step.server.ts';
import { claimToStep, milestoneToStep } from './step-facts.ts';
import { waitingAmendment } from './take-amendment-effect.server.ts';

/** Everything the page of a contract shows, for the parties and, without deeds, for the broker. No bank details. */
export async function contractPage(ctx: ActorContext, id: string) {
  const { contract, side } = await seeContract(ctx, id);
  const [parties, versions, signed, published, stones, claims, people, version, declarations, deal] = await Promise.all(
    [
      partiesOf(ctx, contract),
      listVersions(ctx, contract),
      listSignatures(ctx, id),
      listPublicities(ctx, id),
      listMilestones(ctx, id),
      obligationsOf(ctx, id, moneyReader(ctx)),
      peopleOf(ctx, contract),
      getVersion(ctx, id, contract.signedVersionN ?? contract.versionN),
      listDeclarations(ctx, id),
      ctx.db.select({ no: deals.no }).from(deals).where(eq(deals.id, contract.dealId)),
    ],
  );
  const terms = termsFromJson(version.data.terms);
  const account = await reportingAccount(ctx, contract);
  const report = nextReport(account);
  const takenBack = side === null ? [] : await listTakenBack(ctx, id);
  const notice = standingNotice(contract, published);
  const publicity = notice && {
    ...notice,
    awaits: await noticeAwaitsOf(ctx, notice),
    raised: (await raisedOf(ctx, [notice.id]))(notice.id),
  };
  const { pricing, exemption } = await publicityDuty(ctx, contract, contract.signedVersionN ?? contract.versionN);
  const requiresPublicity = exemption === null;
  const current = signed.filter((row) => row.versionN === contract.versionN);
  const ending = contractEnding({ ...contract, declarations }, terms);
  const trialEndOn = await runningTrialEnd(ctx, contract);
  const trial = await findTrial(ctx, id);
  const publicityDays = noticeDays(await getRuleValues(ctx), parties.licensor);
  const waiting = await waitingAmendment(ctx, contract);
  const awaitsApproval = await ownApprovalAhead(ctx, contract, side);
  const ownersSay = contract.state === 'signing' ? await ownersFault(ctx, contract, contract.versionN) : null;
  const priority = await priorityCard(ctx, contract);
  const stateAsset = await stateAssetOf(ctx, contract);
  const owesStateAsset = contract.signedAt === null && stateAsset.isNeeded && stateAsset.filing === null;
  const conflicts = await unsignedConflicts(ctx, contract, { side, terms });
  const clearanceAhead = clearanceAheadOf(conflicts);
  const isClearanceOwed = await owesClearance(ctx, contract, side);
  const isJudgementOwed = await owesJudgement(ctx, contract, side);
  const isCorrectionOwed =
    contract.state === 'agreed' && (await owesCorrection(ctx, { contractId: id, versionN: contract.versionN }));
  const reader = { side, sides: parties.sides };
  const signing =
    contract.state === 'signing'
      ? await signingFactsOf(ctx, { contractId: contract.id, versionN: contract.versionN }, reader)
      : null;
  const facts: StepFacts = {
    ...contract,
    publicityDays,
    viewer: side,
    names: { licensor: parties.licensor.name, licensee: parties.licensee.name },
    sides: parties.sides,
    requiresPublicity,
    publicity: publicity && { state: publicity.state, lastOn: dayOf(publicity.endsAt), awaits: publicity.awaits },
    readerRoles: ctx.actor.org?.roles ?? [],
    colleagues: side === null ? [] : await membersOf(ctx),
    signing: signing?.signing ?? {},
    signedBy: [...current.map((row) => row.side), ...(signing?.signedBy ?? [])],
    awaitsApproval,
    ownersFault: ownersSay,
    owesStateAsset,
    priority: contract.state === 'signing' ? (priority?.ahead ?? null) : null,
    clearanceAhead,
    revised: await revisedTerms(ctx, contract, { side, version }),
    owesClearance: isClearanceOwed,
    owesJudgement: isJudgementOwed,
    owesCorrection: isCorrectionOwed,
    milestones: stones.map((row) => milestoneToStep(row, terms)),
    claims: claims.flatMap(claimToStep),
    report,
    trial: trial && (await trialFacts(ctx, trial, terms)),
    demand: standingDemand(contract, declarations),
    ground: ending?.ground ?? null,
    returning: await returnFacts(ctx, contract),
    isUndelivered: await isUndelivered(ctx, contract),
    change: await changeToStep(ctx, contract, reader),
    today: dayOf(ctx.now()),
  };
  const signedOn = contract.signedAt
    ? dayOf(contract.signedAt)
    : await signingAhead(ctx, contract, { requiresPublicity, publicity, publicityDays, unit: parties.licensor });
  const claimed = new Set(claims.map((row) => row.subjectId));
  const standingSubjects = new Set(stones.map(claimSubjectOf));
  const [charged, credit] = await Promise.all([getChargedSums(ctx, id), getCreditSums(ctx, id)]);
  // A credit that the licensor repays is no claim of his.
  const own = claims.filter(({ kind }) => claimIs(kind, 'income'));
  const deeds = contractDeeds(ctx.actor, contract);
  const hasMoney = side !== null && maySeeMoney(ctx);
  const invoiced = hasMoney ? await invoicedOf(ctx, id) : null;
  const advanceFen = hasMoney ? await advanceOf(ctx, contract) : 0n;
  const notBilled = await notBilledOf(ctx, id);
  return {
    contract,
    side,
    dealNo: deal[0]?.no ?? '',
    /** A signed change whose day has not come. */
    waiting: waiting && { versionN: waiting.versionN, effectiveOn: waiting.effectiveOn },
    ...parties,
    terms,
    version,
    versions,
    signatures: signed,
    publicity,
    requiresPublicity,
    /** 定价依据, and why no publicity is asked where none is. */
    pricing: {
      words: pricingWords(pricing, stateAsset.isNeeded ? stateAsset.filing : null),
      exemption: exemption && exemptionWords[exemption],
    },
    publicityDays,
    owesCorrection: isCorrectionOwed,
    hasVoidNotice: published.some((row) => row.state === 'cancelled'),
    steps: contractSteps(facts).map((step) => ({ ...step, isAsked: asksReader(facts, step) })),
    ending,
    returning: facts.returning ?? null,
    people,
    report,
    // Line by line a broker sees what arrived, on which his commission is counted; the rest is the parties' own.
    claims:
      side === null
        ? []
        : claims.map((row) => ({
            ...row,
            isTakenBack: row.kind === 'milestone' && !standingSubjects.has(row.subjectId),
            invoicedFen: invoiced && (invoiced.byClaim.get(row.id) ?? 0n),
          })),
    arrivals:
      side === null
        ? own.flatMap((row) => (row.paidFen > 0n ? [{ id: row.id, label: row.label, paidFen: row.paidFen }] : []))
        : [],
    // What a restored right charged anew belongs to periods that count already.
    royaltiesDue: own.filter(
      ({ kind, subjectId }) => kind === 'royalty' && !declarations.some(({ id: one }) => one === subjectId),
    ).length,
    shared: await distributionsOfContract(ctx, contract),
    milestones: stones.map((row) => ({
      ...row,
      terms: terms.milestones[row.position - 1] ?? null,
      // Reports are the two parties' own: a broker reads none of them.
      soldFen:
        side !== null && terms.milestones[row.position - 1]?.trigger === 'sales_reached'
          ? reportedSales(account)
          : null,
      takenBack: takenBack.filter(({ milestoneId }) => milestoneId === row.id),
      claimId: side === null ? null : (claims.find((claim) => claim.subjectId === claimSubjectOf(row))?.id ?? null),
      deeds: milestoneDeeds(ctx.actor, contract, { ...row, trigger: terms.milestones[row.position - 1]?.trigger }),
    })),
    schedule:
      side === null
        ? []
        : scheduleAhead(contract, await withToldReports(ctx, id, terms), stones, claimed, account?.owed.periods ?? [], {
            signedOn,
            concludedOn: runsFrom(contract) ?? undefined,
            deliveredOn: trial?.startsOn,
            today: dayOf(ctx.now()),
          }),
    figures: contractFigures({ terms, stones, own, invoiced, notBilled, charged, credit, advanceFen }),
    declarations,
    stateAsset,
    /** For the owner's own people. */
    priority: side === 'licensor' ? priority : null,
    isInTrial: trialEndOn !== null,
    trial: trial && { state: trial.state, startsOn: trial.startsOn, endsOn: trial.endsOn, decideBy: trial.decideBy },
    /** Other contracts that already give what this one would. */
    conflicts,
    lapsedRights: standingStates.includes(contract.state)
      ? undeclaredOf(await lapsedRightsOf(ctx, contract.licensorOrgId, terms), declarations)
      : [],
    clearances: side === null ? [] : await listClearances(ctx, id, side),
    /** What the owner stated in the reader's name for another contract. */
    claimedConsents: side === 'licensee' ? await listClaimedConsents(ctx, id) : [],
    mayAnswerConsent: mayAnswerConsent(ctx.actor),
    isAtProvider: signing?.signing.esign != null,
    /** The scan of its sealed paper waits: nobody signs it in another way. */
    isOnPaper: signing?.signing.scan != null,
    /** The last signing at the e-sign provider came to nothing, and its version waits still. */
    endedFlow: side === null ? null : await endedFlowOf(ctx, contract),
    pageTurn: signing?.pageTurn ?? null,
    // Signed once, the button is gone; who suspended lets go on.
    deeds: deeds.filter((deed) => {
      if (isClearanceOwed && (deed === 'agree' || deed === 'sign')) return false;
      if (deed === 'sign')
        return (
          awaitsApproval === null &&
          ownersSay === null &&
          !owesStateAsset &&
          priority?.ahead == null &&
          clearanceAhead === null &&
          !isJudgementOwed &&
          !current.some((row) => row.side === side)
        );
      return deed !== 'resume' || declarations[0]?.side === side;
    }),
    maySeeMoney: side !== null && maySeeMoney(ctx),
    hasCredits: side !== null && maySeeMoney(ctx) && credit.raisedFen > 0n,
    maySeeApproval: side !== null && maySeeApprovals(ctx.actor),
    /** What is odd about the statements, for the two parties' people of money. */
    flags: side !== null && maySeeMoney(ctx) && contract.state === 'performing' ? (account?.books?.flags ?? []) : [],
  };
}

/** What counts of the sales for a milestone: reports that stand and are no estimates, as `reachMilestones` sums them. */
const reportedSales = (account: RoyaltyAccount | null): Fen | null =>
  account && account.statements.reduce((sum, { basis, grossFen }) => sum + (basis === 'actual' ? grossFen : 0n), 0n);

/** The latest demand of a contract in default; null of others. */
function standingDemand(
  { state }: Contract,
  declarations: Awaited<ReturnType<typeof listDeclarations>>,
): StepFacts['demand'] {
  const found = state === 'defaulted' ? declarations.find(({ event }) => event === 'demand') : undefined;
  return found?.effectiveOn == null ? null : { side: found.side, untilOn: found.effectiveOn };
}

/** A version that lies open for signing and has not passed the chain of the reader's own unit: its next step, if it was begun. */
async function ownApprovalAhead(ctx: ActorContext, contract: Contract, side: ContractSide | null) {
  if (side === null || contract.state !== 'signing') return null;
  const orgId = orgOnSide(contract, side);
  if (await isApproved(ctx, contract, orgId)) return null;
  return { next: await nextApprovalStep(ctx, contract, orgId) };
}

/** The claims as a table to take away, for the two parties: of their payments a broker takes none with him. */
export async function contractClaims(ctx: ActorContext, id: string) {
  const { contract, side } = await seeContract(ctx, id);
  if (side === null) throw new AppError('forbidden');
  return { contract, claims: await obligationsOf(ctx, id, moneyReader(ctx)) };
}

/** Who reads the money of his organisation: only to such people it says what it wrote off. */
const moneyReader = (ctx: ActorContext): string | null => (maySeeMoney(ctx) ? (ctx.actor.org?.orgId ?? null) : null);

/** The royalty's account of a contract that reports revenue; null of one that does not. */
const reportingAccount = (ctx: ActorContext, contract: Contract): Promise<RoyaltyAccount | null> =>
  contract.signedAt !== null && reportingContractStates.some((state) => state === contract.state)
    ? getRoyaltyAccount(ctx, contract)
    : Promise.resolve(null);

function nextReport(account: RoyaltyAccount | null) {
  const next = account?.next ?? null;
  return (
    next && {
      key: next.key,
      label: next.label,
      endOn: next.endOn,
      dueOn: next.reportDueOn,
      ended: account && owedWords(account.owed),
    }
  );
}

/** A change that touches neither price nor parties rests on the notice of the version before it. */
const standingNotice = <Notice extends { readonly contractVersionN: number }>(
  { signedVersionN, versionN }: Contract,
  published: readonly Notice[],
): Notice | null =>
  published.find(({ contractVersionN: n }) => (signedVersionN === null ? n === versionN : n <= versionN)) ?? null;

/** The two organisations, and what the contract's present version calls them. */
export async function partiesOf(ctx: Pick<ActorContext, 'db'>, contract: Contract) {
  const [rows, version] = await Promise.all([
    ctx.db
      .select()
      .from(organisations)
      .where(inArray(organisations.id, [contract.licensorOrgId, contract.licenseeOrgId])),
    getVersion(ctx, contract.id, contract.versionN),
  ]);
  const party = (orgId: string) => {
    const org = rows.find((row) => row.id === orgId);
    if (org === undefined) throw new Error('party of a contract is missing');
    const { id, name, uscc, isSample, isStateEstablished, publicityDays, publicityCount } = org;
    return { id, name, uscc, isSample, isStateEstablished, publicityDays, publicityCount };
  };
  return {
    licensor: party(contract.licensorOrgId),
    licensee: party(contract.licenseeOrgId),
    sides: sidesOf(kindOf(version.data.terms)),
  };
}
