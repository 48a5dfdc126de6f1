import { and, asc, desc, eq, inArray, ne } from 'drizzle-orm';
import { type Step, stepText } from '#app/domain/compute-steps.ts';
import { AppError } from '#app/domain/errors.ts';
import { laterOn } from '#app/domain/later-rates.ts';
import { countingRatesText } from '#app/domain/later-rates-text.ts';
import { fenFromJson } from '#app/domain/money.ts';
import type { PeriodCredit } from '#app/domain/period-charged.ts';
import { compareInvoices, type InvoiceComparison, type SalesInvoice } from '#app/domain/sales-invoices.ts';
import { mayAnswerStatement } from '#app/domain/statement-query.ts';
import { statementSums } from '#app/domain/statement-sums.ts';
import {
  contracts,
  files,
  organisations,
  royaltyStatements,
  statementInvoices,
  statementPapers,
  users,
} from '#db/schema/index.ts';
import type { ActorContext, Context } from '../context.server.ts';
import { overchargedOf } from '../penalties/overcharged.server.ts';
import { moneyOrgOf } from '../payments/money-access.server.ts';
import { getRoyaltyAccount, type Statement } from './royalty-account.server.ts';
import { takenBackOf } from './taken-back-of.server.ts';

/** One report with everything that stands in it and beside it: for the people of money of both parties. */
export async function statementPage(ctx: ActorContext, id: string) {
  const orgId = moneyOrgOf(ctx);
  const [row] = await ctx.db
    .select({ statement: royaltyStatements, contract: contracts, filer: users.name, licensee: organisations })
    .from(royaltyStatements)
    .innerJoin(contracts, eq(contracts.id, royaltyStatements.contractId))
    .innerJoin(users, eq(users.id, royaltyStatements.filedBy))
    .innerJoin(organisations, eq(organisations.id, contracts.licenseeOrgId))
    .where(eq(royaltyStatements.id, id));
  if (row === undefined || ![row.contract.licensorOrgId, row.contract.licenseeOrgId].includes(orgId)) {
    throw new AppError('not_found');
  }
  const { statement, contract, licensee } = row;
  const [account, papers, listed, takenBack] = await Promise.all([
    getRoyaltyAccount(ctx, contract),
    papersOf(ctx, id),
    listedInvoices(ctx, statement),
    takenBackOf(ctx, contract.id),
  ]);
  if (account.royalty === null) throw new AppError('not_found');
  const isCurrent = statement.state !== 'superseded';
  const charge = isCurrent ? account.books?.periods.find(({ period }) => period.key === statement.period) : undefined;
  const isLicensee = contract.licenseeOrgId === orgId;
  // The other party deals with the organisation, not with its people.
  const nameFor = (person: string): string => (isLicensee ? person : licensee.name);
  return {
    contract: { id: contract.id, no: contract.no, title: contract.title },
    licensee: { name: licensee.name, isSample: licensee.isSample },
    royalty: account.royalty,
    /** By what the period is charged, in words. */
    rates: countingRatesText(account.royalty, laterOn(account.royalty, statement.startsOn)),
    statement: {
      id,
      period: statement.period,
      n: statement.n,
      basis: statement.basis,
      state: statement.state,
      startsOn: statement.startsOn,
      endsOn: statement.endsOn,
      grossFen: statement.grossFen,
      baseFen: statement.baseFen,
      dueFen: statement.dueFen,
      sums: sumsOf(statement, account.reports, takenBack),
      /** What this report took back of royalties, as a credit, by the period to which it belongs. */
      takenBack: takenBack.filter(({ statementId }) => statementId === id),
      filedAt: statement.filedAt,
      filer: nameFor(row.filer),
      note: statement.note,
      lines: statement.lines.map((line) => ({ ...line, grossFen: fenFromJson(line.grossFen) })),
      deductions: statement.deductions.map(({ name, amountFen }) => ({ name, amountFen: fenFromJson(amountFen) })),
    },
    steps: (charge?.steps ?? []).map((step: Step) => stepText(step)),
    papers: papers.map((paper) => ({ ...paper, adder: nameFor(paper.adder) })),
    invoices: listed,
    /** Of a correction: penalties that were charged before it and come to less now. */
    overcharges: isCurrent && statement.n > 1 ? await overchargedOf(ctx, contract.id) : [],
    isLicensee,
    mayAdd: isLicensee && isCurrent && mayAnswerStatement(ctx.actor),
  };
}

/** How what is due follows from what the period came to, over what its last report before this one came to. */
function sumsOf(
  { id, period, n, beforeCapFen, dueFen }: Statement,
  reports: readonly Statement[],
  takenBack: readonly PeriodCredit[],
) {
  const before = reports.filter((one) => one.period === period && one.n < n).at(-1);
  const takenBackFen = takenBack.reduce((sum, { statementId, fen }) => (statementId === id ? sum + fen : sum), 0n);
  return statementSums({ periodFen: beforeCapFen, earlierFen: before?.beforeCapFen ?? 0n, dueFen, takenBackFen });
}

const papersOf = ({ db }: Pick<Context, 'db'>, statementId: string) =>
  db
    .select({
      id: statementPapers.id,
      kind: statementPapers.kind,
      fileId: statementPapers.fileId,
      name: files.name,
      sha256: files.sha256,
      addedAt: statementPapers.addedAt,
      adder: users.name,
    })
    .from(statementPapers)
    .innerJoin(files, eq(files.id, statementPapers.fileId))
    .innerJoin(users, eq(users.id, statementPapers.addedBy))
    .where(eq(statementPapers.statementId, statementId))
    .orderBy(desc(statementPapers.addedAt), desc(statementPapers.n));

/** The newest list of a report, compared with it; null without one. */
async function listedInvoices(
  { db }: Pick<Context, 'db'>,
  { id, contractId, period, startsOn, endsOn, grossFen }: Statement,
): Promise<(InvoiceComparison & { readonly rows: readonly SalesInvoice[] }) | null> {
  const isList = eq(statementPapers.kind, 'invoices');
  const [paper] = await db
    .select({ id: statementPapers.id })
    .from(statementPapers)
    .where(and(eq(statementPapers.statementId, id), isList))
    .orderBy(desc(statementPapers.n))
    .limit(1);
  if (paper === undefined) return null;
  const rows = await db
    .select()
    .from(statementInvoices)
    .where(eq(statementInvoices.paperId, paper.id))
    .orderBy(asc(statementInvoices.rowNo));
  const numbers = [...new Set(rows.map(({ invoiceNo }) => invoiceNo))];
  const elsewhere = await db
    .selectDistinct({ invoiceNo: statementInvoices.invoiceNo })
    .from(statementInvoices)
    .innerJoin(statementPapers, eq(statementPapers.id, statementInvoices.paperId))
    .innerJoin(royaltyStatements, eq(royaltyStatements.id, statementPapers.statementId))
    .where(
      and(
        eq(royaltyStatements.contractId, contractId),
        ne(royaltyStatements.period, period),
        inArray(statementInvoices.invoiceNo, numbers),
        eq(statementInvoices.standing, 'counts'),
      ),
    );
  const others = new Set(elsewhere.map(({ invoiceNo }) => invoiceNo));
  return { rows, ...compareInvoices(rows, { startsOn, endsOn, grossFen }, others) };
}
