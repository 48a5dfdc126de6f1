import { and, desc, eq } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import {
  type AmendmentState,
  isBeforeBoth,
  putAmendmentStates,
  signableAmendmentStates,
  unsentAmendmentStates,
} from '#app/domain/amendment-machine.ts';
import { changeAskRoles } from '#app/domain/change-asks.ts';
import { changedSums } from '#app/domain/changed-sums.ts';
import { dutyCameLater, neverPublished } from '#app/domain/amendment-rules.ts';
import { contractSideOf, mayDo } from '#app/domain/contract-deeds.ts';
import { standingContractStates } from '#app/domain/contract-machine.ts';
import { contractAmendments, contractVersions, users } from '#db/schema/index.ts';
import { isApproved } from '../approvals/require-approved.server.ts';
import type { ActorContext } from '../context.server.ts';
import { findLiveFlow } from '../esign/own-esign.server.ts';
import { membersOf } from '../organisations/members-of.server.ts';
import { pageTurnOf } from '../signing/page-signing.server.ts';
import { sealableFrom } from '../signing/own-signing.server.ts';
import { wayBegun } from '../signing/refuse-other-ways.server.ts';
import { answerDueAt, ownSigners } from './amendment-signers.server.ts';
import { writtenChangeDuty } from './change-duty.server.ts';
import { dayOfChange } from './day-of-change.server.ts';
import { getTerms } from './get-terms.server.ts';
import { latestNotice } from './latest-notice.server.ts';
import { listSignatures } from './list-signatures.server.ts';
import { keptText } from './kept-text.server.ts';
import type { Contract } from './own-contract.server.ts';
import type { Amendment } from './prepare-amendment.server.ts';
import { partiesOf } from './queries.server.ts';
import { signingFault } from './signing-fault.server.ts';
import { waitingAmendment } from './take-amendment-effect.server.ts';
import { textDifference } from './text-difference.server.ts';

/** Changes of a signed contract, the latest first, each with what it changes, article by article. */
export async function amendmentsOf(ctx: ActorContext, contract: Contract) {
  const rows = await ctx.db
    .select({ row: contractAmendments, by: users.name, writtenAt: contractVersions.createdAt })
    .from(contractAmendments)
    .innerJoin(
      contractVersions,
      and(
        eq(contractVersions.contractId, contractAmendments.contractId),
        eq(contractVersions.n, contractAmendments.versionN),
      ),
    )
    .innerJoin(users, eq(users.id, contractVersions.authorId))
    .where(eq(contractAmendments.contractId, contract.id))
    .orderBy(desc(contractAmendments.versionN));
  const side = contractSideOf(ctx.actor, contract);
  const waiting = await waitingAmendment(ctx, contract);
  const live = await findLiveFlow(ctx, contract.id);
  const { sides } = await partiesOf(ctx, contract);
  const signed = await listSignatures(ctx, contract.id);
  const signers = side === null ? { others: [], isOne: false } : await ownSigners(ctx);
  /** Who of the reader's own unit answers a change that was put to it. */
  const answerers = (side === null ? [] : await membersOf(ctx))
    .filter(({ roles }) => roles.some((role) => changeAskRoles.answer.includes(role)))
    .map(({ name }) => name);
  // What the other side prepares, or dropped, is its own.
  const seen = rows.filter(
    ({ row }) => row.side === side || !unsentAmendmentStates.some((state) => state === row.state),
  );
  return Promise.all(
    seen.map(async ({ row, by, writtenAt }) => {
      const before = await keptText(ctx, contract.id, row.baseVersionN);
      const after = await keptText(ctx, contract.id, row.versionN);
      const [was, now] = [
        await getTerms(ctx, contract.id, row.baseVersionN),
        await getTerms(ctx, contract.id, row.versionN),
      ];
      const mayAnswer = mayDo(ctx.actor, 'counter') || hasRole(ctx.actor, 'owner');
      const isOpen = putAmendmentStates.includes(row.state) && side !== null;
      const isOwn = row.side === side;
      const isAtProvider = live?.versionN === row.versionN;
      const overtakenBy = row.state === 'prepared' ? overtaker(contract, row, waiting) : null;
      const isUnsent = row.state === 'prepared' && overtakenBy === null;
      const isBoths = isOpen && isBeforeBoth(row.state);
      const begun = isBoths ? await wayBegun(ctx, contract.id, row.versionN) : null;
      const notice = await latestNotice(ctx, contract.id, row.versionN);
      const isStanding = isOpen || isUnsent;
      const isAsked = isStanding && (await writtenChangeDuty(ctx, contract, row)).isAsked;
      const faultSays = isStanding ? await faultOf(ctx, row) : null;
      const isSealable = faultSays !== null && isBoths && (await couldBeSealed(ctx, row));
      const obstacle = isStanding ? obstacleOf(row, { isAsked, notice, faultSays, isSealable }) : null;
      const isSignable = signableAmendmentStates.includes(row.state) && obstacle === null && !isToOffer(row, isAsked);
      const maySend = isSignable && (isUnsent || (isBoths && isOwn && begun === null));
      return {
        ...row,
        /** As it is now, whatever it was when the change was written. */
        asksPublicity: isStanding ? isAsked : row.asksPublicity,
        /** Its words count it from its signing, and name no day. */
        isFromSigning: (await dayOfChange(ctx, row)) === null,
        /** Why nobody can sign it any more. */
        obstacle,
        // Who wrote it, whoever put it to the other side later.
        by,
        writtenAt,
        signatures: signed.filter(({ versionN }) => versionN === row.versionN),
        isOwn,
        effect: effectOf(contract, row),
        signers,
        answerDueAt: isOpen ? await answerDueAt(ctx, row.id) : null,
        sums: changedSums(was, now),
        answerers,
        changes: textDifference(before.articles, after.articles),
        isAtProvider,
        isOnPaper: (isSignable || isSealable) && isBoths && (begun === null || begun === 'paper'),
        overtakenBy,
        mayOffer: isUnsent && isToOffer(row, isAsked) && obstacle === null && isOwn && mayAnswer,
        mayAgree: row.state === 'offered' && isOpen && !isOwn && mayAnswer,
        mayPublicise: row.state === 'agreed' && isOpen && side === 'licensor' && mayDo(ctx.actor, 'publicise'),
        publicity: notice && { state: notice.state, endsAt: notice.endsAt },
        mayPut: isUnsent && isSignable && mayDo(ctx.actor, 'sign'),
        pageTurn:
          isOpen && side !== null && signableAmendmentStates.includes(row.state)
            ? await pageTurnOf(ctx, { contractId: contract.id, versionN: row.versionN }, { side, sides })
            : null,
        maySign: isSignable && row.state === 'proposed' && isOpen && !isOwn && mayDo(ctx.actor, 'sign'),
        mayPropose: maySend && mayDo(ctx.actor, 'sign'),
        maySignAtProvider:
          ctx.esign.isEnabled &&
          live === null &&
          isSignable &&
          (maySend || (isBoths && begun === null)) &&
          mayDo(ctx.actor, 'sign'),
        needsApproval: isOpen || isUnsent ? await isUnapproved(ctx, contract, row.versionN) : false,
        mayRefuse: isOpen && !isOwn && mayAnswer,
        mayWithdraw: (isOpen || row.state === 'prepared') && isOwn && mayAnswer,
      };
    }),
  );
}

/** Prepared, and to be agreed and published before anybody signs it. */
const isToOffer = ({ state }: Pick<Amendment, 'state'>, isAsked: boolean): boolean => state === 'prepared' && isAsked;

/** Why a change cannot be signed today: what it changes was counted meanwhile. */
const faultOf = async (ctx: ActorContext, row: Amendment): Promise<string | null> =>
  (await signingFault(ctx, row))?.says ?? null;

/** Whether a paper of it, sealed when it could be first, would still count. */
const couldBeSealed = async (ctx: ActorContext, row: Amendment): Promise<boolean> => {
  const from = await sealableFrom(ctx, row.contractId, row.versionN);
  return from !== undefined && (await signingFault(ctx, row, from)) === null;
};

interface Obstacles {
  readonly isAsked: boolean;
  readonly notice: { readonly state: string } | null;
  readonly faultSays: string | null;
  readonly isSealable: boolean;
}

/** Why a change can be signed no more, whatever is done with it: what it changes was counted meanwhile, or it was never published. */
function obstacleOf(row: Amendment, { isAsked, notice, faultSays, isSealable }: Obstacles): string | null {
  if (faultSays !== null) {
    const sealed = isSealable ? '在那以前双方已经在纸上用印的，仍可以上传和确认扫描件；没有的，' : '';
    return `${faultSays}${sealed}${row.state === 'prepared' ? '请作废后重新拟一份。' : '请收回后重新拟一份。'}`;
  }
  if (!isAsked) return null;
  if (row.state === 'prepared') return row.asksPublicity ? null : dutyCameLater;
  return signableAmendmentStates.includes(row.state) && notice?.state !== 'ended' ? neverPublished : null;
}

/** The version that both signed meanwhile, so that a prepared change can be sent no more: it was written on the one before. */
const overtaker = (
  { signedVersionN }: Contract,
  { baseVersionN }: { readonly baseVersionN: number },
  waiting: { readonly versionN: number } | null,
): number | null => waiting?.versionN ?? (baseVersionN === signedVersionN ? null : signedVersionN);

/** The reader's own unit asks for an approval that is not there yet. */
const isUnapproved = async (ctx: ActorContext, { id }: Contract, versionN: number): Promise<boolean> =>
  !(await isApproved(ctx, { id, versionN }, ctx.actor.org?.orgId ?? ''));

/** Of a change that both signed: performed, waiting for its day, or never performed since the contract ended before; null of others. */
const effectOf = (
  { state, signedVersionN }: Contract,
  amendment: { readonly state: AmendmentState; readonly versionN: number },
): 'taken' | 'waiting' | 'lapsed' | null => {
  if (amendment.state !== 'signed') return null;
  if (amendment.versionN <= (signedVersionN ?? 0)) return 'taken';
  return standingContractStates.includes(state) ? 'waiting' : 'lapsed';
};
