import { and, count, desc, eq, gte, inArray, lte, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { signedContractStates } from '#app/domain/contract-machine.ts';
import { contractSideOf } from '#app/domain/contract-deeds.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { kindOf, sidesOf } from '#app/domain/contract-kind.ts';
import { milestonesTotal } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import { kindsWith } from '#app/domain/obligation.ts';
import { contracts, contractVersions, mandates, organisations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { creditedFen, oneOfStates, outstandingFen, paidFen, writtenOffFen } from '../payments/claim-sums.server.ts';
import type { Contract } from './own-contract.server.ts';
import { ownContracts } from './sees-contract.server.ts';

const licensor = alias(organisations, 'licensor');
const licensee = alias(organisations, 'licensee');

/** Over the licensor's claims; a credit that he repays is none of them. */
const overClaims = (fen: SQL) => sql<string>`coalesce((select sum(${fen}) from obligations
  where obligations.contract_id = ${contracts.id} and obligations.kind in ${oneOfStates(kindsWith('income'))}), 0)::text`;
const dueFen = overClaims(sql`obligations.amount_fen - ${creditedFen}::bigint`);
const receivedFen = overClaims(sql`${paidFen}::bigint`);
/**
 * The day by which somebody must act, over everything that hangs on the contract. What the reader's own organisation wrote off is
 * pressed for no more and leads nothing; the payer's it stays.
 */
const nextDueAtFor = (orgId: string | null) => sql<
  string | null
>`(select (extract(epoch from least(min(d.due_at), (select f.expires_at from esign_flows f where f.contract_id = ${contracts.id} and f.state = 'open'))) * 1000)::bigint
  from deadlines d where d.done_at is null and d.kind not in ('term', 'take_effect') and d.subject_id in (
  select ${contracts.id} union all select m.id from milestones m where m.contract_id = ${contracts.id}
  union all select p.id from publicities p where p.contract_id = ${contracts.id}
  union all select n.id from contract_amendments n where n.contract_id = ${contracts.id}
  union all select obligations.id from obligations where obligations.contract_id = ${contracts.id}
    and not (obligations.payee_org_id is not distinct from ${orgId}::uuid and ${writtenOffFen}::bigint > 0
      and ${outstandingFen}::bigint <= ${writtenOffFen}::bigint)))::text`;

export const contractsOnPage = 20;

/** Contracts of the actor's organisation, and those he brokers: the latest change first. */
export async function listContracts(
  ctx: ActorContext,
  given: { state: Contract['state'] | null; page: number; size?: number },
) {
  const size = given.size ?? contractsOnPage;
  const today = dayOf(ctx.now());
  const orgId = ctx.actor.org?.orgId;
  const brokered = ctx.db
    .select({ dealId: mandates.dealId })
    .from(mandates)
    .where(
      and(
        eq(mandates.brokerUserId, ctx.actor.userId),
        eq(mandates.state, 'active'),
        lte(mandates.startsOn, today),
        gte(mandates.endsOn, today),
      ),
    );
  const mine = or(ownContracts(ctx), inArray(contracts.dealId, brokered));
  const where = given.state === null ? mine : and(mine, eq(contracts.state, given.state));
  const [rows, counts] = await Promise.all([
    ctx.db
      .select({
        contract: contracts,
        data: contractVersions.data,
        licensor: { name: licensor.name, isSample: licensor.isSample },
        licensee: { name: licensee.name, isSample: licensee.isSample },
        dueFen,
        receivedFen,
        nextDueAt: nextDueAtFor(orgId ?? null),
      })
      .from(contracts)
      .innerJoin(
        contractVersions,
        and(eq(contractVersions.contractId, contracts.id), eq(contractVersions.n, contracts.versionN)),
      )
      .innerJoin(licensor, eq(licensor.id, contracts.licensorOrgId))
      .innerJoin(licensee, eq(licensee.id, contracts.licenseeOrgId))
      .where(where)
      .orderBy(desc(contracts.updatedAt), desc(contracts.id))
      .limit(size)
      .offset((given.page - 1) * size),
    ctx.db.select({ state: contracts.state, n: count() }).from(contracts).where(mine).groupBy(contracts.state),
  ]);
  return {
    counts: Object.fromEntries(counts.map(({ state, n }) => [state, n])) as Partial<Record<Contract['state'], number>>,
    total: counts.reduce((sum, { state, n }) => sum + (given.state === null || given.state === state ? n : 0), 0),
    rows: rows.map(({ contract, data, ...row }) => ({
      id: contract.id,
      no: contract.no,
      title: contract.title,
      state: contract.state,
      proposedBySide: contract.proposedBySide,
      side: contractSideOf(ctx.actor, contract),
      kind: kindOf(data.terms),
      sides: sidesOf(kindOf(data.terms)),
      licensor: row.licensor,
      licensee: row.licensee,
      /** Null before both have signed: 合同额 counts signed contracts only. */
      contractFen: signedContractStates.includes(contract.state) ? milestonesTotal(termsFromJson(data.terms)) : null,
      /** What was signed and is over: shown struck, counted nowhere. */
      endedFen:
        contract.state === 'terminated' && contract.signedAt !== null
          ? milestonesTotal(termsFromJson(data.terms))
          : null,
      /** Sums of the parties' payments are theirs: null for a broker, who reads them on the contract's page alone. */
      dueFen: contractSideOf(ctx.actor, contract) === null ? null : BigInt(row.dueFen),
      receivedFen: contractSideOf(ctx.actor, contract) === null ? null : BigInt(row.receivedFen),
      nextDueOn: row.nextDueAt === null ? null : dayOf(new Date(Number(row.nextDueAt))),
    })),
  };
}
