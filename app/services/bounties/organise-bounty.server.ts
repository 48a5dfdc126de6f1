import { and, eq, inArray, isNull } from 'drizzle-orm';
import { argumentFault } from '#app/domain/bounty-panel.ts';
import { bountyRules } from '#app/domain/bounty.ts';
import { addDays, addWorkingDays, type Day, dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { bountyExperts, bountyGates, bountyPartners, bountyProposals, demands } from '#db/schema/index.ts';
import { type ActorContext, type Context, type In, inTransaction } from '../context.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation, notifyPeople } from '../platform/notify.server.ts';
import { workCalendar } from '../platform/work-calendar.server.ts';
import { type Bounty, bountyTitle, lockBounty, moveBounty, moveProposal, ownBounty } from './own-bounty.server.ts';

/** Working days for the judging (domain table, step 6). */
const judgeWithinDays = 15;

/** The authority takes a call up and asks its experts (论证). */
export async function argueBounty(ctx: ActorContext, { id }: { readonly id: string }): Promise<Bounty> {
  const bounty = await ownBounty(ctx, id, 'authority');
  return inTransaction(ctx, async (tx) => {
    const row = await moveBounty(tx, bounty, 'argue');
    await tellOffice(tx, row, row.posterOrgId, 'bounty.argue');
    return row;
  });
}

/** Puts the post up (张榜) once the experts support it and every partner agreed; the demand's words are those of this day. */
export async function postBounty(
  ctx: ActorContext,
  input: {
    readonly id: string;
    readonly closesOn: Day;
    readonly gates: readonly { readonly title: string; readonly dueOn: Day }[];
  },
): Promise<Bounty> {
  const bounty = await ownBounty(ctx, input.id, 'authority');
  const earliest = addDays(dayOf(ctx.now()), bountyRules.postDays);
  if (input.closesOn < earliest)
    throw new AppError(
      'invalid',
      { says: `张榜不少于 ${bountyRules.postDays} 天，最早 ${earliest} 截止。` },
      'closesOn',
    );
  const gates = bounty.kind === 'race' ? input.gates : [];
  if (bounty.kind === 'race' && gates.length === 0)
    throw new AppError('invalid', { says: '赛马要至少设一个关口。' }, 'gates[0].title');
  for (const [at, gate] of gates.entries()) {
    if (gate.dueOn <= (gates[at - 1]?.dueOn ?? input.closesOn))
      throw new AppError('invalid', { says: '关口要在截止以后，一关比一关晚。' }, `gates[${at}].dueOn`);
  }
  return inTransaction(ctx, async (tx) => {
    const locked = await lockBounty(tx, bounty.id);
    const panel = await tx.db.select().from(bountyExperts).where(eq(bountyExperts.bountyId, locked.id));
    const waiting = await tx.db.$count(
      bountyPartners,
      and(eq(bountyPartners.bountyId, locked.id), isNull(bountyPartners.agreedAt)),
    );
    const fault = argumentFault(panel) ?? (waiting > 0 ? `还有 ${waiting} 家联合发布方没有同意。` : null);
    if (locked.state === 'arguing' && fault !== null) throw new AppError('invalid', { says: fault });
    const [demand] = await tx.db.select().from(demands).where(eq(demands.id, locked.demandId));
    const row = await moveBounty(tx, locked, 'post', {
      closesOn: input.closesOn,
      postedAt: tx.now(),
      demandVersionN: demand?.versionN ?? locked.demandVersionN,
    });
    if (gates.length > 0)
      await tx.db
        .insert(bountyGates)
        .values(gates.map((gate, at) => ({ ...gate, bountyId: row.id, kind: 'gate' as const, n: at + 1 })));
    await clearDeadline(tx, 'bounty.argue', row.id);
    const dueAt = endOfDay(input.closesOn);
    await setDeadline(tx, { kind: 'bounty.close', subjectId: row.id, orgId: row.authorityOrgId, dueAt });
    await tellOffice(tx, row, row.posterOrgId, 'bounty.post');
    return row;
  });
}

/** Closes the post: the proposals are opened and judged. By itself on the last day, by the authority never before it. */
export async function judgeBounty(ctx: ActorContext, { id }: { readonly id: string }): Promise<Bounty> {
  const bounty = await ownBounty(ctx, id, 'authority');
  if (bounty.closesOn !== null && dayOf(ctx.now()) <= bounty.closesOn)
    throw new AppError('invalid', { says: `揭榜到 ${bounty.closesOn} 截止，之前不拆封。` });
  return openProposals(ctx, bounty);
}

/** The last day has passed. */
export async function closeBounty(ctx: Context, id: string): Promise<void> {
  const bounty = await inTransaction(ctx, (tx) => lockBounty(tx, id));
  if (bounty.state !== 'posted' || bounty.closesOn === null || ctx.now() <= endOfDay(bounty.closesOn)) return;
  await openProposals(ctx, bounty);
}

async function openProposals(ctx: Context, bounty: Bounty): Promise<Bounty> {
  const calendar = await workCalendar(ctx);
  const dueAt = endOfDay(addWorkingDays(dayOf(ctx.now()), judgeWithinDays, calendar).day);
  return inTransaction(ctx, async (tx) => {
    const row = await moveBounty(tx, bounty, 'judge');
    await clearDeadline(tx, 'bounty.close', row.id);
    await setDeadline(tx, { kind: 'bounty.judge', subjectId: row.id, orgId: row.authorityOrgId, dueAt });
    for (const orgId of [row.authorityOrgId, row.posterOrgId]) await tellOffice(tx, row, orgId, 'bounty.judge');
    const panel = await tx.db.select().from(bountyExperts).where(eq(bountyExperts.bountyId, row.id));
    const notice = { kind: 'bounty.score', params: { title: await bountyTitle(tx, row) } };
    const experts = panel.map(({ userId }) => userId);
    await notifyPeople(tx, experts, { ...notice, href: `/desk/bounties/${row.id}/panel` });
    return row;
  });
}

/** Ends it without a contract; who answered the post is told why. */
export async function dropBounty(ctx: ActorContext, input: { readonly id: string; readonly reason: string }) {
  const bounty = await ownBounty(ctx, input.id, 'authority', 'poster');
  const isPoster = bounty.posterOrgId === ctx.actor.org?.orgId;
  if (isPoster && !['collected', 'arguing'].includes(bounty.state)) throw new AppError('forbidden');
  return inTransaction(ctx, async (tx) => {
    const locked = await lockBounty(tx, bounty.id);
    const row = await moveBounty(tx, locked, 'drop', { dropReason: input.reason });
    for (const kind of ['bounty.argue', 'bounty.close', 'bounty.judge'] as const) await clearDeadline(tx, kind, row.id);
    await clearGateDates(tx, row.id);
    const open = await tx.db
      .select()
      .from(bountyProposals)
      .where(and(eq(bountyProposals.bountyId, row.id), inArray(bountyProposals.state, ['submitted', 'shortlisted'])));
    for (const proposal of open) {
      const { orgId } = await moveProposal(tx, proposal, 'reject');
      await tellOffice(tx, row, orgId, 'bounty.drop');
    }
    await tellOffice(tx, row, isPoster ? row.authorityOrgId : row.posterOrgId, 'bounty.drop');
    return row;
  });
}

/** Dates of gates and milestones that nobody checks any more. */
export async function clearGateDates(tx: In<Context>, bountyId: string): Promise<void> {
  const gates = await tx.db.select({ id: bountyGates.id }).from(bountyGates).where(eq(bountyGates.bountyId, bountyId));
  for (const gate of gates) await clearDeadline(tx, 'bounty_gate.check', gate.id);
}

/** Tells the officers of an organisation about a post of theirs. */
export async function tellOffice(tx: In<Context>, bounty: Bounty, orgId: string, kind: string): Promise<void> {
  const params = { title: await bountyTitle(tx, bounty) };
  await notifyOrganisation(tx, orgId, ['officer'], { kind, params, href: `/desk/bounties/${bounty.id}` });
}
