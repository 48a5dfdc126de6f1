import { eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import {
  type ClearanceCourse,
  groundsAfter,
  mayJudgeOverlap,
  mayReviewClearance,
  maySeeClearances,
  mayStateGround,
} from '#app/domain/grant-clearance.ts';
import { grantClearances } from '#db/schema/index.ts';
import { requireOwnLicensor } from '../co-owners/own-licensor.server.ts';
import type { ActorContext } from '../context.server.ts';
import { clearableVersions, judgeableVersions, unsentVersions } from './clearable-versions.server.ts';
import { coursesOf } from './clearance-course.server.ts';
import { type Statement, statements } from './clearances.server.ts';
import { draftConflicts } from './draft-conflicts.server.ts';
import { conflictsOf, isStatable } from './grants-around.server.ts';
import { getTerms } from './get-terms.server.ts';
import type { Contract } from './own-contract.server.ts';

/** What the licensor has still to say of a contract and its open changes, as notices that lead to the page for it. */
export const clearancesAhead = async (ctx: ActorContext, contract: Contract) =>
  toClear(ctx, contract, await clearableVersions(ctx, contract));

/** The same of its changes that are not sent yet: it can be said when they are. */
export const clearancesOnceSent = async (ctx: ActorContext, contract: Contract) =>
  toClear(ctx, contract, await unsentVersions(ctx, contract));

async function toClear(ctx: ActorContext, contract: Contract, versions: readonly number[]) {
  const conflicts = [];
  for (const versionN of versions) {
    conflicts.push(...(await draftConflicts(ctx, contract, await getTerms(ctx, contract.id, versionN))));
  }
  return conflicts.filter(({ cure, pending }) => cure === 'clear' || cure === 'judge' || pending !== null);
}

/** Beside which earlier contracts a contract and its open changes go, what was said of it and what is still to be said. */
export async function clearancePage(ctx: ActorContext, contractId: string) {
  if (!maySeeClearances(ctx.actor)) throw new AppError('forbidden');
  const contract = await requireOwnLicensor(ctx, contractId);
  const said = await statements(ctx, eq(grantClearances.contractId, contractId));
  const sayable = await clearableVersions(ctx, contract);
  const open = [];
  for (const versionN of await judgeableVersions(ctx, contract)) {
    const found = await conflictsOf(ctx, contract, await getTerms(ctx, contractId, versionN));
    const course = await coursesOf(
      ctx,
      found.map(({ earlier }) => earlier.id),
    );
    for (const conflict of found) {
      const { mayKnow, severity, earlier, earlierVersionN, says } = conflict;
      if (!mayKnow || severity === 'warn') continue;
      const { id, no, title } = earlier;
      const isJudged = conflict.cure === 'judge';
      const isOwed = isStatable(conflict) && sayable.includes(versionN);
      if (!isJudged && !sayable.includes(versionN)) continue;
      const past = course(id, contract.licenseeOrgId);
      const ways = isOwed ? groundsAfter(past) : [];
      open.push({
        versionN,
        says,
        isOwed,
        isJudged,
        anew: isOwed ? anewOf(past, said.find(({ earlierId }) => earlierId === id) ?? null) : null,
        ways,
        grounds: ways.filter((ground) => mayStateGround(ctx.actor, ground)),
        earlier: { id, no, title, versionN: earlierVersionN },
      });
    }
  }
  return {
    contract: { id: contract.id, no: contract.no, title: contract.title },
    open,
    said: said.map((line) => ({
      ...line,
      review: line.review && { ...line.review, by: line.reviewedBy },
      isOwn: line.statedBy === ctx.actor.userId,
    })),
    mayReview: mayReviewClearance(ctx.actor),
    mayJudge: mayJudgeOverlap(ctx.actor),
    /** What other contracts of the unit say of this one: it stays with the licensor. */
    ofThis: await saidOfThis(ctx, contractId),
  };
}

/** What was said of a contract for later ones, as the licensor reads it there. */
const saidOfThis = async (ctx: ActorContext, contractId: string) =>
  (await statements(ctx, eq(grantClearances.earlierContractId, contractId))).map((line) => ({
    id: line.id,
    ground: line.ground,
    reason: line.reason,
    by: line.by,
    createdAt: line.createdAt,
    laterId: line.contractId,
    laterNo: line.laterNo,
  }));

/** Why what was said before counts no more; null where nothing was. */
function anewOf({ isDenied, isDisputed }: ClearanceCourse, last: Statement | null) {
  if (isDisputed) return 'disputed' as const;
  if (last?.review?.outcome === 'refused') return 'refused' as const;
  if (isDenied) return 'denied' as const;
  return last === null ? null : ('changed' as const);
}
