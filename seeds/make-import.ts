import { eq } from 'drizzle-orm';
import type { Context } from '#app/services/context.server.ts';
import { importReviewSteps } from '#app/domain/import-review.ts';
import { reviewChecklists } from '#app/domain/review.ts';
import { importedSet } from '#app/services/reviews/imported-set.server.ts';
import { reviewImported } from '#app/services/reviews/review-imported.server.ts';
import { runImportReview } from '#app/services/reviews/run-import-review.server.ts';
import { imports, users } from '#db/schema/index.ts';
import { asActor } from './make.ts';

/** The one who was named for an import has looked, and lets all of it go public: his click and the job that follows. */
export async function releaseImport(ctx: Context, importId: string): Promise<void> {
  const [row] = await ctx.db
    .select({ person: users })
    .from(imports)
    .innerJoin(users, eq(users.id, imports.reviewedBy))
    .where(eq(imports.id, importId));
  if (row === undefined) throw new Error('nobody is named for this import');
  const reviewer = await asActor(ctx, row.person);
  const { mark } = await importedSet(ctx, importId, 'release');
  const checks = reviewChecklists[importReviewSteps.release.level].map(({ key }) => key);
  const review = await reviewImported(reviewer, { importId, event: 'release', checks, seen: mark });
  await runImportReview(ctx, { reviewId: review.id });
}
