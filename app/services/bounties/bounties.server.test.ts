import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { BountyKind } from '#app/domain/bounty.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import {
  achievementPeople,
  bounties,
  bountyGates,
  bountyProposals,
  bountyScores,
  contractVersions,
  deals,
  memberships,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import {
  asActor,
  makeAchievement,
  makeContext,
  makeDemand,
  makeOrganisation,
  makePerson,
  testClock,
} from '#seeds/make.ts';
import { objector } from '#seeds/make-objector.ts';
import { withdrawContract } from '../contracts/withdraw-contract.server.ts';
import { followContract } from '../deals/follow-contract.server.ts';
import { inTransaction } from '../context.server.ts';
import { sweepDeadlines } from '../platform/sweep-deadlines.server.ts';
import { addSecrecyRule } from '../secrecy/keep-rules.server.ts';
import { awardBounty, choosePostersProposal, decideGate, declareWinner, startRace } from './award-bounty.server.ts';
import { callBounty } from './call-bounty.server.ts';
import { draftBountyContract } from './draft-contract.server.ts';
import { answerPartnership, invitePartner } from './move-partner.server.ts';
import { decideBountyObjection, objectToBounty, reopenJudging } from './object-to-bounty.server.ts';
import { argueBounty, judgeBounty, postBounty } from './organise-bounty.server.ts';
import { getPanel } from './panel-queries.server.ts';
import { declareRelations, giveOpinion, inviteExpert, scoreProposal } from './panel.server.ts';
import { proposeToBounty, withdrawProposal } from './propose-to-bounty.server.ts';
import { getPublicBounty } from './public-queries.server.ts';
import { getBounty, listMyBounties } from './queries.server.ts';
import { acceptBounty, checkBountyMilestone, reportAcceptance, stopBounty } from './run-bounty.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const milestones = [
  { name: '小试', dueOn: '2027-06-01', target: '连续 72 小时达到指标', amountFen: '8000000000' },
  { name: '产线', dueOn: '2027-12-01', target: '连续 30 天达到指标', amountFen: '12000000000' },
];
const data = { plan: '先小试再放大', route: '两级絮凝', team: '三人', ip: '自有专利', milestones };

async function scene(kind: BountyKind = 'bounty', about: Parameters<typeof makeDemand>[3] = {}) {
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const company = await makeOrganisation(db, { kind: 'enterprise' });
  const office = await makeOrganisation(db, { kind: 'authority', regionCode: '620000' });
  const officer = await makePerson(db, company, ['officer']);
  const poster = await asActor(ctx, officer);
  const authority = await asActor(ctx, await makePerson(db, office, ['officer']));
  const demand = await makeDemand(db, company, officer, about);
  const { id } = await callBounty(poster, {
    demandId: demand.id,
    kind,
    origin: kind === 'race' ? 'task' : 'enterprise',
    authorityOrgId: office.id,
    totalFen: 40_000_000_000n,
    ownFen: 39_900_000_000n,
    ratePpm: 200_000,
    conditions: '',
  });
  const experts: ActorContext[] = [];
  await argueBounty(authority, { id });
  for (let n = 0; n < 5; n += 1) {
    const person = await makePerson(db, await makeOrganisation(db, { kind: 'university' }), ['inventor']);
    await inviteExpert(authority, { id, phone: person.phoneNumber ?? '' });
    experts.push(await asActor(ctx, person));
  }
  const solvers: ActorContext[] = [];
  const basis: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    const unit = await makeOrganisation(db, { kind: 'university' });
    const person = await makePerson(db, unit, ['officer', 'approver']);
    basis.push((await makeAchievement(db, unit, person)).id);
    solvers.push(await asActor(ctx, person, { proved: true }));
  }
  const gates = [
    { title: '样品', dueOn: '2027-03-01' },
    { title: '连续运行', dueOn: '2027-05-01' },
  ];
  const argued = async () => {
    for (const expert of experts) await giveOpinion(expert, { id, supports: true, opinion: '可行' });
  };
  const posted = async () => {
    await argued();
    await postBounty(authority, { id, closesOn: '2026-12-25', gates });
    for (const [n, solver] of solvers.entries())
      await proposeToBounty(solver, { id, achievementId: basis[n] ?? '', isUnrelated: true, data });
  };
  const proposals = () => db.select().from(bountyProposals).where(eq(bountyProposals.bountyId, id));
  const judged = async (marks = [90, 80, 70]) => {
    await posted();
    clock.moveDays(36);
    await sweepDeadlines(ctx);
    const all = await proposals();
    for (const expert of experts.slice(0, 3)) {
      await declareRelations(expert, { id, conflictOrgIds: [], note: '' });
      for (const [n, proposal] of all.entries()) {
        const mark = marks[n] ?? 60;
        const score = { feasibility: mark, cost: mark, team: mark };
        await scoreProposal(expert, { id, proposalId: proposal.id, score, note: '理由' });
      }
    }
    return all;
  };
  const awarded = async () => {
    const all = await judged();
    const proposalId = all[0]?.id ?? '';
    await choosePostersProposal(poster, { id, proposalId, opinion: '工况最近' });
    await awardBounty(authority, { id, proposalId, decision: '同意' });
    return all;
  };
  const stateOf = async () => (await db.select().from(bounties).where(eq(bounties.id, id)))[0];
  return {
    clock,
    ctx,
    poster,
    authority,
    experts,
    solvers,
    basis,
    id,
    demand,
    company,
    office,
    argued,
    posted,
    judged,
    awarded,
    proposals,
    stateOf,
  };
}

const refused = (code: string) => expect.objectContaining({ code });

describe('from the call to the post', () => {
  test('a demand has one live post, its own money must suffice, and strangers find nothing', async () => {
    const { poster, demand, office, id, solvers } = await scene();
    const call = {
      demandId: demand.id,
      kind: 'bounty' as const,
      origin: 'enterprise' as const,
      authorityOrgId: office.id,
      totalFen: 40_000_000_000n,
      ownFen: 39_900_000_000n,
      ratePpm: 200_000,
      conditions: '',
    };
    await expect(callBounty(poster, call)).rejects.toEqual(refused('duplicate'));
    await expect(callBounty(poster, { ...call, ownFen: 39_899_999_999n })).rejects.toMatchObject({ field: 'own' });
    await expect(callBounty(solvers[0]!, call)).rejects.toEqual(refused('forbidden'));
    await expect(getBounty(solvers[0]!, id)).rejects.toEqual(refused('not_found'));
  });

  test('it goes up with five opinions, a majority, every partner’s word and 30 days', async () => {
    const { authority, poster, experts, id, ctx, argued } = await scene();
    const post = { id, closesOn: '2026-12-25', gates: [] };
    await expect(postBounty(authority, post)).rejects.toEqual(refused('invalid'));
    await argued();
    for (const expert of experts.slice(0, 3)) await giveOpinion(expert, { id, supports: false, opinion: '不必' });
    await expect(postBounty(authority, post)).rejects.toEqual(refused('invalid'));
    await argued();
    await expect(postBounty(authority, { ...post, closesOn: '2026-12-20' })).rejects.toMatchObject({
      field: 'closesOn',
    });
    const other = await makeOrganisation(db, { kind: 'enterprise' });
    const partner = await asActor(ctx, await makePerson(db, other, ['officer']));
    await invitePartner(poster, { id, uscc: other.uscc, shareFen: 100_000_000n });
    await expect(postBounty(authority, post)).rejects.toEqual(refused('invalid'));
    await answerPartnership(partner, { id, agrees: true });
    await expect(answerPartnership(partner, { id, agrees: true })).rejects.toEqual(refused('state_changed'));
    expect((await postBounty(authority, post)).state).toBe('posted');
    await expect(postBounty(poster, post)).rejects.toEqual(refused('forbidden'));
  });
});

describe('answers to a post', () => {
  test('are sealed until the last day, one for each unit, bettered or taken back meanwhile', async () => {
    const { authority, solvers, basis, id, posted, proposals, clock } = await scene();
    await posted();
    const solver = solvers[0]!;
    const again = { id, achievementId: basis[0] ?? '', isUnrelated: true, data: { ...data, plan: '改进后的方案' } };
    await proposeToBounty(solver, again);
    expect(await proposals()).toHaveLength(3);
    // Who answers opens the post at his desk; he reads there nothing of the others.
    expect((await getBounty(solver, id)).isSolver).toBe(true);
    expect((await getPanel(authority, id)).proposals).toEqual([]);
    await withdrawProposal(solver, { id });
    expect((await proposeToBounty(solver, again)).state).toBe('submitted');
    await expect(proposeToBounty(solver, { ...again, isUnrelated: false })).rejects.toMatchObject({
      field: 'isUnrelated',
    });
    await expect(proposeToBounty(solver, { ...again, achievementId: basis[1] ?? '' })).rejects.toMatchObject({
      field: 'achievementId',
    });
    await expect(judgeBounty(authority, { id })).rejects.toEqual(refused('invalid'));
    clock.moveDays(36);
    await expect(proposeToBounty(solver, again)).rejects.toEqual(refused('state_changed'));
    expect((await judgeBounty(authority, { id })).state).toBe('judging');
  });
});

describe('the judging', () => {
  test('who is bound to a unit neither reads nor scores it, and what he gave is gone', async () => {
    const { experts, id, judged } = await scene();
    const [first] = await judged();
    const expert = experts[0]!;
    await declareRelations(expert, { id, conflictOrgIds: [first!.orgId], note: '合作项目' });
    expect((await getPanel(expert, id)).proposals.map(({ id: one }) => one)).not.toContain(first!.id);
    const own = and(eq(bountyScores.proposalId, first!.id), eq(bountyScores.userId, expert.actor.userId));
    expect(await db.select().from(bountyScores).where(own)).toEqual([]);
    const score = { feasibility: 90, cost: 90, team: 90 };
    await expect(scoreProposal(expert, { id, proposalId: first!.id, score, note: '' })).rejects.toEqual(
      refused('forbidden'),
    );
    const undeclared = experts[4]!;
    await expect(scoreProposal(undeclared, { id, proposalId: first!.id, score, note: '' })).rejects.toEqual(
      refused('forbidden'),
    );
  });

  test('who joins a solver’s unit after he declared, or invented what it builds on, scores it no more, and what he gave does not count', async () => {
    const { authority, poster, experts, id, judged } = await scene();
    const all = await judged();
    const [first, second] = all;
    const [joiner, inventor] = [experts[0]!, experts[3]!];
    const columns = { userId: joiner.actor.userId, orgId: first!.orgId, roles: ['inventor' as const] };
    await db.insert(memberships).values(columns);
    const score = { feasibility: 100, cost: 100, team: 100 };
    const give = (by: ActorContext, proposalId: string) => scoreProposal(by, { id, proposalId, score, note: '' });
    await expect(give(joiner, first!.id)).rejects.toEqual(refused('forbidden'));
    await choosePostersProposal(poster, { id, proposalId: first!.id, opinion: '工况最近' });
    // Three had scored it; two of them are left.
    await expect(awardBounty(authority, { id, proposalId: first!.id, decision: '' })).rejects.toMatchObject({
      params: { says: expect.stringContaining('2 份') },
    });
    await db
      .update(achievementPeople)
      .set({ userId: inventor.actor.userId })
      .where(and(eq(achievementPeople.achievementId, second!.achievementId), eq(achievementPeople.name, '示例甲')));
    await declareRelations(inventor, { id, conflictOrgIds: [], note: '' });
    await expect(give(inventor, second!.id)).rejects.toEqual(refused('forbidden'));
    await give(inventor, all[2]!.id);
  });

  test('an anonymous poster is named to those who carry the post and to the winner; its choice is nobody else’s before the award', async () => {
    const { authority, poster, experts, solvers, id, judged } = await scene('bounty', { confidentiality: 'anonymous' });
    const all = await judged();
    const own = all.find(({ orgId }) => orgId === solvers[0]?.actor.org?.orgId);
    await choosePostersProposal(poster, { id, proposalId: own!.id, opinion: '工况最近' });
    const name = poster.actor.org?.orgName ?? '';
    const marks = [name, poster.actor.org?.orgId ?? '', '工况最近'];
    const seen = async (ctx: ActorContext) => {
      const pages = await Promise.all([getBounty(ctx, id), listMyBounties(ctx), getPanel(ctx, id).catch(() => null)]);
      return JSON.stringify(pages, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    };
    for (const other of [solvers[0]!, solvers[1]!, experts[0]!]) {
      const told = await seen(other);
      expect(marks.filter((mark) => told.includes(mark))).toEqual([]);
      expect((await getBounty(other, id)).bounty.posterChoiceId).toBeNull();
    }
    expect((await getBounty(authority, id)).posterName).toBe(name);
    await awardBounty(authority, { id, proposalId: own!.id, decision: '同意' });
    expect((await getBounty(solvers[0]!, id)).posterName).toBe(name);
    expect((await listMyBounties(solvers[0]!))[0]?.posterName).toBe(name);
    expect((await getBounty(solvers[1]!, id)).posterName).toBeNull();
  });

  test('the enterprise chooses in its own post, three scores are needed, and a wide spread is talked over', async () => {
    const { authority, poster, experts, id, judged } = await scene();
    const [first] = await judged();
    const choice = { id, proposalId: first!.id, decision: '' };
    await expect(awardBounty(authority, choice)).rejects.toMatchObject({
      params: { says: expect.stringContaining('企业') },
    });
    await choosePostersProposal(poster, { id, proposalId: first!.id, opinion: '工况最近' });
    const low = { feasibility: 10, cost: 10, team: 10 };
    await scoreProposal(experts[0]!, { id, proposalId: first!.id, score: low, note: '有风险' });
    expect((await getPanel(authority, id)).proposals[0]?.summary).toMatchObject({ spread: 80, isWide: true });
    await expect(awardBounty(authority, choice)).rejects.toMatchObject({
      params: { says: expect.stringContaining('80') },
    });
    // Its last day would be New Year's Day: it ends on the Monday after.
    expect((await awardBounty(authority, { ...choice, decision: '已合议' })).publicityUntilOn).toBe('2027-01-04');
  });

  test('two awards at once make one', async () => {
    const { authority, poster, id, judged } = await scene();
    const [first] = await judged();
    await choosePostersProposal(poster, { id, proposalId: first!.id, opinion: '工况最近' });
    const both = await Promise.allSettled(
      [1, 2].map(() => awardBounty(authority, { id, proposalId: first!.id, decision: '同意' })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('publicity and contract', () => {
  test('an objection holds it back; upheld, the award falls and the next may be chosen', async () => {
    const { authority, id, ctx, clock, awarded, stateOf, proposals } = await scene();
    await awarded();
    const citizen = await asActor(ctx, await makePerson(db, null));
    const admin = await asActor(ctx, await makePerson(db, null, [], { platformRoles: ['admin'] }));
    await addSecrecyRule(admin, { name: '代号', kind: 'word', text: '某工程七〇八', action: 'refuse' });
    const secret = objectToBounty(citizen, { ...objector, id, grounds: '中选者也承担某工程七〇八' });
    await expect(secret).rejects.toMatchObject({ code: 'secrecy_refused' });
    const objection = await objectToBounty(citizen, { ...objector, id, grounds: '与发榜方有股权关系' });
    clock.moveDays(20);
    await sweepDeadlines(ctx);
    expect((await stateOf())?.state).toBe('publicity');
    await expect(objectToBounty(citizen, { ...objector, id, grounds: '太晚的异议也要写' })).rejects.toEqual(
      refused('state_changed'),
    );
    const answer = { id, objectionId: objection.id, outcome: 'uphold' as const, decision: '属实' };
    const told = decideBountyObjection(authority, { ...answer, decision: '属实，见某工程七〇八' });
    await expect(told).rejects.toMatchObject({ code: 'secrecy_refused' });
    await decideBountyObjection(authority, answer);
    expect((await stateOf())?.state).toBe('judging');
    expect((await proposals()).map(({ state }) => state).toSorted()).toEqual(['rejected', 'submitted', 'submitted']);
    await expect(decideBountyObjection(authority, answer)).rejects.toEqual(refused('state_changed'));
  });

  test('the draft is the proposal; signed, the milestones stand, the subsidy is fixed and the others are told no', async () => {
    const { authority, poster, id, ctx, clock, awarded, stateOf, proposals, solvers } = await scene();
    await awarded();
    await expect(draftBountyContract(poster, { id })).rejects.toEqual(refused('state_changed'));
    clock.moveDays(20);
    await sweepDeadlines(ctx);
    const contract = await draftBountyContract(poster, { id });
    await expect(draftBountyContract(poster, { id })).rejects.toEqual(refused('state_changed'));
    await expect(reopenJudging(authority, { id })).rejects.toEqual(refused('invalid'));
    const [version] = await db.select().from(contractVersions).where(eq(contractVersions.contractId, contract.id));
    expect(version?.data.terms.milestones.map(({ name, amountFen }) => [name, amountFen])).toEqual([
      ['小试', '8000000000'],
      ['产线', '12000000000'],
    ]);
    const [deal] = await db.select().from(deals).where(eq(deals.id, contract.dealId));
    expect(deal).toMatchObject({ state: 'contracting', origin: 'demand', sourceId: id });
    await inTransaction(ctx, (tx) => followContract(tx, contract.dealId, 'sign'));
    expect(await stateOf()).toMatchObject({ state: 'running', subsidyFen: 100_000_000n });
    expect((await proposals()).map(({ state }) => state).toSorted()).toEqual(['awarded', 'rejected', 'rejected']);
    const gates = await db.select().from(bountyGates).where(eq(bountyGates.bountyId, id));
    expect(gates.map(({ kind, title }) => [kind, title])).toEqual([
      ['milestone', '小试'],
      ['milestone', '产线'],
    ]);
    await expect(acceptBounty(authority, { id })).rejects.toEqual(refused('invalid'));
    await reportAcceptance(poster, { id, measured: ['74'], opinion: '差一点' });
    for (const { id: gateId } of gates)
      await checkBountyMilestone(authority, { id, gateId, outcome: 'pass', note: '报告齐全' });
    await expect(acceptBounty(authority, { id })).rejects.toMatchObject({
      params: { says: expect.stringContaining('蛋白回收率') },
    });
    await reportAcceptance(poster, { id, measured: ['76.5'], opinion: '好用' });
    await expect(acceptBounty(solvers[0]!, { id })).rejects.toEqual(refused('not_found'));
    expect((await acceptBounty(authority, { id })).state).toBe('accepted');
    await expect(stopBounty(authority, { id, reason: '太晚', isDiligent: true })).rejects.toEqual(
      refused('state_changed'),
    );
  });

  test('a draft taken back opens the way to the next proposal', async () => {
    const { authority, poster, id, ctx, clock, awarded, stateOf } = await scene();
    await awarded();
    clock.moveDays(20);
    await sweepDeadlines(ctx);
    const contract = await draftBountyContract(poster, { id });
    await withdrawContract(poster, { contractId: contract.id, versionN: contract.versionN });
    expect((await stateOf())?.contractId).toBeNull();
    expect((await reopenJudging(authority, { id })).state).toBe('judging');
  });
});

test('a race loses its lowest at each gate until the best of the last one wins', async () => {
  const { authority, id, judged, stateOf, proposals } = await scene('race');
  const all = await judged();
  const ids = all.map(({ id: one }) => one);
  await expect(startRace(authority, { id, proposalIds: ids.slice(0, 1), decision: '' })).rejects.toEqual(
    refused('invalid'),
  );
  await startRace(authority, { id, proposalIds: ids, decision: '路线不同' });
  const [first, second] = await db
    .select()
    .from(bountyGates)
    .where(eq(bountyGates.bountyId, id))
    .orderBy(bountyGates.n);
  const scores = (marks: readonly number[]) => marks.map((score, n) => ({ proposalId: ids[n] ?? '', score, note: '' }));
  await expect(decideGate(authority, { id, gateId: second!.id, scores: scores([90, 80, 70]) })).rejects.toEqual(
    refused('state_changed'),
  );
  await expect(decideGate(authority, { id, gateId: first!.id, scores: scores([90, 80]) })).rejects.toEqual(
    refused('invalid'),
  );
  await decideGate(authority, { id, gateId: first!.id, scores: scores([90, 80, 70]) });
  await expect(declareWinner(authority, { id, proposalId: ids[0] ?? '', decision: '' })).rejects.toEqual(
    refused('invalid'),
  );
  await decideGate(authority, { id, gateId: second!.id, scores: scores([85, 85]) });
  const tied = await proposals();
  expect(tied.filter(({ state }) => state === 'shortlisted')).toHaveLength(2);
  await declareWinner(authority, { id, proposalId: ids[1] ?? '', decision: '两队同分，合议定第二队' });
  expect((await stateOf())?.state).toBe('publicity');
  expect((await proposals()).find(({ id: one }) => one === ids[1])?.state).toBe('awarded');
});

test('the public page tells of proposals only how many, and names the winner from the publicity on', async () => {
  const { ctx, id, posted, stateOf } = await scene();
  await posted();
  const no = (await stateOf())?.no ?? '';
  const page = await getPublicBounty(ctx, no);
  expect(page).toMatchObject({ answered: 3, winner: null, objections: [] });
  expect(
    JSON.stringify(page, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  ).not.toContain('两级絮凝');
  expect(id).not.toBe('');
});
