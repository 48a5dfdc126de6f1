import { and, eq, isNotNull } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { registrationMachine } from '#app/domain/registration.ts';
import { type AuthorityLevel, decidesFor, levelsFor } from '#app/domain/review.ts';
import { achievements, organisations, registrations, reviewPaths } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction, isUniqueViolation } from '../context.server.ts';
import { tellLevel } from './tell-level.server.ts';
import { loadOwnRegistration, moveRegistration, type Registration } from './own-registration.server.ts';

/** The unit asks for registration of a published achievement, the first time or after it was sent back. */
export async function askRegistration(ctx: ActorContext, input: { readonly id: string }): Promise<Registration> {
  const earlier = await loadOwnRegistration(ctx, input.id);
  if (ctx.actor.org?.verified !== true) throw new AppError('organisation_unverified');
  try {
    return await inTransaction(ctx, async (tx) => {
      const [achievement] = await tx.db
        .select({
          id: achievements.id,
          name: achievements.name,
          versionN: achievements.versionN,
          state: achievements.state,
        })
        .from(achievements)
        .where(eq(achievements.id, input.id))
        .for('update');
      if (achievement === undefined) throw new AppError('not_found');
      if (achievement.state !== 'published') throw new AppError('state_changed');
      const { orgId, regionCode } = await unitOf(tx, tx.actor.org?.orgId ?? '');
      const levels = await levelsOf(tx, { orgId, regionCode });
      const fresh = {
        versionN: achievement.versionN,
        levels,
        level: levels[0] ?? ('province' as const),
        regionCode,
        waitingSince: tx.now(),
        note: null,
      };
      const row =
        earlier === null
          ? await insertFirst(tx, { ...fresh, achievementId: achievement.id, orgId })
          : await moveRegistration(tx, earlier, 'submit', fresh);
      await tellLevel(tx, row, achievement.name);
      return row;
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError('state_changed');
    throw error;
  }
}

type First = Pick<
  typeof registrations.$inferInsert,
  'achievementId' | 'orgId' | 'versionN' | 'levels' | 'level' | 'regionCode' | 'waitingSince'
>;

async function insertFirst(tx: In<ActorContext>, values: First): Promise<Registration> {
  const [row] = await tx.db
    .insert(registrations)
    .values({ ...values, state: registrationMachine.initial, askedBy: tx.actor.userId, createdAt: tx.now() })
    .returning();
  if (row === undefined) throw new Error('registration was not stored');
  const { achievementId, versionN } = row;
  await audit(tx, {
    deed: 'registration.submit',
    subjectType: 'achievement',
    subjectId: achievementId,
    versionN,
  });
  return row;
}

async function unitOf(tx: In<ActorContext>, orgId: string) {
  const [unit] = await tx.db
    .select({ orgId: organisations.id, regionCode: organisations.regionCode })
    .from(organisations)
    .where(eq(organisations.id, orgId));
  if (unit === undefined) throw new AppError('not_found');
  return unit;
}

async function levelsOf(
  tx: In<ActorContext>,
  unit: { readonly orgId: string; readonly regionCode: string },
): Promise<AuthorityLevel[]> {
  const [paths, authorities] = await Promise.all([
    tx.db.select().from(reviewPaths),
    tx.db
      .select({ regionCode: organisations.regionCode })
      .from(organisations)
      .where(
        and(
          eq(organisations.kind, 'authority'),
          eq(organisations.state, 'verified'),
          isNotNull(organisations.regionCode),
        ),
      ),
  ]);
  return levelsFor(unit, paths, (level) =>
    authorities.some((authority) => decidesFor(authority.regionCode, unit.regionCode, level)),
  );
}
