import { and, eq } from 'drizzle-orm';
import { achievements, trlAssessments } from './schema/index.ts';

/** Joins the one confirmed level of a record, if it has one: `effectiveTrl` says what it means beside the claimed one. */
export const confirmedTrl = and(
  eq(trlAssessments.achievementId, achievements.id),
  eq(trlAssessments.state, 'confirmed'),
);

/** Its columns, null together where nothing is confirmed. */
export const confirmedTrlColumns = {
  level: trlAssessments.level,
  source: trlAssessments.source,
  evaluationId: trlAssessments.evaluationId,
};
