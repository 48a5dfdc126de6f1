import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { type AchievementData, nameKey } from '#app/domain/achievement-data.ts';
import { addDays, dayOf } from '#app/domain/days.ts';
import { type Context, inTransaction } from '#app/services/context.server.ts';
import { nextNumber } from '#app/services/platform/next-number.server.ts';
import { noteMassChange } from '#app/services/platform/note-search-change.server.ts';
import { fingerprint } from '#app/services/fingerprint.server.ts';
import { achievements, achievementVersions } from '#db/schema/index.ts';
import { drainSearch } from '#search/changes.server.ts';

const batch = 500;

/** Deterministic choice, so that two runs measure the same rows. */
function chooser(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % n;
  };
}

const sentences = (text: string): string[] => text.split(/(?<=[。；])/).filter((part) => part.length > 4);

/**
 * Adds `count` achievements made of the demo world's own sentences, mixed anew: for measuring at size, never for show.
 *
 * @param onProgress called after each batch with the rows written so far
 */
export async function scaleWorld(ctx: Context, count: number, onProgress: (done: number) => void): Promise<void> {
  const models = await ctx.db
    .select({ orgId: achievements.orgId, authorId: achievements.createdBy, data: achievementVersions.data })
    .from(achievements)
    .innerJoin(
      achievementVersions,
      and(eq(achievementVersions.achievementId, achievements.id), eq(achievementVersions.n, achievements.versionN)),
    )
    .limit(200);
  if (models.length === 0) throw new Error('the demo world is not there: start the demo once');
  const choose = chooser(20_261_121);
  const pick = <Item>(items: readonly Item[]): Item => items[choose(items.length)] as Item;
  const today = dayOf(ctx.now());
  for (let done = 0; done < count;) {
    const size = Math.min(batch, count - done);
    await inTransaction(ctx, async (tx) => {
      const numbers = await nextNumber(tx, 'achievement', size);
      const rows = numbers.map((no, at) => {
        const [model, second, third] = [pick(models), pick(models), pick(models)];
        const texts = [
          ...sentences(model.data.abstract),
          ...sentences(second.data.abstract),
          ...sentences(third.data.abstract),
        ];
        const name = `${model.data.name}（扩充 ${done + at + 1}）`;
        const data: AchievementData = {
          ...model.data,
          name,
          abstract: Array.from({ length: 5 }, () => pick(texts)).join(''),
          fields: pick(models).data.fields,
          regionCode: pick(models).data.regionCode,
          trl: 1 + choose(9),
        };
        return { id: v7(), no, name, data, model };
      });
      await tx.db.insert(achievements).values(
        rows.map(({ id, no, name, model }) => ({
          id,
          no,
          name,
          orgId: model.orgId,
          nameKey: nameKey(name),
          versionN: 1,
          state: 'published' as const,
          isSample: true,
          publishedAt: tx.now(),
          confirmedOn: addDays(today, -choose(120)),
          createdBy: model.authorId,
        })),
      );
      await tx.db.insert(achievementVersions).values(
        rows.map(({ id, data, model }) => ({
          achievementId: id,
          n: 1,
          data,
          sha256: fingerprint(data),
          authorId: model.authorId,
        })),
      );
      await noteMassChange(
        tx,
        'achievement',
        rows.map((row) => row.id),
      );
    });
    done += size;
    await drainSearch(ctx);
    onProgress(done);
  }
}
