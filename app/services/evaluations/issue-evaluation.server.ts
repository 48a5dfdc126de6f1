import { eq } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { AppError, refuseFaults } from '#app/domain/errors.ts';
import { groundFaults, paperField, statedTrlFaults } from '#app/domain/evaluation-grounds.ts';
import { panelFault, spreadOf, type ValueKey, valueKeys } from '#app/domain/evaluation.ts';
import {
  achievementAttachments,
  achievements,
  evaluationExperts,
  evaluationMaterials,
  evaluationPapers,
  evaluations,
  files,
} from '#db/schema/index.ts';
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
  /** The readiness level that the evaluator states, with what it rests on. */
  readonly trl?: { readonly level: number; readonly ground: string } | null;
  readonly report: Received;
}

/**
 * The report: conclusion, what each value rests on or why it does not apply, the file. Scoring has ended (`collectScores`), with five
 * experts at least, an odd number of them.
 */
export async function issueEvaluation(ctx: ActorContext, input: Report): Promise<Evaluation> {
  const before = await loadAsEvaluator(ctx, input.id);
  if (before.state !== 'scored') throw new AppError('state_changed');
  const { evidence, notApplicable, conclusion, trl = null } = input;
  const said = [conclusion, trl?.ground ?? '', ...Object.values(evidence), ...Object.values(notApplicable)];
  await screenPaper(ctx, input.report, said);
  for (const paper of Object.values(input.papers)) await screenPaper(ctx, paper, []);
  return inTransaction(ctx, async (tx) => {
    await tx.db.select().from(evaluations).where(eq(evaluations.id, before.id)).for('update');
    await requireWhole(tx, input);
    await refuseReleased(tx, input);
    const file = await keepFile(tx, input.report, 'attachment', before.evaluatorOrgId);
    await keepPapers(tx, before, input.papers);
    const issuedOn = dayOf(tx.now());
    const columns = {
      evidence,
      notApplicable,
      conclusion,
      reportFileId: file.id,
      issuedOn,
      trlLevel: trl?.level ?? null,
      trlGround: trl?.ground ?? null,
    };
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
    await notifyOrganisation(tx, row.orgId, ['secrecy'], {
      kind: 'evaluation.to_open',
      params: { title: achievement?.name ?? '' },
      href: `/desk/achievements/${row.achievementId}/evaluation`,
    });
    return row;
  });
}

/** The panel is whole, and each value says what it rests on; every fault is named at once. */
async function requireWhole(tx: In<ActorContext>, { id, evidence, notApplicable, papers, trl }: Report): Promise<void> {
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
  refuseFaults([...groundFaults(spread, grounds), ...statedTrlFaults(trl?.level ?? null, trl?.ground ?? '')]);
}

/** What the unit released to be read is not handed out again as a paper of the report. */
export async function refuseReleased(
  { db }: Pick<ActorContext, 'db'>,
  { id, papers, report }: Pick<Report, 'id' | 'papers' | 'report'>,
): Promise<void> {
  const released = await db
    .select({ sha256: files.sha256 })
    .from(evaluationMaterials)
    .innerJoin(achievementAttachments, eq(achievementAttachments.id, evaluationMaterials.attachmentId))
    .innerJoin(files, eq(files.id, achievementAttachments.fileId))
    .where(eq(evaluationMaterials.evaluationId, id));
  const isReleased = (paper: Received | undefined) => released.some(({ sha256 }) => sha256 === paper?.sha256);
  const says = '这是完成单位提供给评价的材料，不能随报告再交；请在依据里写明它的名称和编号。';
  refuseFaults([
    ...valueKeys.filter((key) => isReleased(papers[key])).map((key) => ({ field: paperField(key), says })),
    ...(isReleased(report) ? [{ field: 'file', says }] : []),
  ]);
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
