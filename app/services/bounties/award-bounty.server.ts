import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { awardFault, mayScore } from '#app/domain/bounty-panel.ts';
import { eliminated, summarise } from '#app/domain/bounty-scores.ts';
import { bountyRules } from '#app/domain/bounty.ts';
import { addWorkingDays, dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import {
  bounties,
  bountyExperts,
  bountyGateResults,
  bountyGates,
  bountyProposals,
  bountyScores,
  memberships,
} from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { workCalendar } from '../platform/work-calendar.server.ts';
import { tellOffice } from './organise-bounty.server.ts';
import { type Bounty, lockBounty, moveBounty, moveProposal, ownBounty, type Proposal } from './own-bounty.server.ts';

/** In an enterprise's own post the enterprise names whom it wants, and why, before anybody is awarded. */
export async function choosePostersProposal(
  ctx: ActorContext,
  input: { readonly id: string; readonly proposalId: string; readonly opinion: string },
): Promise<Bounty> {
  const bounty = await ownBounty(ctx, input.id, 'poster');
  return inTransaction(ctx, async (tx) => {
    const locked = await lockBounty(tx, bounty.id);
    if (locked.state !== 'judging') throw new AppError('state_changed');
    const proposal = await proposalOf(tx, locked.id, input.proposalId);
    if (proposal.state !== 'submitted') throw new AppError('state_changed');
    const [row] = await tx.db
      .update(bounties)
      .set({ posterChoiceId: proposal.id, posterOpinion: input.opinion, updatedAt: tx.now() })
      .where(eq(bounties.id, locked.id))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    await audit(tx, { deed: 'bounty.choose', subjectType: 'bounty', subjectId: locked.id });
    await tellOffice(tx, row, row.authorityOrgId, 'bounty.choose');
    return row;
  });
}

/** The authority awards one proposal (定榜); his name stands in publicity from then on. */
export async function awardBounty(
  ctx: ActorContext,
  input: { readonly id: string; readonly proposalId: string; readonly decision: string },
): Promise<Bounty> {
  const bounty = await ownBounty(ctx, input.id, 'authority');
  if (bounty.kind === 'race') throw new AppError('invalid', { says: '赛马要先选出参赛队伍，过完关口再定中榜方。' });
  const untilOn = await publicityUntil(ctx);
  return inTransaction(ctx, async (tx) => {
    const locked = await lockBounty(tx, bounty.id);
    const proposal = await proposalOf(tx, locked.id, input.proposalId);
    const summary = await summaryOf(tx, locked.id, proposal);
    const fault = awardFault({
      summary,
      isEnterprisePost: locked.origin === 'enterprise',
      isPostersChoice: locked.posterChoiceId === proposal.id,
      decision: input.decision,
    });
    if (locked.state === 'judging' && fault !== null) throw new AppError('invalid', { says: fault });
    const row = await moveBounty(tx, locked, 'award', { decision: input.decision, publicityUntilOn: untilOn });
    await moveProposal(tx, proposal, 'award');
    await publish(tx, row, proposal);
    return row;
  });
}

/** Starts a race (赛马) of the chosen teams: two at least, each with enough scores; the others are out. */
export async function startRace(
  ctx: ActorContext,
  input: { readonly id: string; readonly proposalIds: readonly string[]; readonly decision: string },
): Promise<Bounty> {
  const bounty = await ownBounty(ctx, input.id, 'authority');
  if (bounty.kind !== 'race') throw new AppError('invalid', { says: '这一榜不是赛马。' });
  const chosen = [...new Set(input.proposalIds)];
  if (chosen.length < bountyRules.teams)
    throw new AppError('invalid', { says: `赛马不少于 ${bountyRules.teams} 支队伍。` }, 'proposalIds');
  return inTransaction(ctx, async (tx) => {
    const locked = await lockBounty(tx, bounty.id);
    const row = await moveBounty(tx, locked, 'race', { decision: input.decision });
    const all = await tx.db.select().from(bountyProposals).where(eq(bountyProposals.bountyId, row.id));
    for (const id of chosen) {
      const proposal = await proposalOf(tx, row.id, id);
      const { count } = await summaryOf(tx, row.id, proposal);
      if (count < bountyRules.scores)
        throw new AppError('invalid', { says: `每份揭榜书要有不少于 ${bountyRules.scores} 份有效评分。` });
      await moveProposal(tx, proposal, 'shortlist');
      await tellOffice(tx, row, proposal.orgId, 'bounty.shortlist');
    }
    for (const other of all.filter(({ id, state }) => state === 'submitted' && !chosen.includes(id))) {
      await moveProposal(tx, other, 'reject');
      await tellOffice(tx, row, other.orgId, 'bounty.reject');
    }
    await clearDeadline(tx, 'bounty.judge', row.id);
    const gates = await tx.db.select().from(bountyGates).where(eq(bountyGates.bountyId, row.id));
    for (const gate of gates) {
      const dueAt = endOfDay(gate.dueOn);
      await setDeadline(tx, { kind: 'bounty_gate.check', subjectId: gate.id, orgId: row.authorityOrgId, dueAt });
    }
    return row;
  });
}

export interface GateScore {
  readonly proposalId: string;
  readonly score: number;
  readonly note: string;
}

/** Decides a gate: every team that still runs is scored, the lowest goes; who goes keeps what it made (domain: 赛马制). */
export async function decideGate(
  ctx: ActorContext,
  input: { readonly id: string; readonly gateId: string; readonly scores: readonly GateScore[] },
): Promise<Bounty> {
  const bounty = await ownBounty(ctx, input.id, 'authority');
  return inTransaction(ctx, async (tx) => {
    const locked = await lockBounty(tx, bounty.id);
    if (locked.state !== 'racing') throw new AppError('state_changed');
    const gates = await tx.db
      .select()
      .from(bountyGates)
      .where(and(eq(bountyGates.bountyId, locked.id), eq(bountyGates.kind, 'gate')))
      .orderBy(asc(bountyGates.n));
    const gate = gates.find(({ decidedAt }) => decidedAt === null);
    if (!gates.some(({ id }) => id === input.gateId)) throw new AppError('not_found');
    if (gate?.id !== input.gateId) throw new AppError('state_changed');
    const teams = await tx.db
      .select()
      .from(bountyProposals)
      .where(and(eq(bountyProposals.bountyId, locked.id), eq(bountyProposals.state, 'shortlisted')));
    const scored = teams.map((team) => {
      const given = input.scores.find(({ proposalId }) => proposalId === team.id);
      if (given === undefined) throw new AppError('invalid', { says: '每支在赛队伍都要有这一关的得分。' });
      return { team, ...given };
    });
    const out = eliminated(scored.map(({ team, score }) => ({ id: team.id, score })));
    await tx.db.insert(bountyGateResults).values(
      scored.map(({ team, score, note }) => ({
        gateId: gate.id,
        proposalId: team.id,
        score,
        passed: !out.includes(team.id),
        note,
      })),
    );
    await tx.db
      .update(bountyGates)
      .set({ decidedAt: tx.now(), decidedBy: tx.actor.userId })
      .where(eq(bountyGates.id, gate.id));
    await clearDeadline(tx, 'bounty_gate.check', gate.id);
    await audit(tx, { deed: 'bounty.gate', subjectType: 'bounty', subjectId: locked.id });
    for (const { team } of scored) {
      const isOut = out.includes(team.id);
      if (isOut) await moveProposal(tx, team, 'eliminate');
      await tellOffice(tx, locked, team.orgId, isOut ? 'bounty.eliminate' : 'bounty.pass');
    }
    return locked;
  });
}

/** The race is over: the best of the last gate wins. With a gate still to come there must be no other team left. */
export async function declareWinner(
  ctx: ActorContext,
  input: { readonly id: string; readonly proposalId: string; readonly decision: string },
): Promise<Bounty> {
  const bounty = await ownBounty(ctx, input.id, 'authority');
  const untilOn = await publicityUntil(ctx);
  return inTransaction(ctx, async (tx) => {
    const locked = await lockBounty(tx, bounty.id);
    const row = await moveBounty(tx, locked, 'win', { decision: input.decision, publicityUntilOn: untilOn });
    const teams = await tx.db
      .select()
      .from(bountyProposals)
      .where(and(eq(bountyProposals.bountyId, row.id), eq(bountyProposals.state, 'shortlisted')));
    const winner = teams.find(({ id }) => id === input.proposalId);
    if (winner === undefined) throw new AppError('not_found');
    const gates = await tx.db
      .select()
      .from(bountyGates)
      .where(and(eq(bountyGates.bountyId, row.id), eq(bountyGates.kind, 'gate')))
      .orderBy(desc(bountyGates.n));
    if (teams.length > 1) {
      if (gates.some(({ decidedAt }) => decidedAt === null))
        throw new AppError('invalid', { says: '还有关口没有过，也还有别的队伍在赛。' });
      const last = await tx.db
        .select()
        .from(bountyGateResults)
        .where(eq(bountyGateResults.gateId, gates[0]?.id ?? ''));
      const scoreOf = (id: string) => last.find(({ proposalId }) => proposalId === id)?.score ?? 0;
      if (teams.some(({ id }) => scoreOf(id) > scoreOf(winner.id)))
        throw new AppError('invalid', { says: '最后一关得分最高的队伍胜出。' });
    }
    for (const gate of gates) await clearDeadline(tx, 'bounty_gate.check', gate.id);
    await moveProposal(tx, winner, 'award');
    await publish(tx, row, winner);
    return row;
  });
}

/** Last day of the winner's publicity: five working days after today. */
async function publicityUntil(ctx: ActorContext): Promise<string> {
  const calendar = await workCalendar(ctx);
  return addWorkingDays(dayOf(ctx.now()), bountyRules.publicityDays, calendar).day;
}

async function publish(tx: In<ActorContext>, bounty: Bounty, winner: Proposal): Promise<void> {
  const { id: subjectId, authorityOrgId: orgId, publicityUntilOn } = bounty;
  await clearDeadline(tx, 'bounty.judge', subjectId);
  const dueAt = endOfDay(publicityUntilOn ?? dayOf(tx.now()));
  await setDeadline(tx, { kind: 'bounty.publicity', subjectId, orgId, dueAt });
  for (const told of [winner.orgId, bounty.posterOrgId]) await tellOffice(tx, bounty, told, 'bounty.award');
}

async function proposalOf(tx: In<ActorContext>, bountyId: string, id: string): Promise<Proposal> {
  const [row] = await tx.db
    .select()
    .from(bountyProposals)
    .where(and(eq(bountyProposals.id, id), eq(bountyProposals.bountyId, bountyId)));
  if (row === undefined) throw new AppError('not_found');
  return row;
}

/** Valid scores only: of experts who declared and whom nothing binds to the proposal's unit, nor binds them by now. */
async function summaryOf(tx: In<ActorContext>, bountyId: string, proposal: Proposal) {
  const [panel, members, given] = await Promise.all([
    tx.db.select().from(bountyExperts).where(eq(bountyExperts.bountyId, bountyId)),
    tx.db.select({ userId: memberships.userId }).from(memberships).where(eq(memberships.orgId, proposal.orgId)),
    tx.db
      .select()
      .from(bountyScores)
      .where(inArray(bountyScores.proposalId, [proposal.id])),
  ]);
  const valid = new Set(panel.filter((expert) => mayScore(expert, proposal.orgId)).map(({ userId }) => userId));
  for (const { userId } of members) valid.delete(userId);
  return summarise(given.filter(({ userId }) => valid.has(userId)));
}
