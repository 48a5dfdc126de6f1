import { and, desc, eq } from 'drizzle-orm';
import { organisations, usageFeedback } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** What licensees said of the use of an achievement, the latest first, fifty at most; for everybody what they agreed to publish. */
export const feedbackOf = ({ db }: Pick<Context, 'db'>, achievementId: string, isPublicOnly: boolean) =>
  db
    .select({
      id: usageFeedback.id,
      effect: usageFeedback.effect,
      rating: usageFeedback.rating,
      isPublic: usageFeedback.isPublic,
      createdAt: usageFeedback.createdAt,
      orgName: organisations.name,
      isSample: organisations.isSample,
    })
    .from(usageFeedback)
    .innerJoin(organisations, eq(organisations.id, usageFeedback.orgId))
    .where(
      and(eq(usageFeedback.achievementId, achievementId), isPublicOnly ? eq(usageFeedback.isPublic, true) : undefined),
    )
    .orderBy(desc(usageFeedback.createdAt))
    .limit(50);
