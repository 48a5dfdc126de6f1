import { and, arrayOverlaps, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import { contractDeeds, milestoneDeeds } from '#app/domain/contract-deeds.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { contractSteps, type StepFacts } from '#app/domain/contract-steps.ts';
import { milestonesTotal } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import { publicityRequired } from '#app/domain/publicity.ts';
import { obligationSchedule } from '#app/domain/schedule.ts';
import {
  achievementPeople,
  contractVersions,
  deals,
  files,
  mandates,
  memberships,
  milestones,
  milestoneSubmissions,
  objections,
  organisations,
  publicities,
  signatures,
  users,
} from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { maySeeMoney } from '../payments/money-access.server.ts';
import { obligationsOf } from '../payments/queries.server.ts';
import { getRoyaltyAccount, reportDueOn } from '../royalties/royalty-account.server.ts';
import { type Contract, getVersion } from './own-contract.server.ts';
import { seeContract } from './see-contract.server.ts';

/** Everything the page of a contract shows, for the parties and, without deeds, for the broker. No bank details. */
export async function contractPage(ctx: ActorContext, id: string) {
  const { contract, side } = await seeContract(ctx, id);
  const [parties, versions, signed, published, stones, claims, people, version, deal] = await Promise.all([
    partiesOf(ctx, contract),
    listVersions(ctx, id),
    listSignatures(ctx, id),
    listPublicities(ctx, id),
    listMilestones(ctx, id),
    obligationsOf(ctx, id),
    peopleOf(ctx, contract),
    getVersion(ctx, id, contract.signedVersionN ?? contract.versionN),
    ctx.db.select({ no: deals.no }).from(deals).where(eq(deals.id, contract.dealId)),
  ]);
  const terms = termsFromJson(version.data.terms);
  const report = await nextReport(ctx, contract);
  const publicity = published.find((row) => row.contractVersionN === contract.versionN) ?? null;
  const requiresPublicity = publicityRequired(parties.licensor);
  const current = signed.filter((row) => row.versionN === contract.versionN);
  const steps = contractSteps({
    ...contract,
    viewer: side,
    names: { licensor: parties.licensor.name, licensee: parties.licensee.name },
    requiresPublicity,
    publicity: publicity && { state: publicity.state, lastOn: dayOf(publicity.endsAt) },
    signedBy: current.map((row) => row.side),
    milestones: stones.map((row) => ({ ...row, acceptDueOn: row.acceptDueAt && dayOf(row.acceptDueAt) })),
    claims: claims.flatMap((row) =>
      row.outstandingFen > 0n
        ? [{ id: row.id, label: row.label, openFen: row.outstandingFen, claimedFen: row.claimedFen, dueOn: row.dueOn }]
        : [],
    ),
    report,
    today: dayOf(ctx.now()),
  } satisfies StepFacts);
  const charged = new Set(claims.map((row) => row.subjectId));
  const sum = (of: (row: (typeof claims)[number]) => bigint) => claims.reduce((total, row) => total + of(row), 0n);
  const deeds = contractDeeds(ctx.actor, contract);
  return {
    contract,
    side,
    dealNo: deal[0]?.no ?? '',
    ...parties,
    terms,
    version,
    versions,
    signatures: signed,
    publicity,
    requiresPublicity,
    steps,
    people,
    report,
    claims,
    milestones: stones.map((row) => ({
      ...row,
      terms: terms.milestones[row.position - 1] ?? null,
      claimId: claims.find((claim) => claim.subjectId === row.id)?.id ?? null,
      deeds: milestoneDeeds(ctx.actor, contract, row),
    })),
    schedule: scheduleOf(contract, terms, stones, charged, report?.key ?? null, dayOf(ctx.now())),
    figures: {
      contractFen: milestonesTotal(terms),
      dueFen: sum((row) => row.amountFen),
      receivedFen: sum((row) => row.paidFen),
      openFen: sum((row) => row.outstandingFen),
    },
    // Signed once, the button is gone; before the publicity is over there is none.
    deeds: deeds.filter((deed) => deed !== 'sign' || !current.some((row) => row.side === side)),
    maySeeMoney: side !== null && maySeeMoney(ctx),
  };
}

/** What can still fall due: of the signed terms what is no claim yet, before that everything. */
function scheduleOf(
  contract: Contract,
  terms: Parameters<typeof obligationSchedule>[0],
  stones: readonly { id: string; position: number; state: string }[],
  charged: ReadonlySet<string>,
  nextPeriod: string | null,
  today: string,
) {
  const rows = obligationSchedule(terms, { signedOn: contract.signedAt ? dayOf(contract.signedAt) : today });
  if (contract.signedAt === null) return rows;
  let isAhead = false;
  return rows.filter((row) => {
    const [kind = '', key = ''] = row.key.split(':');
    if (kind === 'milestone') {
      const stone = stones.find((item) => item.position === Number(key) + 1);
      return stone !== undefined && !charged.has(stone.id) && !['settled', 'cancelled'].includes(stone.state);
    }
    isAhead ||= key === nextPeriod;
    return isAhead;
  });
}

async function nextReport(ctx: ActorContext, contract: Contract) {
  if (contract.signedAt === null || contract.state !== 'performing') return null;
  const { next, royalty } = await getRoyaltyAccount(ctx, contract);
  return next && royalty && { key: next.key, label: next.label, dueOn: reportDueOn(royalty, next) };
}

export async function partiesOf(ctx: Pick<ActorContext, 'db'>, contract: Contract) {
  const rows = await ctx.db
    .select()
    .from(organisations)
    .where(inArray(organisations.id, [contract.licensorOrgId, contract.licenseeOrgId]));
  const party = (orgId: string) => {
    const org = rows.find((row) => row.id === orgId);
    if (org === undefined) throw new Error('party of a contract is missing');
    const { id, name, uscc, isSample, isStateEstablished, publicityDays } = org;
    return { id, name, uscc, isSample, isStateEstablished, publicityDays };
  };
  return { licensor: party(contract.licensorOrgId), licensee: party(contract.licenseeOrgId) };
}

const listVersions = (ctx: ActorContext, id: string) =>
  ctx.db
    .select({
      n: contractVersions.n,
      sha256: contractVersions.sha256,
      createdAt: contractVersions.createdAt,
      author: users.name,
    })
    .from(contractVersions)
    .innerJoin(users, eq(users.id, contractVersions.authorId))
    .where(eq(contractVersions.contractId, id))
    .orderBy(desc(contractVersions.n));

export const listSignatures = (ctx: Pick<ActorContext, 'db'>, id: string) =>
  ctx.db
    .select({
      side: signatures.side,
      versionN: signatures.versionN,
      sha256: signatures.sha256,
      signedAt: signatures.signedAt,
      name: users.name,
      orgName: organisations.name,
    })
    .from(signatures)
    .innerJoin(users, eq(users.id, signatures.userId))
    .innerJoin(organisations, eq(organisations.id, signatures.orgId))
    .where(eq(signatures.contractId, id))
    .orderBy(asc(signatures.signedAt));

const listPublicities = async (ctx: ActorContext, id: string) => {
  const rows = await ctx.db
    .select({
      id: publicities.id,
      state: publicities.state,
      audience: publicities.audience,
      contractVersionN: publicities.contractVersionN,
      startedAt: publicities.startedAt,
      endsAt: publicities.endsAt,
      sha256: publicities.sha256,
    })
    .from(publicities)
    .where(eq(publicities.contractId, id))
    .orderBy(desc(publicities.contractVersionN));
  return Promise.all(
    rows.map(async (row) => ({
      ...row,
      openObjections: await ctx.db.$count(
        objections,
        and(eq(objections.publicityId, row.id), eq(objections.state, 'open')),
      ),
    })),
  );
};

async function listMilestones(ctx: ActorContext, id: string) {
  const rows = await ctx.db
    .select()
    .from(milestones)
    .where(eq(milestones.contractId, id))
    .orderBy(asc(milestones.position));
  if (rows.length === 0) return [];
  const submissions = await ctx.db
    .select({
      milestoneId: milestoneSubmissions.milestoneId,
      n: milestoneSubmissions.n,
      note: milestoneSubmissions.note,
      submittedAt: milestoneSubmissions.submittedAt,
      outcome: milestoneSubmissions.outcome,
      reason: milestoneSubmissions.reason,
      decidedAt: milestoneSubmissions.decidedAt,
      file: { id: files.id, name: files.name, sha256: files.sha256, bytes: files.bytes },
      by: users.name,
    })
    .from(milestoneSubmissions)
    .innerJoin(files, eq(files.id, milestoneSubmissions.fileId))
    .innerJoin(users, eq(users.id, milestoneSubmissions.submittedBy))
    .where(
      inArray(
        milestoneSubmissions.milestoneId,
        rows.map((row) => row.id),
      ),
    )
    .orderBy(asc(milestoneSubmissions.n));
  return rows.map((row) => ({ ...row, submissions: submissions.filter((item) => item.milestoneId === row.id) }));
}

/** Who acts for whom: officers and finance of both sides, the team, the broker. His commission is between him and his client. */
async function peopleOf(ctx: ActorContext, contract: Contract) {
  const [members, team, broker] = await Promise.all([
    ctx.db
      .select({ orgId: memberships.orgId, name: users.name, roles: memberships.roles })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(
        and(
          inArray(memberships.orgId, [contract.licensorOrgId, contract.licenseeOrgId]),
          isNull(memberships.endedAt),
          arrayOverlaps(memberships.roles, ['officer', 'approver', 'finance', 'legal']),
        ),
      )
      .orderBy(asc(memberships.createdAt), asc(memberships.id)),
    ctx.db
      .select({ name: achievementPeople.name, title: achievementPeople.title })
      .from(achievementPeople)
      .where(eq(achievementPeople.achievementId, contract.achievementId))
      .orderBy(asc(achievementPeople.position)),
    ctx.db
      .select({ name: users.name, orgName: organisations.name, endsOn: mandates.endsOn })
      .from(mandates)
      .innerJoin(users, eq(users.id, mandates.brokerUserId))
      .innerJoin(organisations, eq(organisations.id, mandates.brokerOrgId))
      .where(and(eq(mandates.dealId, contract.dealId), eq(mandates.state, 'active'))),
  ]);
  const of = (orgId: string) => members.filter((row) => row.orgId === orgId);
  return { licensor: of(contract.licensorOrgId), licensee: of(contract.licenseeOrgId), team, broker };
}
