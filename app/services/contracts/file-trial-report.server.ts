import { and, count, eq } from 'drizzle-orm';
import type { TrialConclusion } from '#app/domain/trial-report.ts';
import { orgOnSide } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import { trialReports } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { getOwnContract, lockContract, requireDeed } from './own-contract.server.ts';
import { findTrial } from './own-trial.server.ts';
import { tellTrial } from './tell-trial.server.ts';

export interface TrialReportInput {
  readonly contractId: string;
  readonly conclusion: TrialConclusion;
  readonly findings: string;
  readonly paper?: Received;
}

/** While it runs, to decide by; after an exit, the data that the contract asks for. */
const reportableStates = ['running', 'deciding', 'exited'];

/** One side files the evaluation report of the trial; the other confirms it or adds its remarks. */
export async function fileTrialReport(ctx: ActorContext, input: TrialReportInput): Promise<void> {
  requireDeed(ctx, 'report');
  const { side } = await getOwnContract(ctx, input.contractId);
  await inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, input.contractId);
    const trial = await findTrial(tx, contract.id);
    if (trial === null || !reportableStates.includes(trial.state)) throw new AppError('state_changed');
    const paper = input.paper && (await keepFile(tx, input.paper, 'evidence', orgOnSide(contract, side)));
    const [earlier] = await tx.db
      .select({ n: count() })
      .from(trialReports)
      .where(eq(trialReports.contractId, contract.id));
    await tx.db.insert(trialReports).values({
      contractId: contract.id,
      n: (earlier?.n ?? 0) + 1,
      side,
      conclusion: input.conclusion,
      findings: input.findings,
      fileId: paper?.id ?? null,
      filedBy: tx.actor.userId,
      filedAt: tx.now(),
    });
    await clearDeadline(tx, 'trial.report', contract.id);
    await clearDeadline(tx, 'trial.data', contract.id);
    await tellTrial(tx, contract, 'report');
  });
}

/** The other side confirms the latest report, or says where it sees things otherwise; once. */
export async function answerTrialReport(
  ctx: ActorContext,
  input: { readonly contractId: string; readonly n: number; readonly isConfirmed: boolean; readonly remark: string },
): Promise<void> {
  requireDeed(ctx, 'report');
  const { side } = await getOwnContract(ctx, input.contractId);
  const { contractId, n, isConfirmed, remark } = input;
  if (!isConfirmed && remark.trim() === '') throw new AppError('invalid', { says: '请写明有哪些不同意见。' }, 'remark');
  await inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, contractId);
    const [report] = await tx.db
      .select()
      .from(trialReports)
      .where(and(eq(trialReports.contractId, contractId), eq(trialReports.n, n)));
    if (report === undefined) throw new AppError('not_found');
    if (report.side === side) throw new AppError('forbidden');
    if (report.answeredAt !== null) throw new AppError('state_changed');
    await tx.db
      .update(trialReports)
      .set({ isConfirmed, remark, answeredBy: tx.actor.userId, answeredAt: tx.now() })
      .where(eq(trialReports.id, report.id));
    await tellTrial(tx, contract, 'report_answer');
  });
}
