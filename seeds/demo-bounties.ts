import { asc, eq } from 'drizzle-orm';
import type { BountyKind } from '#app/domain/bounty.ts';
import type { Score } from '#app/domain/bounty-scores.ts';
import { addDays, dayOf } from '#app/domain/days.ts';
import {
  awardBounty,
  choosePostersProposal,
  decideGate,
  startRace,
} from '#app/services/bounties/award-bounty.server.ts';
import { callBounty } from '#app/services/bounties/call-bounty.server.ts';
import { draftBountyContract } from '#app/services/bounties/draft-contract.server.ts';
import { endBountyPublicity } from '#app/services/bounties/object-to-bounty.server.ts';
import { argueBounty, closeBounty, postBounty } from '#app/services/bounties/organise-bounty.server.ts';
import { declareRelations, giveOpinion, inviteExpert, scoreProposal } from '#app/services/bounties/panel.server.ts';
import { proposeToBounty } from '#app/services/bounties/propose-to-bounty.server.ts';
import { checkBountyMilestone } from '#app/services/bounties/run-bounty.server.ts';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import { agreeContract } from '#app/services/contracts/agree-contract.server.ts';
import { endPublicity } from '#app/services/contracts/end-publicity.server.ts';
import { signContract } from '#app/services/contracts/sign-contract.server.ts';
import { startPublicity } from '#app/services/contracts/start-publicity.server.ts';
import type { Database } from '#db/client.server.ts';
import { achievements, bountyGates, demands } from '#db/schema/index.ts';
import type { DemoWorld } from './demo-world.ts';
import { asActor } from './make.ts';
import type { Listings } from './story.ts';
import type { OrganisationKey } from './world/organisations.ts';

const dayMs = 86_400_000;
const yuan = (wan: number): bigint => BigInt(wan) * 1_000_000n;

/** Experts of every panel: makers of achievements at units that answer no post. */
const experts = [
  'shazhou-inventor-1',
  'taomin-inventor-1',
  'liangzhou-inventor-1',
  'qilian-inventor-1',
  'hexi-inventor-1',
];

interface Told {
  readonly demand: string;
  readonly poster: OrganisationKey;
  readonly kind: BountyKind;
  readonly totalWan: number;
  readonly conditions: string;
  /** Days before today. */
  readonly calledAgo: number;
  /** Units and what they build on. */
  readonly solvers: readonly (readonly [OrganisationKey, string])[];
}

/** 揭榜挂帅 in the demo world: one open for answers, one being judged, one race past its first gate, one signed and under way. */
export async function seedBounties(present: Context, world: DemoWorld, listings: Listings): Promise<void> {
  const db = present.db as Database;
  const at = (ago: number): Context => ({ ...present, now: () => new Date(present.now().getTime() - ago * dayMs) });
  const as = async (ago: number, key: string): Promise<ActorContext> => {
    const person = world.people.get(key);
    if (person === undefined) throw new Error(`nobody is called ${key}`);
    return asActor(at(ago), person, { proved: true });
  };
  const officerOf = async (ago: number, org: OrganisationKey): Promise<ActorContext> => {
    const person = world.officers.get(org);
    if (person === undefined) throw new Error(`${org} has no officer`);
    return asActor(at(ago), person, { proved: true });
  };

  /** From the call to the post with its proposals; answers the bounty and the proposals by their units. */
  async function posted(told: Told, gates: readonly { title: string; dueOn: string }[] = []) {
    const demandId = listings.demands.get(told.demand) ?? '';
    const [demand] = await db.select().from(demands).where(eq(demands.id, demandId));
    if (demand === undefined) throw new Error(`no demand ${told.demand}`);
    const office = (ago: number) => as(ago, 'province-officer');
    const totalFen = yuan(told.totalWan);
    const { id } = await callBounty(await officerOf(told.calledAgo, told.poster), {
      demandId,
      kind: told.kind,
      origin: told.kind === 'race' ? 'task' : 'enterprise',
      authorityOrgId: world.orgs.get('province-authority')?.id ?? '',
      totalFen,
      ownFen: totalFen - yuan(60),
      ratePpm: 200_000,
      conditions: told.conditions,
    });
    await argueBounty(await office(told.calledAgo - 2), { id });
    for (const key of experts) {
      const phone = world.people.get(key)?.phoneNumber ?? '';
      await inviteExpert(await office(told.calledAgo - 2), { id, phone });
      await giveOpinion(await as(told.calledAgo - 4, key), {
        id,
        supports: true,
        opinion: '指标能检验，经费与工作量相当，建议张榜。',
      });
    }
    const postedAgo = told.calledAgo - 6;
    const closesOn = addDays(dayOf(at(postedAgo).now()), 32);
    await postBounty(await office(postedAgo), { id, closesOn, gates });
    const proposals = new Map<OrganisationKey, string>();
    for (const [n, [unit, key]] of told.solvers.entries()) {
      const officer = await officerOf(postedAgo - 5 - n, unit);
      const [basis] = await db
        .select()
        .from(achievements)
        .where(eq(achievements.id, listings.achievements.get(key) ?? ''));
      if (basis === undefined) throw new Error(`no achievement ${key}`);
      const proposal = await proposeToBounty(officer, {
        id,
        achievementId: basis.id,
        isUnrelated: true,
        data: {
          plan: `以「${basis.name}」为基础，先在小试线上复现榜上的工况，再放大到一条产线，逐项测榜上的指标。`,
          route: '工况取样 → 小试 → 放大 → 连续运行 → 第三方检测。',
          team: '负责人 1 名，工艺 3 名，分析检测 2 名；企业派 1 名工程师常驻。',
          ip: '现有专利归本单位；榜单做出的新成果由双方共有，企业优先实施。',
          milestones: [
            {
              name: '小试达到指标',
              dueOn: addDays(closesOn, 120 + n * 10),
              target: '小试连续 72 小时，各项指标达到榜单要求',
              amountFen: yuan(80 + n * 5).toString(),
            },
            {
              name: '产线连续运行',
              dueOn: addDays(closesOn, 300 + n * 10),
              target: '产线连续运行 30 天，第三方检测合格',
              amountFen: yuan(140 + n * 10).toString(),
            },
          ],
        },
      });
      proposals.set(unit, proposal.id);
    }
    return { id, proposals, closedAgo: postedAgo - 33 };
  }

  /** The post closes; so many experts declare and score every proposal. */
  async function judged(told: Awaited<ReturnType<typeof posted>>, count: number, spread = 4) {
    await closeBounty(at(told.closedAgo), told.id);
    for (const [n, key] of experts.slice(0, count).entries()) {
      const expert = await as(told.closedAgo - 2, key);
      await declareRelations(expert, { id: told.id, conflictOrgIds: [], note: '' });
      for (const [m, proposalId] of [...told.proposals.values()].entries()) {
        const base = 88 - m * 7 - n * (m === 1 ? spread : 3);
        const score: Score = { feasibility: base, cost: base - 4, team: base + 3 };
        await scoreProposal(expert, { id: told.id, proposalId, score, note: '路线可行，放大风险写得清楚。' });
      }
    }
  }

  await posted({
    demand: 'need-pv-dust',
    poster: 'zhusha-energy',
    kind: 'bounty',
    totalWan: 420,
    conditions: '省内外高校院所均可揭榜；中榜后 12 个月内完成，现场试验由企业提供场地和人员。',
    calledAgo: 16,
    solvers: [
      ['longyuan-poly', 'pv-robot'],
      ['hexi-materials', 'pv-coating'],
    ],
  });

  const judging = await posted({
    demand: 'need-black-powder',
    poster: 'nieyun-recycle',
    kind: 'bounty',
    totalWan: 520,
    conditions: '产线改造不停产；回收率以第三方检测为准。',
    calledAgo: 46,
    solvers: [
      ['hexi-materials', 'battery-li-first'],
      ['longdong-chem', 'battery-extract'],
    ],
  });
  await judged(judging, 4, 9);

  const race = await posted(
    {
      demand: 'need-foil-pinhole',
      poster: 'chengbo-foil',
      kind: 'race',
      totalWan: 360,
      conditions: '两支以上队伍同台；每队先付等额启动经费，淘汰的队伍成果归自己。',
      calledAgo: 120,
      solvers: [
        ['longyuan-poly', 'foil-pinhole'],
        ['hexi-materials', 'foil-eddy'],
        ['longdong-chem', 'battery-extract'],
      ],
    },
    [
      { title: '样箔针孔数减半', dueOn: addDays(dayOf(present.now()), -30) },
      { title: '生箔机连续 8 小时', dueOn: addDays(dayOf(present.now()), 60) },
    ],
  );
  await judged(race, 3);
  await startRace(await as(race.closedAgo - 8, 'province-officer'), {
    id: race.id,
    proposalIds: [...race.proposals.values()],
    decision: '三支队伍路线不同，都可以试。',
  });
  const [gate] = await db
    .select()
    .from(bountyGates)
    .where(eq(bountyGates.bountyId, race.id))
    .orderBy(asc(bountyGates.n))
    .limit(1);
  await decideGate(await as(25, 'province-officer'), {
    id: race.id,
    gateId: gate?.id ?? '',
    scores: [...race.proposals.values()].map((proposalId, n) => ({
      proposalId,
      score: 86 - n * 9,
      note: '按样箔检测',
    })),
  });

  const signed = await posted({
    demand: 'need-yak-whey',
    poster: 'maoyun-dairy',
    kind: 'bounty',
    totalWan: 380,
    conditions: '乳清来自企业现有产线；产品要能过食品检验。',
    calledAgo: 230,
    solvers: [
      ['longzhong-agri', 'yak-whey'],
      ['longyuan-poly', 'yak-membrane'],
    ],
  });
  await judged(signed, 5);
  const [winnerId = ''] = signed.proposals.values();
  let ago = signed.closedAgo - 8;
  const opinion = '工况接近，团队到过厂里，选这一家。';
  await choosePostersProposal(await officerOf(ago, 'maoyun-dairy'), { id: signed.id, proposalId: winnerId, opinion });
  await awardBounty(await as(ago, 'province-officer'), {
    id: signed.id,
    proposalId: winnerId,
    decision: '同意企业意见，专家评分第一。',
  });
  ago -= 14;
  await endBountyPublicity(at(ago), signed.id);
  const { id: contractId, versionN } = await draftBountyContract(await officerOf(ago, 'maoyun-dairy'), {
    id: signed.id,
  });
  await agreeContract(await as(ago - 3, 'longzhong-approver'), { contractId, versionN });
  const unit = await officerOf(ago - 4, 'longzhong-agri');
  const contact = `${unit.actor.org?.orgName ?? ''} ${unit.actor.name} 0931-0000000`;
  const publicity = await startPublicity(unit, { contractId, versionN, audience: 'unit', contact });
  await endPublicity(at(ago - 24), publicity.id);
  await signContract(await as(ago - 25, 'longzhong-approver'), { contractId, versionN });
  await signContract(await as(ago - 26, 'maoyun-owner'), { contractId, versionN });
  const [milestone] = await db
    .select()
    .from(bountyGates)
    .where(eq(bountyGates.bountyId, signed.id))
    .orderBy(asc(bountyGates.n))
    .limit(1);
  await checkBountyMilestone(await as(20, 'province-officer'), {
    id: signed.id,
    gateId: milestone?.id ?? '',
    outcome: 'pass',
    note: '小试记录和检测报告齐全。',
  });
}
