import { and, eq } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { putAmendmentStates } from '#app/domain/amendment-machine.ts';
import { changeCounts } from '#app/domain/amendment-rules.ts';
import { mayDo } from '#app/domain/contract-deeds.ts';
import { runsFrom } from '#app/domain/concluded-on.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { rightsToChoose } from '#app/domain/contract-rights.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { transitionOf } from '#app/domain/machine.ts';
import { milestoneMachine } from '#app/domain/milestone.ts';
import { patentsEndOn, priceGuide } from '#app/domain/price-guide.ts';
import { limitsOf, noticeDays } from '#app/domain/rule-values.ts';
import { achievementVersions, contractAmendments, milestones } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { enteredDays } from '../platform/work-calendar.server.ts';
import { payeeOf } from '../organisations/payee-of.server.ts';
import { getRuleValues } from '../reference/rule-values.server.ts';
import { changeDuty } from './change-duty.server.ts';
import { contractRights } from './contract-rights.server.ts';
import { standingStates } from './declare.server.ts';
import { changeConflicts } from './draft-conflicts.server.ts';
import { findDraft } from './draft-queries.server.ts';
import { keptText } from './kept-text.server.ts';
import { type Contract, getOwnContract, getVersion } from './own-contract.server.ts';
import { findTrial } from './own-trial.server.ts';
import { performedOf } from './performed-of.server.ts';
import { publicityDuty } from './publicity-duty.server.ts';
import { partiesOf } from './queries.server.ts';
import { waitingAmendment } from './take-amendment-effect.server.ts';

/** What the composer of a change starts from: the signed terms, and what the own side has typed since. */
export async function amendPage(ctx: ActorContext, contractId: string) {
  const { contract, side } = await getOwnContract(ctx, contractId);
  if (!mayDo(ctx.actor, 'counter') && !hasRole(ctx.actor, 'owner')) throw new AppError('forbidden');
  const baseVersionN = contract.signedVersionN;
  if (baseVersionN === null) throw new AppError('not_found');
  const [version, parties, draft, [achievement], open, stones, performed, trial] = await Promise.all([
    getVersion(ctx, contractId, baseVersionN),
    partiesOf(ctx, contract),
    findDraft(ctx, contract.dealId),
    ctx.db
      .select({ data: achievementVersions.data })
      .from(achievementVersions)
      .where(
        and(
          eq(achievementVersions.achievementId, contract.achievementId),
          eq(achievementVersions.n, contract.achievementVersionN),
        ),
      ),
    ctx.db
      .select({ state: contractAmendments.state, side: contractAmendments.side })
      .from(contractAmendments)
      .where(eq(contractAmendments.contractId, contractId)),
    ctx.db
      .select({ position: milestones.position, state: milestones.state })
      .from(milestones)
      .where(eq(milestones.contractId, contractId)),
    performedOf(ctx, contractId),
    findTrial(ctx, contractId),
  ]);
  if (achievement === undefined) throw new AppError('not_found');
  const { exemption } = await publicityDuty(ctx, contract, baseVersionN);
  const values = await getRuleValues(ctx);
  const waiting = await waitingAmendment(ctx, contract);
  const terms = termsFromJson(version.data.terms);
  const isBusy = open.some(
    (row) => putAmendmentStates.includes(row.state) || (row.state === 'prepared' && row.side === side),
  );
  return {
    contract,
    ...parties,
    achievement: version.data.achievement,
    subject: {
      guide: priceGuide(achievement.data, values),
      patentsEndOn: patentsEndOn(achievement.data.ip),
      limits: limitsOf(values),
    },
    baseVersionN,
    terms,
    /** The words of the signed version as they were kept: what is not changed stays in them. */
    signedArticles: (await keptText(ctx, contractId, baseVersionN)).articles,
    calendarDays: await enteredDays(ctx),
    rights: rightsToChoose(terms.rights, await contractRights(ctx, contract)),
    payee: await payeeOf(ctx, side, contract.licensorOrgId),
    /** From when the terms run, and which milestones have had their end: the change does not begin anew. */
    running: contract.signedAt && {
      signedOn: dayOf(contract.signedAt),
      concludedOn: runsFrom(contract) ?? undefined,
      deliveredOn: trial?.startsOn ?? null,
      done: stones
        .filter(({ state }) => transitionOf(milestoneMachine, state, 'cancel') === undefined)
        .map(({ position }) => position),
    },
    draft,
    isOpen: standingStates.includes(contract.state) && !isBusy && waiting === null,
    isBusy,
    /** Signed by both, and performed from a later day. */
    waiting: waiting && { versionN: waiting.versionN, effectiveOn: waiting.effectiveOn },
    /** What was performed or published, and stays therefore. */
    fixed: performed,
    /** What is given and its price are agreed and published before such a change is signed: how long, at least. Null: of no change. */
    publicity: exemption === 'owner' || exemption === 'kind' ? null : { days: noticeDays(values, parties.licensor) },
    isVerified: ctx.actor.org?.verified === true,
  };
}

/**
 * What the composer says of the terms as they are typed: whether they are published first, from when they count, and what they contradict.
 */
export async function changeOutlook(
  ctx: ActorContext,
  contract: Contract,
  before: PayLaterTerms,
  after: PayLaterTerms,
) {
  const { isAsked } = await changeDuty(ctx, contract, { before, after });
  return {
    isAsked,
    counts: changeCounts(before, after, isAsked),
    conflicts: await changeConflicts(ctx, contract, { before, after }),
  };
}
