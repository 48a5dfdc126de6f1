import { and, eq, inArray } from 'drizzle-orm';
import { v7 } from 'uuid';
import { bountyMachine } from '#app/domain/bounty.ts';
import { endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { statesWith } from '#app/domain/machine.ts';
import type { Objector } from '#app/domain/objector.ts';
import { bounties, bountyObjections, bountyProposals } from '#db/schema/index.ts';
import { type ActorContext, type Context, type In, inTransaction } from '../context.server.ts';
import { recordDecision, recordWithdrawal } from '../objections/end-objection.server.ts';
import { loadObjection } from '../objections/load-objection.server.ts';
import type { ObjectionKind } from '../objections/objection-kind.server.ts';
import { recordObjection } from '../objections/record-objection.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { once } from '../platform/once.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { tellOffice } from './organise-bounty.server.ts';
import { type Bounty, bountyTitle, lockBounty, moveBounty, moveProposal, ownBounty } from './own-bounty.server.ts';

type Objection = typeof bountyObjections.$inferSelect;

const bountyObjection: ObjectionKind<typeof bountyObjections> = {
  table: bountyObjections,
  name: 'bounty_objection',
  filed: 'bounty_objection.file',
  isAbout: ({ bountyId }) => eq(bountyObjections.bountyId, bountyId),
  subjectOf: ({ bountyId }) => ({ subjectType: 'bounty', subjectId: bountyId }),
};

const isOver = (bounty: Bounty, now: Date): boolean =>
  bounty.publicityUntilOn === null || now > endOfDay(bounty.publicityUntilOn);

/** A person objects to the winner under his own name while the notice stands (公示). */
export async function objectToBounty(
  ctx: ActorContext,
  input: Objector & { readonly id: string; readonly grounds: string; readonly key?: string },
): Promise<Objection> {
  const isShown = and(eq(bounties.id, input.id), inArray(bounties.state, statesWith(bountyMachine, 'public')));
  if ((await ctx.db.$count(bounties, isShown)) === 0) throw new AppError('not_found');
  await screenTexts(ctx, [input.grounds]);
  return inTransaction(ctx, async (tx) => {
    const { id, isFirst } = await once(tx, input.key, 'bounty.object', v7());
    if (!isFirst) return loadObjection(tx, bountyObjection, id);
    const bounty = await lockBounty(tx, input.id);
    if (bounty.state !== 'publicity' || isOver(bounty, tx.now())) throw new AppError('state_changed');
    const row = await recordObjection(tx, bountyObjection, { id, bountyId: bounty.id, grounds: input.grounds }, input);
    await tellOffice(tx, bounty, bounty.authorityOrgId, 'bounty.object');
    return row;
  });
}

/** Who objected takes it back. */
export async function withdrawBountyObjection(
  ctx: ActorContext,
  input: { readonly objectionId: string },
): Promise<Objection> {
  return inTransaction(ctx, async (tx) => {
    const objection = await loadObjection(tx, bountyObjection, input.objectionId);
    await lockBounty(tx, objection.bountyId);
    const row = await recordWithdrawal(tx, bountyObjection, objection);
    await settleIfClear(tx, objection.bountyId);
    return row;
  });
}

/** The authority answers: dismissed with reasons, or upheld, and then the award falls and the judging begins anew. */
export async function decideBountyObjection(
  ctx: ActorContext,
  input: {
    readonly id: string;
    readonly objectionId: string;
    readonly outcome: 'uphold' | 'dismiss';
    readonly decision: string;
  },
): Promise<Objection> {
  const bounty = await ownBounty(ctx, input.id, 'authority');
  const objection = await loadObjection(ctx, bountyObjection, input.objectionId);
  if (objection.bountyId !== bounty.id) throw new AppError('not_found');
  await screenTexts(ctx, [input.decision]);
  return inTransaction(ctx, async (tx) => {
    const locked = await lockBounty(tx, bounty.id);
    const row = await recordDecision(tx, bountyObjection, objection, input);
    const said = { kind: 'bounty.decide', params: { title: await bountyTitle(tx, locked) } };
    await notifyPeople(tx, [row.filedBy], { ...said, href: `/bounties/${locked.no}#notice` });
    if (input.outcome === 'uphold') await judgeAgain(tx, locked, 'overturn');
    else await settleIfClear(tx, locked.id);
    return row;
  });
}

/** The contract did not come about: the award falls, the others are looked at again. */
export async function reopenJudging(ctx: ActorContext, input: { readonly id: string }): Promise<Bounty> {
  const bounty = await ownBounty(ctx, input.id, 'authority');
  return inTransaction(ctx, async (tx) => {
    const locked = await lockBounty(tx, bounty.id);
    if (locked.contractId !== null)
      throw new AppError('invalid', { says: '合同还在商定，要先由双方收回合同草案，才能重新评榜。' });
    return judgeAgain(tx, locked, 'reopen');
  });
}

async function judgeAgain(tx: In<ActorContext>, bounty: Bounty, event: 'overturn' | 'reopen'): Promise<Bounty> {
  const cleared = { publicityUntilOn: null, posterChoiceId: null, posterOpinion: '', decision: null };
  const row = await moveBounty(tx, bounty, event, cleared);
  await clearDeadline(tx, 'bounty.publicity', row.id);
  const [winner] = await tx.db
    .select()
    .from(bountyProposals)
    .where(and(eq(bountyProposals.bountyId, row.id), eq(bountyProposals.state, 'awarded')));
  if (winner !== undefined) {
    await moveProposal(tx, winner, 'reject');
    await tellOffice(tx, row, winner.orgId, 'bounty.fall');
  }
  await tellOffice(tx, row, row.posterOrgId, 'bounty.fall');
  return row;
}

/** The last day of publicity has passed: settled, unless an objection waits for its answer. */
export async function endBountyPublicity(ctx: Context, id: string): Promise<void> {
  await inTransaction(ctx, (tx) => settleIfClear(tx, id));
}

async function settleIfClear(tx: In<Context>, id: string): Promise<void> {
  const bounty = await lockBounty(tx, id);
  if (bounty.state !== 'publicity' || !isOver(bounty, tx.now())) return;
  const open = and(eq(bountyObjections.bountyId, id), eq(bountyObjections.state, 'open'));
  if ((await tx.db.$count(bountyObjections, open)) > 0) return;
  const row = await moveBounty(tx, bounty, 'settle');
  await clearDeadline(tx, 'bounty.publicity', id);
  await tellOffice(tx, row, row.posterOrgId, 'bounty.settle');
}

/** A post by its number, for forms of its public page. */
export async function bountyIdOf(ctx: Context, no: string): Promise<string> {
  const [row] = await ctx.db.select({ id: bounties.id }).from(bounties).where(eq(bounties.no, no));
  if (row === undefined) throw new AppError('not_found');
  return row.id;
}
