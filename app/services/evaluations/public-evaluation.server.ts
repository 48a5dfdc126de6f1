import { eq } from 'drizzle-orm';
import { type DetailReach, paperReach, wordsReach } from '#app/domain/detail-reach.ts';
import { recordReaderOf } from '#app/domain/public-data.ts';
import { confirmedTrl } from '#db/confirmed-trl.server.ts';
import { achievements, achievementVersions, organisations, trlAssessments, users } from '#db/schema/index.ts';
import { currentVersion } from '../achievements/current-version.server.ts';
import type { Context } from '../context.server.ts';
import { feedbackOf } from './feedback-of.server.ts';
import { type IssuedReport, issuedOf } from './issued-reports.server.ts';

/** Why words or files are not shown: the record's own 公开方式, or a secrecy review of the report that is still to come. */
type ReportReach = DetailReach | 'unopened';

/**
 * What a reader may learn of how a public achievement was judged: scores, evaluator and level everybody; what they rest on as far as
 * he reads the record's whole text, and of a report once the unit's secrecy reviewer has let it out. Users' words are public as
 * they agreed, save where the text is closed.
 */
export async function getPublicEvaluation(ctx: Context, achievementId: string) {
  const [issued, feedback, trl, record] = await Promise.all([
    issuedOf(ctx, achievementId),
    feedbackOf(ctx, achievementId, true),
    confirmedTrlOf(ctx, achievementId),
    recordOf(ctx, achievementId),
  ]);
  const reader = recordReaderOf(ctx.actor, record?.orgId);
  const publication = record?.data ?? { publication: 'none' };
  const words = wordsReach(publication, reader);
  const papers = paperReach(publication, reader);
  return {
    reach: words,
    issued: issued.map((report) => shownOf(report, words, papers)),
    feedback: words === 'closed' ? feedback.map((line) => ({ ...line, effect: '' })) : feedback,
    trl: trl && {
      ...trl,
      // Of a level that was not shown nothing is drawn, so nothing is sent.
      answers: trl.answers
        .filter(({ isMet }) => isMet)
        .map((answer) => (words === 'open' ? answer : { ...answer, evidence: '' })),
    },
  };
}

const silent: Pick<IssuedReport, 'conclusion' | 'trlGround' | 'evidence' | 'notApplicable' | 'reasons'> = {
  conclusion: null,
  trlGround: null,
  evidence: {},
  notApplicable: {},
  reasons: {},
};

function shownOf(report: IssuedReport, words: DetailReach, papers: DetailReach) {
  const reach = (given: DetailReach): ReportReach => (given !== 'closed' && !report.isOpened ? 'unopened' : given);
  const [wordReach, fileReach] = [reach(words), reach(papers)];
  // That there is a file is said; which one it is only to whom it opens.
  const mayFetch = fileReach === 'open';
  return {
    ...report,
    ...(wordReach !== 'open' && silent),
    wordReach,
    fileReach,
    papers: report.papers.map(({ key, fileId }) => ({ key, fileId: mayFetch ? fileId : null })),
    reportFileId: mayFetch ? report.reportFileId : null,
  };
}

const recordOf = async ({ db }: Context, achievementId: string) => {
  const [found] = await db
    .select({ orgId: achievements.orgId, data: achievementVersions.data })
    .from(achievements)
    .innerJoin(achievementVersions, currentVersion)
    .where(eq(achievements.id, achievementId));
  return found;
};

/** The confirmed level, whose approver confirmed it and when; his name is for his own unit. */
async function confirmedTrlOf(ctx: Context, achievementId: string) {
  const [found] = await ctx.db
    .select({ assessment: trlAssessments, org: organisations.name, person: users.name })
    .from(achievements)
    .innerJoin(trlAssessments, confirmedTrl)
    .innerJoin(organisations, eq(organisations.id, trlAssessments.orgId))
    .leftJoin(users, eq(users.id, trlAssessments.decidedBy))
    .where(eq(achievements.id, achievementId));
  if (found === undefined) return null;
  const { assessment, org, person } = found;
  const isUnit = ctx.actor?.org?.orgId === assessment.orgId;
  return { ...assessment, confirmedBy: { org, person: isUnit ? person : null } };
}
