import { eq } from 'drizzle-orm';
import { AppError, refuseFaults } from '#app/domain/errors.ts';
import { maySetSettings, type OrganisationSettings, settingsFaults } from '#app/domain/organisation-settings.ts';
import { policyOf } from '#app/domain/share-policy.ts';
import { organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { getRuleValues } from '../reference/rule-values.server.ts';
import { lockOwners } from './lock-owners.server.ts';

/** The owner sets what the unit is, how it publishes prices and shares income. What runs already keeps the rules it began under. */
export async function setSettings(ctx: ActorContext, settings: OrganisationSettings): Promise<void> {
  const { org } = ctx.actor;
  if (org === null || !maySetSettings(ctx.actor)) throw new AppError('forbidden');
  await inTransaction(ctx, async (tx) => {
    await lockOwners(tx, org.orgId);
    const [unit] = await tx.db.select().from(organisations).where(eq(organisations.id, org.orgId));
    if (unit === undefined) throw new AppError('not_found');
    refuseFaults(settingsFaults(settings, unit, await getRuleValues(tx)));
    const isMoved = policyOf(unit) !== policyOf({ ...settings, regionCode: unit.regionCode });
    const moved = isMoved ? { policySetAt: tx.now() } : {};
    await tx.db
      .update(organisations)
      .set({ ...settings, ...moved })
      .where(eq(organisations.id, unit.id));
    await audit(tx, { deed: 'organisation.settings', subjectType: 'organisation', subjectId: unit.id });
  });
}
