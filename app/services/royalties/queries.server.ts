import { eq } from 'drizzle-orm';
import { awaitsDelivery } from '#app/domain/awaited-delivery.ts';
import { hasRole } from '#app/domain/access.ts';
import type { RoyaltyTerms } from '#app/domain/contract.ts';
import { mayDo } from '#app/domain/contract-deeds.ts';
import { reportingContractStates } from '#app/domain/contract-machine.ts';
import { factsOf, type SalesLine } from '#app/domain/compute-facts.ts';
import { dayOf, diffDays } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { correctableUntil, isCorrectable } from '#app/domain/report-correction.ts';
import { type Fen, fenFromJson } from '#app/domain/money.ts';
import { claimIs } from '#app/domain/obligation.ts';
import { owedWords } from '#app/domain/owed-reports.ts';
import {
  type BookedReport,
  movedByRights,
  type PeriodCredit,
  periodCharged,
  raisedFromJson,
} from '#app/domain/period-charged.ts';
import type { StatementBasis } from '#app/domain/royalty-statement.ts';
import { askableUntil, mayAnswerStatement, mayJudgeStatement } from '#app/domain/statement-query.ts';
import type { RoyaltyPeriod } from '#app/domain/schedule.ts';
import type { SalesMilestone } from '#app/domain/sales-milestones.ts';
import type { RoyaltyState } from '#app/domain/statement-preview.ts';
import { contracts, credits } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { standingStates } from '../contracts/declare.server.ts';
import { claimSubjectOf, standingMilestones } from '../contracts/milestone-claim.server.ts';
import { salesMilestones } from '../contracts/sales-milestones.server.ts';
import { ownCreditsOf } from '../credits/own-credits-of.server.ts';
import { openPagesOf } from '../payments/open-pages.server.ts';
import { moneyOrgOf } from '../payments/money-access.server.ts';
import { type ObligationLine, obligationsOf } from '../payments/queries.server.ts';
import { reportFacts } from './contract-facts.server.ts';
import { lastAnswer, listQueries } from './statement-queries.server.ts';
import { raisedByRights, takenBackOf } from './taken-back-of.server.ts';
import { getRoyaltyAccount, type RoyaltyAccount, type Statement } from './royalty-account.server.ts';

/** The report that the licensee is about to write: of which period, and what it replaces. */
export interface Filing {
  readonly period: RoyaltyPeriod;
  readonly basis: StatementBasis;
  readonly isCorrection: boolean;
  /** What the period came to by its earlier report; zero without one. */
  readonly earlierFen: Fen;
  /** Number of the report that it corrects; null for the first full one. */
  readonly corrects: number | null;
  /** What the engine computes the preview from. */
  readonly state: RoyaltyState;
  /** The figures of the earlier report, to begin from; null without one. */
  readonly earlier: {
    readonly grossFen: Fen;
    readonly deductionsFen: readonly Fen[];
    readonly lines: readonly SalesLine[];
  } | null;
}

function filingOf(
  account: RoyaltyAccount,
  asked: string | null,
  { milestones, ...credit }: { milestones: readonly SalesMilestone[] } & Pick<RoyaltyState, 'creditFen' | 'open'>,
): Filing | null {
  const { royalty, next, periods, statements, terms, facts, reports, asOf: today, booked } = account;
  if (royalty === null) return null;
  const earlier = statements.find(({ period }) => period === asked);
  const period = earlier ? periods.find(({ key }) => key === asked) : next;
  if (!period || period.startOn > today) return null;
  const hasEnded = period.endOn < today;
  // Before the period ends only an estimate is possible, and only who asks for it writes one.
  if (!hasEnded && (earlier || asked !== period.key)) return null;
  return {
    period,
    basis: hasEnded ? 'actual' : 'estimate',
    isCorrection: earlier?.basis === 'actual',
    earlierFen: earlier?.beforeCapFen ?? 0n,
    earlier: earlier
      ? {
          grossFen: earlier.grossFen,
          deductionsFen: earlier.deductions.map((item) => fenFromJson(item.amountFen)),
          lines: earlier.lines.map((line) => ({ ...line, grossFen: fenFromJson(line.grossFen) })),
        }
      : null,
    corrects: earlier?.basis === 'actual' ? earlier.n : null,
    state: {
      terms: { ...terms, royalty },
      facts: [...facts, ...reportFacts(reports)],
      asOf: today,
      booked,
      ...credit,
      sales: { ...salesOf(statements, milestones), closedOn: account.closedOn },
    },
  };
}

/** What full reports came to, together and by period; estimates do not count. */
function salesOf(statements: readonly Statement[], milestones: readonly SalesMilestone[]) {
  const full = statements.filter(({ basis }) => basis === 'actual');
  return {
    soldFen: sumOf(full, ({ grossFen }) => grossFen),
    soldOf: Object.fromEntries(full.map(({ period, grossFen }) => [period, grossFen])),
    milestones,
  };
}

const sumOf = <Row>(rows: readonly Row[], fen: (row: Row) => Fen): Fen => rows.reduce((sum, row) => sum + fen(row), 0n);

interface BeforeReport {
  readonly open: readonly ObligationLine[];
  readonly milestones: Awaited<ReturnType<typeof salesMilestones>>;
  readonly creditFen: Fen;
}

/** What a report finds: credit that waits or is recalled from a repayment that nobody makes yet, and the claims it is set against. */
async function creditBefore(
  ctx: ActorContext,
  contractId: string,
  { open, milestones, creditFen }: BeforeReport,
): Promise<Required<Pick<RoyaltyState, 'creditFen' | 'open'>>> {
  const payable = open.filter(({ payableFen }) => payableFen > 0n);
  const pages = await openPagesOf(
    ctx,
    payable.map(({ id }) => id),
  );
  const free = payable.map((claim) => ({ ...claim, payableFen: claim.payableFen - (pages.get(claim.id) ?? 0n) }));
  const standing = await standingMilestones(ctx, contractId);
  const returns = free.filter(({ kind }) => !claimIs(kind, 'income'));
  return {
    creditFen: creditFen + sumOf(returns, ({ payableFen }) => payableFen),
    open: free
      .filter(({ kind }) => claimIs(kind, 'set_off'))
      .map(({ id, kind, subjectId, dueOn, payableFen, createdAt }) => ({
        id,
        dueOn,
        payableFen,
        at: createdAt.getTime(),
        milestone: milestones.find(({ row }) => claimSubjectOf(row) === subjectId)?.row.position ?? null,
        isTakenBack: kind === 'milestone' && !standing.has(id),
        isContested: standing.get(id) === 'frozen',
      })),
  };
}

type Claims = ReadonlyMap<string, ObligationLine>;

const withRaised = ({ id, period, dueFen, working }: Statement) => ({
  id,
  period,
  dueFen,
  raised: raisedFromJson(working),
});

interface PeriodFacts {
  /** What declarations about rights raised. */
  readonly byRights: readonly BookedReport[];
  readonly reports: readonly Statement[];
  readonly claims: Claims;
  readonly takenBack: readonly PeriodCredit[];
  /** What corrections took back of each claim, by its id. */
  readonly own: Awaited<ReturnType<typeof ownCreditsOf>>;
}

/** One period with all its reports: the one that counts, what the others were, and what became of their claims. */
function periodRow(statement: Statement, { reports, claims, takenBack, byRights, own: ownCredits }: PeriodFacts) {
  const all = reports.filter(({ period }) => period === statement.period);
  const own = all.flatMap(({ id }) => claims.get(id) ?? []);
  return {
    ...statement,
    claim: own.find(({ outstandingFen }) => outstandingFen > 0n) ?? claims.get(statement.id) ?? own.at(-1) ?? null,
    ...periodCharged([...reports.map(withRaised), ...byRights], statement.period, takenBack),
    ...movedByRights(statement.period, { reports, byRights, takenBack }),
    paidFen: sumOf(own, ({ paidFen }) => paidFen),
    creditedFen: sumOf(own, ({ creditedFen }) => creditedFen),
    outstandingFen: sumOf(own, ({ outstandingFen }) => outstandingFen),
    isOpen: own.some(({ outstandingFen }) => outstandingFen > 0n),
    /** Of what corrections took back of it, what paid other claims: the period's own is paid as it was charged first. */
    elsewhere: own.flatMap(({ id }) =>
      (ownCredits.get(id)?.elsewhere ?? []).map(({ claimId, fen }) => ({
        id: claimId,
        label: [...claims.values()].find((claim) => claim.id === claimId)?.label ?? '',
        fen,
      })),
    ),
    earlier: all.filter(({ state }) => state === 'superseded'),
  };
}

const acceptedAt = (facts: RoyaltyAccount['facts'], position: number) =>
  factsOf(facts, 'milestone_accepted').filter(({ milestone }) => milestone === position);

/** What the royalties still wait for before any period runs, the first of it first; null once they run. */
function startOf(
  ctx: ActorContext,
  contract: typeof contracts.$inferSelect,
  { startEvent, startMilestone }: RoyaltyTerms,
  { periods, terms, facts }: RoyaltyAccount,
) {
  if (periods.length > 0) return null;
  const isDelivered = !awaitsDelivery(terms) || factsOf(facts, 'delivered').length > 0;
  // An event that came before delivery was accepted waits for nothing itself.
  const came = startEvent === 'first_sale' ? factsOf(facts, 'first_sale') : acceptedAt(facts, startMilestone ?? 0);
  if (startEvent === undefined || startEvent === 'trial_end' || came.length > 0)
    return isDelivered ? null : { awaits: 'delivery' as const, milestone: null, maySay: false, isDelivered };
  const isLicensee = contract.licenseeOrgId === ctx.actor.org?.orgId;
  const maySay =
    startEvent === 'first_sale' &&
    isLicensee &&
    mayDo(ctx.actor, 'first_sale') &&
    standingStates.includes(contract.state);
  return { awaits: startEvent, milestone: startMilestone ?? null, maySay, isDelivered };
}

/**
 * Statements of a contract with what became of each claim, what is odd about them, and the report to write: the next period's, or
 * that of the period asked for, which corrects or trues up an earlier one. For its two parties.
 */
export async function statementOf(ctx: ActorContext, contractId: string, asked: string | null = null) {
  const orgId = moneyOrgOf(ctx);
  const [contract] = await ctx.db.select().from(contracts).where(eq(contracts.id, contractId));
  if (contract === undefined || ![contract.licensorOrgId, contract.licenseeOrgId].includes(orgId)) {
    throw new AppError('not_found');
  }
  const head = { id: contract.id, no: contract.no, title: contract.title };
  const nothing = {
    statements: [],
    queries: [],
    today: dayOf(ctx.now()),
    mayJudge: false,
    mayAnswer: false,
    minima: [],
    restored: [],
    returns: [],
    hasCredits: false,
    flags: [],
    filing: null,
    mayFile: false,
    mayReport: false,
    mayCorrect: false,
  };
  if (contract.signedVersionN === null) return { contract: head, account: null, ...nothing };
  const account = await getRoyaltyAccount(ctx, contract);
  const { royalty, next, statements, reports, chargedFen, creditFen, asOf: today } = account;
  const queries = await listQueries(ctx, contractId);
  const open = await obligationsOf(ctx, contractId);
  const claims = new Map(open.map((claim) => [claim.subjectId, claim]));
  const takenBack = await takenBackOf(ctx, contractId);
  const byRights = await raisedByRights(ctx, contractId);
  const ownCredits: PeriodFacts['own'] = takenBack.length > 0 ? await ownCreditsOf(ctx, contractId) : new Map();
  const reported = new Set(reports.map(({ id }) => id));
  const royalties = open.filter(({ kind }) => kind === 'royalty');
  const restorations = new Set(byRights.map(({ id }) => id));
  const isOpen = reportingContractStates.some((state) => state === contract.state);
  const correctUntil = correctableUntil(account.closedOn, account.terms);
  const isReporter = contract.licenseeOrgId === orgId && hasRole(ctx.actor, 'officer', 'finance');
  const mayReport = isReporter && isOpen;
  const mayCorrect = isReporter && isCorrectable(contract.state, correctUntil, today);
  const milestones = mayReport || mayCorrect ? await salesMilestones(ctx, contractId, account.terms) : [];
  const stones = milestones.map(({ stone }) => stone);
  const filing =
    mayReport || mayCorrect
      ? filingOf(account, asked, {
          milestones: stones,
          ...(await creditBefore(ctx, contractId, { open, milestones, creditFen })),
        })
      : null;
  // A penalty counts under no cap: what came for it is not beside what was charged either.
  const own = open.filter(({ kind }) => claimIs(kind, 'capped'));
  const paidFen = sumOf(own, (claim) => claim.paidFen);
  const hasEnded = next !== null && next.endOn < today;
  return {
    contract: head,
    account:
      royalty === null
        ? null
        : {
            royalty,
            next,
            /** What is left to report after an end, and until when revenue counts; null while nothing ended it. */
            owedWords: isOpen ? owedWords(account.owed) : null,
            chargedFen,
            paidFen,
            creditFen,
            dueOn: next?.reportDueOn ?? null,
            hasEnded,
            lateDays: next === null ? 0 : Math.max(0, diffDays(next.reportDueOn, today)),
            start: startOf(ctx, contract, royalty, account),
            versionN: contract.versionN,
            products: account.terms.products ?? [],
            /** The contract still asks for reports. */
            isOpen,
            /** The last day to correct one; null while the contract runs. */
            correctUntil,
            /** The reader's own side files them. */
            isLicensee: contract.licenseeOrgId === orgId,
          },
    statements: statements.map((statement) => ({
      ...periodRow(statement, { reports, claims, takenBack, byRights, own: ownCredits }),
      askUntil: askableUntil({
        ...statement,
        answeredAt: lastAnswer(queries.filter(({ statementId }) => statementId === statement.id)),
      }),
    })),
    queries,
    today,
    mayJudge: contract.licensorOrgId === orgId && mayJudgeStatement(ctx.actor),
    mayAnswer: contract.licenseeOrgId === orgId && mayAnswerStatement(ctx.actor),
    /** What the licensor repays, where a credit was left at the end. */
    returns: open.filter(({ kind }) => !claimIs(kind, 'income')),
    hasCredits: (await ctx.db.$count(credits, eq(credits.contractId, contractId))) > 0,
    /** Claims that a minimum made, without a report. */
    minima: royalties.filter(({ subjectId }) => !reported.has(subjectId) && !restorations.has(subjectId)),
    /** What was charged anew when the end of a right was taken back. */
    restored: royalties.filter(({ subjectId }) => restorations.has(subjectId)),
    flags: account.books?.flags ?? [],
    filing,
    /** The period in hand is to be reported in full now. */
    mayFile: filing?.basis === 'actual',
    mayReport,
    mayCorrect,
  };
}
