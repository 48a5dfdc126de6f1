import { and, eq, isNull } from 'drizzle-orm';
import { acceptanceFault, meets } from '#app/domain/bounty-acceptance.ts';
import { type Day, dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { bounties, bountyGateResults, bountyGates, bountyProposals, demandVersions } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { clearGateDates, tellOffice } from './organise-bounty.server.ts';
import { type Bounty, lockBounty, moveBounty, ownBounty } from './own-bounty.server.ts';

type Gate = typeof bountyGates.$inferSelect;

/** Checks a milestone (step 10): passed, given more time, or failed, and then the subsidy stops. */
export async function checkBountyMilestone(
  ctx: ActorContext,
  input: {
    readonly id: string;
    readonly gateId: string;
    readonly outcome: 'pass' | 'adjust' | 'fail';
    readonly note: string;
    readonly dueOn?: Day | null;
  },
): Promise<void> {
  const bounty = await ownBounty(ctx, input.id, 'authority');
  await inTransaction(ctx, async (tx) => {
    const locked = await lockBounty(tx, bounty.id);
    if (locked.state !== 'running') throw new AppError('state_changed');
    const gate = await openMilestone(tx, locked, input.gateId);
    const winner = await winnerOf(tx, locked);
    if (input.outcome === 'adjust') {
      const { dueOn } = input;
      if (!dueOn || dueOn <= dayOf(tx.now()))
        throw new AppError('invalid', { says: '请填今天以后的新日期。' }, 'dueOn');
      await tx.db.update(bountyGates).set({ dueOn }).where(eq(bountyGates.id, gate.id));
      const dueAt = endOfDay(dueOn);
      await setDeadline(tx, { kind: 'bounty_gate.check', subjectId: gate.id, orgId: locked.authorityOrgId, dueAt });
    } else {
      const passed = input.outcome === 'pass';
      const result = { gateId: gate.id, proposalId: winner.id, score: passed ? 100 : 0, passed, note: input.note };
      await tx.db.insert(bountyGateResults).values(result);
      await tx.db
        .update(bountyGates)
        .set({ decidedAt: tx.now(), decidedBy: tx.actor.userId })
        .where(eq(bountyGates.id, gate.id));
      await clearDeadline(tx, 'bounty_gate.check', gate.id);
    }
    await audit(tx, { deed: `bounty.milestone_${input.outcome}`, subjectType: 'bounty', subjectId: locked.id });
    for (const orgId of [winner.orgId, locked.posterOrgId]) await tellOffice(tx, locked, orgId, 'bounty.milestone');
  });
}

async function openMilestone(tx: In<ActorContext>, bounty: Bounty, id: string): Promise<Gate> {
  const own = and(eq(bountyGates.id, id), eq(bountyGates.bountyId, bounty.id), eq(bountyGates.kind, 'milestone'));
  const [gate] = await tx.db.select().from(bountyGates).where(own);
  if (gate === undefined) throw new AppError('not_found');
  if (gate.decidedAt !== null) throw new AppError('state_changed');
  return gate;
}

async function winnerOf(tx: In<ActorContext>, bounty: Bounty) {
  const [winner] = await tx.db
    .select()
    .from(bountyProposals)
    .where(and(eq(bountyProposals.bountyId, bounty.id), eq(bountyProposals.state, 'awarded')));
  if (winner === undefined) throw new AppError('state_changed');
  return winner;
}

/** The poster first (step 11): every metric of the post as measured, and what the users say. */
export async function reportAcceptance(
  ctx: ActorContext,
  input: { readonly id: string; readonly measured: readonly string[]; readonly opinion: string },
): Promise<Bounty> {
  const bounty = await ownBounty(ctx, input.id, 'poster');
  return inTransaction(ctx, async (tx) => {
    const locked = await lockBounty(tx, bounty.id);
    if (locked.state !== 'running') throw new AppError('state_changed');
    const [version] = await tx.db
      .select()
      .from(demandVersions)
      .where(and(eq(demandVersions.demandId, locked.demandId), eq(demandVersions.n, locked.demandVersionN)));
    const metrics = (version?.data.metrics ?? []).map((metric, at) => {
      const measured = input.measured[at] ?? '';
      if (measured === '')
        throw new AppError('invalid', { says: `请填「${metric.name}」的实测值。` }, `measured[${at}]`);
      return { name: metric.name, measured, isMet: meets(metric, measured) };
    });
    const acceptance = { metrics, opinion: input.opinion, at: tx.now().toISOString() };
    const [row] = await tx.db
      .update(bounties)
      .set({ acceptance, updatedAt: tx.now() })
      .where(eq(bounties.id, locked.id))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'bounty.report', subjectType: 'bounty', subjectId: locked.id });
    await tellOffice(tx, row, row.authorityOrgId, 'bounty.report');
    return row;
  });
}

/** The authority accepts (验收): the poster said so metric by metric, and every milestone was checked. */
export async function acceptBounty(ctx: ActorContext, { id }: { readonly id: string }): Promise<Bounty> {
  const bounty = await ownBounty(ctx, id, 'authority');
  return inTransaction(ctx, async (tx) => {
    const locked = await lockBounty(tx, bounty.id);
    const open = await tx.db.$count(
      bountyGates,
      and(eq(bountyGates.bountyId, locked.id), eq(bountyGates.kind, 'milestone'), isNull(bountyGates.decidedAt)),
    );
    const fault = acceptanceFault(locked.acceptance, open);
    if (locked.state === 'running' && fault !== null) throw new AppError('invalid', { says: fault });
    const row = await moveBounty(tx, locked, 'accept');
    const winner = await winnerOf(tx, row);
    for (const orgId of [winner.orgId, row.posterOrgId]) await tellOffice(tx, row, orgId, 'bounty.accept');
    return row;
  });
}

/** Ends it without acceptance; failure after diligent work is tolerated and said to be so (容错, step 12). */
export async function stopBounty(
  ctx: ActorContext,
  input: { readonly id: string; readonly reason: string; readonly isDiligent: boolean },
): Promise<Bounty> {
  const bounty = await ownBounty(ctx, input.id, 'authority');
  return inTransaction(ctx, async (tx) => {
    const locked = await lockBounty(tx, bounty.id);
    const columns = { dropReason: input.reason, isDiligent: input.isDiligent };
    const row = await moveBounty(tx, locked, 'stop', columns);
    await clearGateDates(tx, row.id);
    const winner = await winnerOf(tx, row);
    for (const orgId of [winner.orgId, row.posterOrgId]) await tellOffice(tx, row, orgId, 'bounty.stop');
    return row;
  });
}
