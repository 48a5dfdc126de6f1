import { overContractStates, reportingContractStates } from '#app/domain/contract-machine.ts';
import { addDays, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import type { RoyaltyTerms } from '#app/domain/contract.ts';
import type { Fen } from '#app/domain/money.ts';
import { correctableUntil, isCorrectable } from '#app/domain/report-correction.ts';
import { linesFault } from '#app/domain/sales-lines.ts';
import { royaltyStatements } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { lockContract } from '../contracts/own-contract.server.ts';
import { goOnTrial, requireInTime } from '../contracts/pass-trial.server.ts';
import { reachMilestones, takeBackMilestones } from '../contracts/reach-milestones.server.ts';
import { reopenIfLeft } from '../contracts/reopen-if-left.server.ts';
import { settleContract } from '../contracts/settle-contract.server.ts';
import { tellCapReached } from '../contracts/tell-cap-reached.server.ts';
import { creditReport } from '../credits/credit-report.server.ts';
import { setOffCredits } from '../credits/set-off-credits.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { raiseClaim } from '../payments/raise-claim.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { onceRow } from '../platform/once.server.ts';
import { planNextReport } from './plan-next-report.server.ts';
import { planReview } from './plan-review.server.ts';
import { requireReporter } from './require-reporter.server.ts';
import { booksWith, getRoyaltyAccount, type RoyaltyAccount, type Statement } from './royalty-account.server.ts';
import { markCapReached, type ReportGiven, reportRow, storeReport, supersedeReport } from './store-report.server.ts';

export interface StatementInput extends ReportGiven {
  readonly contractId: string;
  /** Key of the period, `2027Q1` or `2027`: the one that the form showed. */
  readonly period: string;
  /** The period was reported before and this is the whole truth of it; says why in `note`. */
  readonly isCorrection?: boolean;
  readonly paper?: Received;
  readonly key?: string;
}

/**
 * The licensee reports a period's revenue, or corrects what he reported; what follows is computed from the signed terms and falls
 * due. A report is never edited: an estimate is trued up, and a statement corrected, by a new report that supersedes
 * it, and only the difference falls due; where it takes something back, that is a credit, set against what is open or follows. The contract
 * is locked, so that the cap is never passed by two statements at once. Corrections outlive the term (`correctableUntil`). A period without sales is reported as well.
 */
export async function fileStatement(ctx: ActorContext, input: StatementInput): Promise<Statement> {
  await requireReporter(ctx, input.contractId);
  if (input.isCorrection && !input.note?.trim()) throw new AppError('invalid', { says: '请写明为什么更正。' }, 'note');
  return inTransaction(ctx, (tx) => file(tx, input));
}

/** The period that the report is of, and the report that it supersedes, if any. */
function placeOf(account: RoyaltyAccount, input: StatementInput, today: string) {
  const { next, periods, statements } = account;
  const earlier = statements.find((statement) => statement.period === input.period);
  const isEstimate = input.basis === 'estimate';
  // As in `contract:compute`: a full report is corrected by a full one, an estimate is followed by one.
  if (isEstimate && input.isCorrection) {
    throw new AppError('conflict', { says: '更正要按实际收入填报，不能用预估代替。' });
  }
  if (input.isCorrection ? earlier === undefined : earlier?.basis === 'actual' || (earlier && isEstimate)) {
    if (input.isCorrection) throw new AppError('state_changed');
    throw new AppError('duplicate', { says: '这一期已经申报过，没有重复申报。' });
  }
  const period = earlier ? periods.find(({ key }) => key === input.period) : next;
  if (!period || period.key !== input.period) throw new AppError('state_changed');
  if (isEstimate ? period.startOn > today : period.endOn >= today) {
    const says = isEstimate
      ? `${period.label}从 ${period.startOn} 开始，之后才能预估。`
      : `${period.label}到 ${period.endOn} 结束，之后才能申报。`;
    throw new AppError('invalid', { says });
  }
  return { period, earlier };
}

async function file(tx: In<ActorContext>, input: StatementInput): Promise<Statement> {
  // Under the lock: ids of a contract's reports rise in the order in which they count, which tells those of one moment apart.
  const contract = await lockContract(tx, input.contractId);
  const { id, earlier: made } = await onceRow(tx, royaltyStatements, input.key, 'royalty.file');
  if (made) return made;
  const isAsked = reportingContractStates.includes(contract.state);
  if (!isAsked && !(input.isCorrection && overContractStates.includes(contract.state))) {
    throw new AppError('state_changed');
  }
  await requireInTime(tx, contract);
  const account = await getRoyaltyAccount(tx, contract);
  const { royalty } = account;
  if (royalty === null) throw new AppError('state_changed');
  checkDeductions(royalty, input.deductionsFen);
  const wrongLines = linesFault(input.lines ?? [], input.grossFen, royalty.sublicencePpm != null);
  if (wrongLines !== null) throw new AppError('invalid', { says: wrongLines }, 'gross');
  const today = dayOf(tx.now());
  const until = correctableUntil(account.closedOn, account.terms);
  if (input.isCorrection && !isCorrectable(contract.state, until, today)) {
    throw new AppError('conflict', { says: `合同结束以后，申报只能更正到 ${until}，期限已过。` });
  }
  const { period, earlier } = placeOf(account, input, today);
  const paper = input.paper ? await keepFile(tx, input.paper, 'statement', contract.licenseeOrgId) : null;
  const report = reportRow(tx, input, { id, contractId: contract.id, period, royalty, n: (earlier?.n ?? 0) + 1 });
  const reports = [...account.reports, { ...report, fileId: paper?.id ?? null }];
  const books = booksWith(account, reports);
  const statement = await storeReport(tx, { ...report, fileId: paper?.id ?? null }, { account, books });
  if (earlier) await supersedeReport(tx, earlier);
  await planReview(tx, statement, contract.licensorOrgId);
  const kind = input.isCorrection ? 'royalty.correct' : 'royalty.file';
  await audit(tx, { deed: kind, subjectType: 'royalty_statement', subjectId: id });
  if (books.dueFen > 0n) {
    const label = `提成 ${period.label}${earlier ? '补差' : ''}`;
    const dueOn = addDays(today, royalty.payWithinDays);
    await raiseClaim(tx, { contract, kind: 'royalty', subjectId: id, label, amountFen: books.dueFen, dueOn });
  }
  const href = `/desk/contracts/${contract.id}/statements`;
  const notice = { kind, params: { title: period.label }, href };
  await notifyOrganisation(tx, contract.licensorOrgId, ['officer', 'finance'], notice);
  const { beforeCapFen, takenBackFen } = books;
  const others = account.statements.filter((one) => one.period !== period.key);
  const { closedOn } = account;
  const reported = { before: account.statements, after: [...others, report], closedOn };
  const filed = { statementId: id, ...reported, beforeCapFen };
  const isFull = input.basis !== 'estimate';
  const goneFen = isFull ? await takeBackMilestones(tx, contract, account.terms, filed) : 0n;
  // What is taken back is credited before anything is charged: the cap counts it no longer. Credits are used once all is booked.
  await creditReport(tx, contract, {
    statementId: id,
    label: input.isCorrection ? `更正 ${period.label}` : `申报 ${period.label}`,
    backFen: takenBackFen + goneFen,
  });
  if (isFull) await reachMilestones(tx, contract, account.terms, reported);
  const isCapUsedUp = await tellCapReached(tx, contract, account.chargedFen);
  await setOffCredits(tx, contract);
  await goOnTrial(tx, contract);
  await settleContract(tx, contract.id, await planNextReport(tx, await reopenIfLeft(tx, contract)));
  return isCapUsedUp ? markCapReached(tx, id) : statement;
}

/** What is not agreed cannot be taken off. */
function checkDeductions(royalty: RoyaltyTerms, deductionsFen: readonly Fen[]): void {
  const wrong = deductionsFen.findIndex((fen, i) => fen < 0n || (fen > 0n && royalty.deductions[i] === undefined));
  if (wrong >= 0) throw new AppError('invalid', {}, `deductions[${wrong}]`);
}
