import { and, asc, desc, eq, isNotNull, sql } from 'drizzle-orm';
import { type AchievementData, nameKey } from '#app/domain/achievement-data.ts';
import { dayOf } from '#app/domain/days.ts';
import { mergeObstacle } from '#app/domain/import.ts';
import { headerOf } from '#app/domain/import-columns.ts';
import type { ImportKey } from '#app/domain/import-columns.ts';
import type { ImportTeam } from '#app/domain/import-notes.ts';
import { mergeAchievement } from '#app/domain/merge-achievement.ts';
import type { PersonInput } from '#app/domain/people-input.ts';
import { screenedTexts, screener } from '#app/domain/secrecy-screen.ts';
import { achievementPeople, achievements, achievementVersions, importRows, imports } from '#db/schema/index.ts';
import { personOf } from '../achievements/team-of.server.ts';
import { writePublicVersion } from '../achievements/write-public-version.server.ts';
import type { Context, In } from '../context.server.ts';
import { fingerprint } from '../fingerprint.server.ts';
import { activeRules, noteStops, rulesMark } from '../secrecy/active-rules.server.ts';
import { officialNumber } from '../reviews/official-number.server.ts';
import type { Import } from './load-import.server.ts';

type Row = typeof importRows.$inferSelect;
type Head = typeof achievements.$inferSelect;

/**
 * The next rows that the officer wants merged write a new version over the achievement they repeat: filled cells win, empty
 * ones keep what stood. Gives how many rows were dealt with.
 */
export async function mergeRows(tx: In<Context>, row: Import, size: number): Promise<number> {
  const waiting = await tx.db
    .select()
    .from(importRows)
    .where(
      and(
        eq(importRows.importId, row.id),
        eq(importRows.state, 'duplicate'),
        eq(importRows.choice, 'merge'),
        isNotNull(importRows.achievementId),
      ),
    )
    .orderBy(asc(importRows.rowNo))
    .limit(size);
  let updated = 0;
  const again = waiting.length > 0 ? await screenAgain(tx, row) : null;
  for (const each of waiting) if (await mergeOne(tx, row, each, again)) updated += 1;
  await tx.db
    .update(imports)
    .set({
      doneRows: sql`${imports.doneRows} + ${waiting.length}`,
      updatedRows: sql`${imports.updatedRows} + ${updated}`,
      skippedRows: sql`${imports.skippedRows} + ${waiting.length - updated}`,
    })
    .where(eq(imports.id, row.id));
  if (updated > 0) await tx.jobs.enqueue(tx.db, 'search.drain', {});
  return waiting.length;
}

/** Asks the rules that count now; null where they are those that the file was checked by. */
async function screenAgain(tx: In<Context>, row: Import): Promise<ReturnType<typeof screener> | null> {
  const rules = await activeRules(tx);
  return row.screenedBy === rulesMark(rules) ? null : screener(rules);
}

async function mergeOne(
  tx: In<Context>,
  row: Import,
  { id, achievementId, data, team }: Row,
  again: ReturnType<typeof screener> | null,
): Promise<boolean> {
  const leave = async (says: string) => {
    const errors = [{ column: headerOf('name'), code: 'duplicate' as const, says }];
    await tx.db
      .update(importRows)
      .set({ state: 'skipped', data: null, team: null, errors })
      .where(eq(importRows.id, id));
    return false;
  };
  const [head] = await tx.db
    .select()
    .from(achievements)
    .where(and(eq(achievements.id, achievementId ?? ''), eq(achievements.orgId, row.orgId)))
    .for('update');
  if (head === undefined || data === null || team === null) return leave('要更新的成果已经不在了，这一行没有导入。');
  const obstacle = mergeObstacle(head.state);
  if (obstacle !== null) return leave(obstacle);
  if (row.reviewedBy === null) {
    return leave('更新公开的内容须先经保密审查：请在成果页做更正，或由保密审查人员审过文件后再导入。');
  }
  const found = again?.({ texts: screenedTexts(data, team.people), fields: data.fields });
  if (found?.refusedBy) {
    await noteStops(tx, [found.refusedBy.id], { orgId: row.orgId, userId: row.createdBy });
    return leave(`涉密筛查规则“${found.refusedBy.name}”不许公开更新的内容，这一行没有导入。`);
  }
  // What its reviewer has seen before needs no second look.
  if ([...(team.flags ?? []), ...(found?.flags ?? [])].some((flag) => !head.reviewFlags.includes(flag))) {
    return leave('更新的内容须先由保密审查人员复核，请在成果页修改并送审。');
  }
  const [earlier] = await tx.db
    .select()
    .from(achievementVersions)
    .where(and(eq(achievementVersions.achievementId, head.id), eq(achievementVersions.n, head.versionN)))
    .orderBy(desc(achievementVersions.n));
  if (earlier === undefined) return leave('要更新的成果没有内容，请在成果页处理。');
  const given = team.given ?? [];
  const merged = mergeAchievement(earlier.data, data, given);
  if (isNearer(earlier.data, merged)) {
    return leave('军民两用和出口管制的内容须先由保密审查人员复核，请在成果页修改并送审。');
  }
  const regNo = await officialNumber(tx, head.id, merged.regNo);
  if (await isTaken(tx, row.orgId, head.id, nameKey(merged.name), regNo)) {
    return leave('改后的名称或登记号已用在另一项成果上，这一行没有导入。');
  }
  const sha256 = fingerprint(merged);
  const floor = team.priceFloorFen;
  const people = await peopleOf(tx, head.id);
  const isSame =
    sha256 === earlier.sha256 &&
    (floor === null || head.priceFloorFen === BigInt(floor)) &&
    (!given.includes('people') || isSameTeam(people, team.people));
  if (isSame) return leave('与现有内容相同，没有更新。');
  const n = head.versionN + 1;
  await writePublicVersion(tx, {
    id: head.id,
    n,
    data: merged,
    regNo,
    authorId: row.createdBy,
    people: given.includes('people') ? team.people : null,
    columns: { confirmedOn: dayOf(tx.now()), ...(floor !== null && { priceFloorFen: BigInt(floor) }) },
  });
  await tx.db
    .update(importRows)
    // What stood apart from the earlier version is kept with the row: the import may be taken back.
    .set({ state: 'updated', versionN: n, data: null, team: earlierTeam(head, people, given), errors: [] })
    .where(eq(importRows.id, id));
  return true;
}

/** The sheet says dual use or export control where no reviewer has read it: a new row with the same would wait for one. */
const isNearer = (before: AchievementData, now: AchievementData): boolean =>
  (now.isDualUse === true && before.isDualUse !== true) ||
  (now.exportControl != null && now.exportControl !== before.exportControl);

/** Another achievement has the name within the unit, or the number. */
export async function isTaken(tx: In<Context>, orgId: string, id: string, key: string, regNo: string | null) {
  const taken = await tx.db.$count(
    achievements,
    sql`${achievements.id} <> ${id}::uuid and ((${achievements.orgId} = ${orgId}::uuid and ${achievements.nameKey} = ${key})
      or ${achievements.regNo} = ${regNo}::text)`,
  );
  return taken > 0;
}

type Person = typeof achievementPeople.$inferSelect;

const peopleOf = (tx: In<Context>, achievementId: string): Promise<Person[]> =>
  tx.db
    .select()
    .from(achievementPeople)
    .where(eq(achievementPeople.achievementId, achievementId))
    .orderBy(asc(achievementPeople.position));

const written = ({ name, title, sharePpm, unit, contact }: Person | PersonInput): string =>
  JSON.stringify([name, title, sharePpm, unit ?? '', contact ?? null]);

const isSameTeam = (before: readonly Person[], now: readonly PersonInput[]): boolean =>
  before.length === now.length && before.every((person, at) => written(person) === written(now[at] ?? person));

/** The floor, and the people where the row brings others: what a version does not hold. */
const earlierTeam = (head: Head, people: readonly Person[], given: readonly ImportKey[]): ImportTeam => ({
  people: people.map(personOf),
  priceFloorFen: head.priceFloorFen === null ? null : String(head.priceFloorFen),
  given: given.filter((key) => key === 'people' || key === 'priceFloor'),
});
