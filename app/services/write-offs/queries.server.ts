import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { claimIs } from '#app/domain/obligation.ts';
import { isSecondOfWriteOff, mayProposeWriteOff, writeOffFault } from '#app/domain/write-off.ts';
import {
  contracts,
  files,
  obligations,
  organisations,
  users,
  writeOffCollections,
  writeOffs,
} from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { writtenOffFen } from '../payments/claim-sums.server.ts';
import { moneyOrgOf } from '../payments/money-access.server.ts';
import { getWriteOffClaim } from './write-off-facts.server.ts';

const proposer = alias(users, 'proposer');
const decider = alias(users, 'decider');

/** A claim of the actor's organisation with its write-offs, the newest first, and what was collected since. */
export async function getWriteOffs(ctx: ActorContext, obligationId: string) {
  const orgId = moneyOrgOf(ctx);
  const [claim] = await ctx.db
    .select({
      id: obligations.id,
      kind: obligations.kind,
      label: obligations.label,
      dueOn: obligations.dueOn,
      amountFen: obligations.amountFen,
      payeeOrgId: obligations.payeeOrgId,
      payer: { name: organisations.name, isSample: organisations.isSample },
      contract: { id: contracts.id, no: contracts.no, title: contracts.title },
    })
    .from(obligations)
    .innerJoin(contracts, eq(contracts.id, obligations.contractId))
    .innerJoin(organisations, eq(organisations.id, obligations.payerOrgId))
    .where(eq(obligations.id, obligationId));
  if (claim === undefined || claim.payeeOrgId !== orgId || !claimIs(claim.kind, 'written_off')) {
    throw new AppError('not_found');
  }
  const rows = await ctx.db
    .select({
      row: writeOffs,
      document: { id: files.id, name: files.name },
      proposer: proposer.name,
      decider: decider.name,
    })
    .from(writeOffs)
    .innerJoin(files, eq(files.id, writeOffs.documentFileId))
    .innerJoin(proposer, eq(proposer.id, writeOffs.proposedBy))
    .leftJoin(decider, eq(decider.id, writeOffs.decidedBy))
    .where(eq(writeOffs.obligationId, obligationId))
    .orderBy(desc(writeOffs.createdAt), desc(writeOffs.id));
  const collected = await ctx.db
    .select({ id: writeOffCollections.id, amountFen: writeOffCollections.amountFen, at: writeOffCollections.createdAt })
    .from(writeOffCollections)
    .where(eq(writeOffCollections.obligationId, obligationId))
    .orderBy(desc(writeOffCollections.createdAt));
  const facts = await getWriteOffClaim(ctx, claim.id);
  const { outstandingFen, writtenOffFen, isUnderWay } = facts;
  return {
    claim: { ...claim, outstandingFen, writtenOffFen, inBookFen: outstandingFen - writtenOffFen },
    isUnderWay,
    writeOffs: rows.map(({ row, ...names }) => ({
      ...row,
      ...names,
      mayDecide: row.state === 'proposed' && isSecondOfWriteOff(ctx.actor, row),
      mayWithdraw: row.state === 'proposed' && mayProposeWriteOff(ctx.actor),
    })),
    collected,
    mayPropose: mayProposeWriteOff(ctx.actor) && writeOffFault(facts, dayOf(ctx.now())) === null,
  };
}

/** Claims of the actor's organisation of which something is written off: kept on record, since the debt stands (账销案存). */
export async function listWrittenOff(ctx: ActorContext) {
  const rows = await ctx.db
    .select({
      id: obligations.id,
      label: obligations.label,
      dueOn: obligations.dueOn,
      contractNo: contracts.no,
      contractTitle: contracts.title,
      payer: { name: organisations.name, isSample: organisations.isSample },
      writtenOffFen,
    })
    .from(obligations)
    .innerJoin(contracts, eq(contracts.id, obligations.contractId))
    .innerJoin(organisations, eq(organisations.id, obligations.payerOrgId))
    .where(and(eq(obligations.payeeOrgId, moneyOrgOf(ctx)), sql`${writtenOffFen}::bigint > 0`))
    .orderBy(asc(obligations.dueOn), asc(obligations.id));
  return rows.map((row) => ({ ...row, writtenOffFen: BigInt(row.writtenOffFen) }));
}
