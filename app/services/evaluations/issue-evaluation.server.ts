import { eq } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError, refuseFaults } from '#app/domain/errors.ts';
import { groundFaults } from '#app/domain/evaluation-grounds.ts';
import { panelFault, spreadOf, type ValueKey, valueKeys } from '#app/domain/evaluation.ts';
import { achievements, evaluationExperts, evaluationPapers, evaluations } from '#db/schema/index.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { screenPaper } from '../secrecy/screen-paper.server.ts';
import { type Evaluation, loadAsEvaluator, moveEvaluation } from './own-evaluation.server.ts';

type Said = Readonly<Partial<Record<ValueKey, string>>>;

interface Report {
  readonly id: string;
  /** What the scores of each value rest on. */
  readonly evidence: Said;
  /** Why a value that nobody scored does not apply. */
  readonly notApplicable: Said;
  readonly papers: Readonly<Partial<Record<ValueKey, Received>>>;
  readonly conclusion: string;
  readonly report: Received;
}

/**
 * The report: conclusion, what each value rests on or why it does not apply, the file. Wants five experts who scored at least,
 * an odd number of them.
 */
export async function issueEvaluation(ctx: ActorContext, input: Report): Promise<Evaluation> {
  const before = await loadAsEvaluator(ctx, input.id);
  if (before.state !== 'running') throw new AppError('state_changed');
  const { evidence, notApplicable, conclusion } = input;
  await screenPaper(ctx, input.report, [conclusion, ...Object.values(evidence), ...Object.values(notApplicable)]);
  for (const paper of Object.values(input.papers)) await screenPaper(ctx, paper, []);
  return inTransaction(ctx, async (tx) => {
    await tx.db.select().from(evaluations).where(eq(evaluations.id, before.id)).for('update');
    await requireWhole(tx, input);
    const file = await keepFile(tx, input.report, 'attachment', before.evaluatorOrgId);
    await keepPapers(tx, before, input.papers);
    const issuedOn = dayOf(tx.now());
    const columns = { evidence, notApplicable, conclusion, reportFileId: file.id, issuedOn };
    const row = await moveEvaluation(tx, before, 'issue', columns);
    const [achievement] = await tx.db
      .select({ name: achievements.name })
      .from(achievements)
      .where(eq(achievements.id, row.achievementId));
    await notifyOrganisation(tx, row.orgId, ['officer', 'inventor'], {
      kind: 'evaluation.issue',
      params: { title: achievement?.name ?? '' },
      href: `/desk/achievements/${row.achievementId}/evaluation`,
    });
    return row;
  });
}

/** The panel is whole, and each value says what it rests on; every fault is named at once. */
async function requireWhole(tx: In<ActorContext>, { id, evidence, notApplicable, papers }: Report): Promise<void> {
  const panel = await tx.db
    .select({ state: evaluationExperts.state, scores: evaluationExperts.scores })
    .from(evaluationExperts)
    .where(eq(evaluationExperts.evaluationId, id));
  const fault = panelFault(panel);
  if (fault !== null) throw new AppError('invalid', { says: fault });
  const spread = spreadOf(panel.flatMap(({ state, scores }) => (state === 'scored' ? [scores ?? {}] : [])));
  const grounds = Object.fromEntries(
    valueKeys.map((key) => [
      key,
      { text: evidence[key] ?? '', hasPaper: papers[key] !== undefined, notApplicable: notApplicable[key] ?? '' },
    ]),
  );
  refuseFaults(groundFaults(spread, grounds));
}

async function keepPapers(tx: In<ActorContext>, { id, evaluatorOrgId }: Evaluation, papers: Report['papers']) {
  for (const key of valueKeys) {
    const paper = papers[key];
    if (paper === undefined) continue;
    const file = await keepFile(tx, paper, 'attachment', evaluatorOrgId);
    await tx.db
      .insert(evaluationPapers)
      .values({ evaluationId: id, valueKey: key, fileId: file.id, createdAt: tx.now() });
  }
}
