import { and, asc, desc, eq, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { type OpenParts, openParts } from '#app/domain/allocation.ts';
import { checkoutMethodsFor } from '#app/domain/checkout-method.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { isInterestChargeable } from '#app/domain/interest-charge.ts';
import type { Fen } from '#app/domain/money.ts';
import { claimIs } from '#app/domain/obligation.ts';
import { mayWaivePenalty, waivableCreditFen, waivableFen } from '#app/domain/penalty-waiver.ts';
import { paymentReference } from '#app/domain/payment-reference.ts';
import { claimDeeds, mayDoMoney } from '#app/domain/receipt-deeds.ts';
import { contracts, dunnings, obligations, organisations, receipts, users } from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { findClaimedMilestone } from '../contracts/milestone-claim.server.ts';
import { findCorrections } from '../credits/claim-corrections.server.ts';
import { getShownAccount } from '../organisations/payee-account-queries.server.ts';
import {
  claimedFen,
  creditedFen,
  isContested,
  outstandingFen,
  paidFen,
  waivedFen,
  writtenOffFen,
} from './claim-sums.server.ts';
import { placementsOn } from './placements-on.server.ts';
import { findCharge, findInterest } from './interest-of-claim.server.ts';
import { listGivenBack } from './list-given-back.server.ts';
import { findWriteOff } from '../write-offs/find-write-off.server.ts';
import { overchargedOf } from '../penalties/overcharged.server.ts';
import { waiversOf } from '../penalties/queries.server.ts';
import { moneyOrgOf } from './money-access.server.ts';

export interface ObligationLine extends OpenParts {
  readonly id: string;
  readonly kind: (typeof obligations.$inferSelect)['kind'];
  readonly subjectId: string;
  readonly label: string;
  readonly amountFen: Fen;
  readonly dueOn: string;
  readonly createdAt: Date;
  /** Arrived and allocated to it. */
  readonly paidFen: Fen;
  /** Settled without money: a credit was set against it or waived, or its payee waived it. */
  readonly creditedFen: Fen;
  /** Of that, what the payee waived of a penalty that it had charged. */
  readonly waivedFen: Fen;
  /** Said to be under way, not confirmed. */
  readonly claimedFen: Fen;
  /** Not arrived: `awaitedFen` and `payableFen` together. */
  readonly outstandingFen: Fen;
  /** Its payer contests it: nobody is late. */
  readonly isContested: boolean;
  /** What of its own claims the reader's organisation wrote off; 0 to everybody else. */
  readonly writtenOffFen: Fen;
}

const writtenOffFor = (orgId: string | null) =>
  sql<string>`case when ${obligations.payeeOrgId} = ${orgId}::uuid then ${writtenOffFen} else '0' end`;

interface SumsRow {
  readonly amountFen: Fen;
  readonly paidFen: string;
  readonly creditedFen: string;
  readonly waivedFen: string;
  readonly claimedFen: string;
}

const withOutstanding = <Row extends SumsRow>(row: Row) => {
  const { paidFen: paid, creditedFen: credited, waivedFen: waived, claimedFen: claimed, ...rest } = row;
  const [paidFen, creditedFen, waivedFen, claimedFen] = [
    BigInt(paid),
    BigInt(credited),
    BigInt(waived),
    BigInt(claimed),
  ];
  const outstandingFen = row.amountFen - paidFen - creditedFen;
  return {
    ...rest,
    paidFen,
    creditedFen,
    waivedFen,
    claimedFen,
    outstandingFen,
    ...openParts(outstandingFen, claimedFen),
  };
};

const lineColumns = {
  id: obligations.id,
  kind: obligations.kind,
  subjectId: obligations.subjectId,
  label: obligations.label,
  amountFen: obligations.amountFen,
  dueOn: obligations.dueOn,
  createdAt: obligations.createdAt,
  paidFen,
  creditedFen,
  waivedFen,
  claimedFen,
  isContested,
};

/**
 * Claims under a contract, by date, with what is open of each. The caller has checked that the actor may see the contract.
 * `payeeOrgId`: the reader's organisation, which alone is told what it wrote off.
 */
export async function obligationsOf(
  ctx: Pick<Context, 'db'>,
  contractId: string,
  payeeOrgId: string | null = null,
): Promise<ObligationLine[]> {
  const rows = await ctx.db
    .select({ ...lineColumns, writtenOffFen: writtenOffFor(payeeOrgId) })
    .from(obligations)
    .where(eq(obligations.contractId, contractId))
    .orderBy(asc(obligations.dueOn), asc(obligations.createdAt));
  return rows.map((row) => ({ ...withOutstanding(row), writtenOffFen: BigInt(row.writtenOffFen) }));
}

const payer = alias(organisations, 'payer');
const payee = alias(organisations, 'payee');
const party = (org: typeof payer | typeof payee) => ({ id: org.id, name: org.name, isSample: org.isSample });

/** One claim as payer and payee see it. The bank account is shown to these two only. */
export async function getObligation(ctx: ActorContext, id: string) {
  const orgId = moneyOrgOf(ctx);
  const [row] = await ctx.db
    .select({
      ...lineColumns,
      contract: {
        id: contracts.id,
        no: contracts.no,
        title: contracts.title,
        state: contracts.state,
        signedVersionN: contracts.signedVersionN,
      },
      payer: party(payer),
      payee: party(payee),
      stripeAccountId: payee.stripeAccountId,
      cardMethods: payee.cardMethods,
    })
    .from(obligations)
    .innerJoin(contracts, eq(contracts.id, obligations.contractId))
    .innerJoin(payer, eq(payer.id, obligations.payerOrgId))
    .innerJoin(payee, eq(payee.id, obligations.payeeOrgId))
    .where(eq(obligations.id, id));
  if (row === undefined || (row.payer.id !== orgId && row.payee.id !== orgId)) throw new AppError('not_found');
  const { stripeAccountId, cardMethods, ...plain } = row;
  const obligation = withOutstanding(plain);
  const shown = await getShownAccount(ctx, row.payee.id);
  const arrived = await ctx.db
    .select()
    .from(receipts)
    .where(eq(receipts.obligationId, id))
    .orderBy(asc(receipts.createdAt));
  const sent = await ctx.db
    .select({ id: dunnings.id, sentOn: dunnings.sentOn, outstandingFen: dunnings.outstandingFen, sender: users.name })
    .from(dunnings)
    .innerJoin(users, eq(users.id, dunnings.sentBy))
    .where(eq(dunnings.obligationId, id))
    .orderBy(desc(dunnings.sentOn));
  const isPayer = row.payer.id === orgId;
  const { payableFen } = obligation;
  const parties = { payerOrgId: row.payer.id, payeeOrgId: row.payee.id };
  const today = dayOf(ctx.now());
  // Only the payee knows.
  const writeOff = isPayer ? null : await findWriteOff(ctx, obligation);
  const writtenOffFen = writeOff?.writtenOffFen ?? 0n;
  const deeds = claimDeeds(ctx.actor, { ...obligation, ...parties, writtenOffFen }, today);
  const interest = await findInterest(ctx, row.contract, row);
  return {
    ...obligation,
    isPayer,
    /** Its milestone stands no longer, by a corrected report: what was charged is a credit. */
    isTakenBack: row.kind === 'milestone' && (await findClaimedMilestone(ctx, row.subjectId)) === null,
    // The payer is not told who at the payee's wrote.
    dunnings: sent.map(({ sender, ...dunning }) => ({ ...dunning, sender: isPayer ? null : sender })),
    isDunnedToday: sent[0]?.sentOn === today,
    ...shown,
    reference: paymentReference(id),
    receipts: arrived.map(({ id, no, amountFen, method, state, paidOn, depositApplicationId }) => ({
      id,
      no,
      amountFen,
      method,
      state,
      paidOn,
      isSetOff: depositApplicationId !== null,
    })),
    placed: await placementsOn(ctx, id),
    givenBack: await listGivenBack(ctx, { obligationId: id, limit: 200 }),
    mayPay: deeds.includes('pay'),
    mayDun: deeds.includes('dun'),
    corrections: await findCorrections(ctx, row.contract.id, id),
    /** Of a claim of default interest: what it was charged on. */
    charge: row.kind === 'interest' ? await findCharge(ctx, row.subjectId) : null,
    interest,
    /** Of this penalty, or of those on this claim, what was charged too much by what is known now. */
    overcharges: (await overchargedOf(ctx, row.contract.id)).filter(
      ({ claimId, lateId }) => claimId === id || lateId === id,
    ),
    mayChargeInterest:
      !isPayer && isInterestChargeable(interest, obligation.awaitedFen) && mayDoMoney(ctx.actor, 'interest'),
    ...(isPayer ? {} : { writeOff }),
    /** Of a charged penalty or a repayment: what its payee waived, and whether the reader can waive more. */
    waivers: claimIs(row.kind, 'waived') || !claimIs(row.kind, 'income') ? await waiversOf(ctx, id) : [],
    mayWaivePenalty:
      !isPayer &&
      waivableFen({ ...obligation, setOffFen: obligation.creditedFen - obligation.waivedFen }) > 0n &&
      mayWaivePenalty(ctx.actor),
    /** Of a repayment: who may waive it has the form, the others read who may. */
    isCreditWaivable: !isPayer && waivableCreditFen(obligation) > 0n,
    mayWaiveCredit: !isPayer && waivableCreditFen(obligation) > 0n && mayWaivePenalty(ctx.actor),
    hasCardAccount: stripeAccountId !== null && ctx.payments.isEnabled,
    checkoutMethods: payableFen > 0n ? checkoutMethodsFor(payableFen, cardMethods) : [],
  };
}

/**
 * Claims of which something is open, the earliest first, on either side. Of its own claims an organisation sees what is still in its
 * book: what it wrote off is not counted on. A payer is told of no write-off.
 */
export async function listOpenObligations(ctx: ActorContext) {
  const orgId = moneyOrgOf(ctx);
  const ownWrittenOff = writtenOffFor(orgId);
  const rows = await ctx.db
    .select({
      ...lineColumns,
      writtenOffFen: ownWrittenOff,
      contractId: contracts.id,
      contractNo: contracts.no,
      contractTitle: contracts.title,
      payer: party(payer),
      payee: party(payee),
    })
    .from(obligations)
    .innerJoin(contracts, eq(contracts.id, obligations.contractId))
    .innerJoin(payer, eq(payer.id, obligations.payerOrgId))
    .innerJoin(payee, eq(payee.id, obligations.payeeOrgId))
    .where(
      and(
        or(eq(obligations.payerOrgId, orgId), eq(obligations.payeeOrgId, orgId)),
        sql`${outstandingFen}::bigint > ${ownWrittenOff}::bigint`,
      ),
    )
    .orderBy(asc(obligations.dueOn), asc(obligations.createdAt));
  return rows.map((row) => {
    const line = withOutstanding(row);
    const outOfBookFen = BigInt(row.writtenOffFen);
    const inBookFen = line.outstandingFen - outOfBookFen;
    const sums = { outstandingFen: inBookFen, ...openParts(inBookFen, line.claimedFen) };
    return { ...line, ...sums, writtenOffFen: outOfBookFen, isPayer: row.payer.id === orgId };
  });
}
