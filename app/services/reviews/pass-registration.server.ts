import { and, eq, sql } from 'drizzle-orm';
import type { AchievementData } from '#app/domain/achievement-data.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { registrationLetter, registrationNumber } from '#app/domain/registration.ts';
import { achievements, achievementVersions, counters } from '#db/schema/index.ts';
import { recordDecision } from '../achievements/record-decision.server.ts';
import type { PassInput } from '../achievements/clear-achievement.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { noteSearchChange } from '../platform/note-search-change.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { loadSeen, moveRegistration, type Registration, requireSeen } from './own-registration.server.ts';
import { tellLevel } from './tell-level.server.ts';

/** The level passes it on; the last one registers it and gives the 批准登记号. */
export async function passRegistration(
  ctx: ActorContext,
  { id, checks, note, seen }: PassInput,
): Promise<Registration> {
  const before = await loadSeen(ctx, id, seen);
  await screenTexts(ctx, [note ?? '']);
  return inTransaction(ctx, async (tx) => {
    const [achievement] = await tx.db
      .select({
        id: achievements.id,
        name: achievements.name,
        no: achievements.no,
        regNo: achievements.regNo,
        state: achievements.state,
        data: achievementVersions.data,
      })
      .from(achievements)
      .innerJoin(
        achievementVersions,
        and(eq(achievementVersions.achievementId, achievements.id), eq(achievementVersions.n, before.versionN)),
      )
      .where(eq(achievements.id, before.achievementId))
      // Nobody withdraws it while it is being registered.
      .for('update', { of: achievements });
    if (achievement === undefined) throw new AppError('not_found');
    if (achievement.state !== 'published') throw new AppError('state_changed');
    await requireSeen(tx, before, seen);
    const { versionN, level, levels } = before;
    const next = levels[levels.indexOf(level) + 1];
    const row =
      next === undefined
        ? await register(tx, before, achievement)
        : await moveRegistration(tx, before, 'pass', { level: next, waitingSince: tx.now() });
    await recordDecision(tx, { achievementId: achievement.id, versionN, level, outcome: 'pass', checks, note });
    if (next !== undefined) await tellLevel(tx, row, achievement.name);
    else {
      await notifyPeople(tx, [before.askedBy], {
        kind: 'registration.register',
        params: { title: `${achievement.name}，${row.regNo}` },
        href: `/desk/achievements/${achievement.id}`,
      });
    }
    return row;
  });
}

interface Registered {
  readonly id: string;
  readonly data: AchievementData;
}

/** Gives a number, or confirms the one that the unit stated: with the day and the authority that its record names. */
async function register(tx: In<ActorContext>, before: Registration, { id, data }: Registered): Promise<Registration> {
  const today = dayOf(tx.now());
  const own = tx.actor.org?.orgName ?? '';
  const isStated = before.statedRegNo !== null;
  const regNo = before.statedRegNo ?? (await nextRegNo(tx, Number(today.slice(0, 4)), data.type));
  const registeredOn = isStated ? (data.regOn ?? today) : today;
  const registeredBy = isStated ? (data.regOrg ?? own) : own;
  const row = await moveRegistration(tx, before, 'register', { regNo, registeredOn, registeredBy });
  await tx.db.update(achievements).set({ regNo, updatedAt: tx.now() }).where(eq(achievements.id, id));
  await noteSearchChange(tx, 'achievement', id);
  return row;
}

/** The next free number of the year and kind; numbers that units brought along from elsewhere are passed over. */
async function nextRegNo(tx: In<ActorContext>, year: number, type: string): Promise<string> {
  for (;;) {
    const [row] = await tx.db
      .insert(counters)
      .values({ series: `registration:${registrationLetter(type)}`, year, value: 1 })
      .onConflictDoUpdate({
        target: [counters.series, counters.year],
        set: { value: sql`${counters.value} + 1` },
      })
      .returning({ value: counters.value });
    const regNo = registrationNumber(year, type, row?.value ?? 1);
    if ((await tx.db.$count(achievements, eq(achievements.regNo, regNo))) === 0) return regNo;
  }
}
