import { eq, inArray } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { keepsRegion, mayKeepTalent } from '#app/domain/talent-access.ts';
import { keyUnits, organisations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';

/** Puts units on the region's list of 重点创新主体, by their full names. All of them are known units of the region, or none is added. */
export async function addKeyUnits(
  ctx: ActorContext,
  lines: readonly { readonly name: string; readonly reason: string }[],
): Promise<number> {
  if (!mayKeepTalent(ctx.actor)) throw new AppError('forbidden');
  const names = [...new Set(lines.map(({ name }) => name))];
  const found = await ctx.db.select().from(organisations).where(inArray(organisations.name, names));
  const units = found.filter(({ kind, regionCode }) => kind !== 'authority' && keepsRegion(ctx.actor, regionCode));
  const strangers = names.filter((name) => !units.some((unit) => unit.name === name));
  if (strangers.length > 0) {
    const some = strangers.slice(0, 5).join('、');
    const says = `平台上没有本辖区的：${some}${strangers.length > 5 ? ` 等 ${strangers.length} 家` : ''}。请核对全称。`;
    throw new AppError('invalid', { says }, 'lines');
  }
  return inTransaction(ctx, async (tx) => {
    const added = await tx.db
      .insert(keyUnits)
      .values(
        units.map(({ id, name }) => ({
          orgId: id,
          reason: lines.find((line) => line.name === name)?.reason ?? '',
          listedBy: tx.actor.userId,
          createdAt: tx.now(),
        })),
      )
      .onConflictDoNothing()
      .returning();
    for (const { orgId } of added)
      await audit(tx, { deed: 'key_unit.add', subjectType: 'organisation', subjectId: orgId, orgId });
    return added.length;
  });
}

/** Takes a unit off the list. */
export async function removeKeyUnit(ctx: ActorContext, input: { readonly orgId: string }): Promise<void> {
  if (!mayKeepTalent(ctx.actor)) throw new AppError('forbidden');
  const [unit] = await ctx.db
    .select({ regionCode: organisations.regionCode })
    .from(keyUnits)
    .innerJoin(organisations, eq(organisations.id, keyUnits.orgId))
    .where(eq(keyUnits.orgId, input.orgId));
  if (unit === undefined || !keepsRegion(ctx.actor, unit.regionCode)) throw new AppError('not_found');
  await inTransaction(ctx, async (tx) => {
    const gone = await tx.db.delete(keyUnits).where(eq(keyUnits.orgId, input.orgId)).returning();
    if (gone.length === 0) throw new AppError('state_changed');
    await audit(tx, {
      deed: 'key_unit.remove',
      subjectType: 'organisation',
      subjectId: input.orgId,
      orgId: input.orgId,
    });
  });
}
