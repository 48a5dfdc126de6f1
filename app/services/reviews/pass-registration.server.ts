import { and, eq, sql } from 'drizzle-orm';
import type { AchievementData } from '#app/domain/achievement-data.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { decidedFacts, registrationLetter, registrationNumber } from '#app/domain/registration.ts';
import { achievements, achievementVersions, counters, registrations } from '#db/schema/index.ts';
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
  const decide = async (tx: In<ActorContext>) => {
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
  };
  return inTransaction(ctx, decide, () => moved('这个登记号刚刚登记在另一项成果上'));
}

/** What the unit stated is not what stands in its record any more: nobody can mend that but the unit. */
const moved = (what: string): AppError =>
  new AppError('conflict', { says: `${what}。请退回这份申请并写明，由单位核对登记号以后再次申请。` });

interface Registered {
  readonly id: string;
  readonly regNo: string | null;
  readonly data: AchievementData;
}

/** Gives a number, or confirms the one that the unit stated: with the day and the authority that its record names. */
async function register(
  tx: In<ActorContext>,
  before: Registration,
  { id, regNo: current, data }: Registered,
): Promise<Registration> {
  const today = dayOf(tx.now());
  const isStated = before.statedRegNo !== null;
  if (isStated && current !== before.statedRegNo) {
    throw moved(
      `单位申请核实的登记号是 ${before.statedRegNo}，成果里现在${current === null ? '没有登记号' : `是 ${current}`}`,
    );
  }
  const regNo = before.statedRegNo ?? (await nextRegNo(tx, Number(today.slice(0, 4)), data.type));
  const facts = decidedFacts(isStated ? data : null, { today, authority: tx.actor.org?.orgName ?? '' });
  const row = await moveRegistration(tx, before, 'register', { regNo, ...facts });
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
    const isFree =
      (await tx.db.$count(achievements, eq(achievements.regNo, regNo))) === 0 &&
      // Nor one that was given once and taken back.
      (await tx.db.$count(registrations, eq(registrations.regNo, regNo))) === 0;
    if (isFree) return regNo;
  }
}
