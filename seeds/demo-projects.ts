import { addDays, dayOf } from '#app/domain/days.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { decidePlea } from '#app/services/projects/decide-plea.server.ts';
import { enterProjects } from '#app/services/projects/enter-projects.server.ts';
import { linkProject } from '#app/services/projects/link-project.server.ts';
import { pleadDuty } from '#app/services/projects/plead-duty.server.ts';
import { listDuties } from '#app/services/projects/queries.server.ts';

/** A person's context, so many days ago. */
export type As = (key: string, daysAgo: number) => Promise<ActorContext>;

const accepted = [
  ['22YF7GA031', '设施果蔬田头预冷关键技术与装备', 'longzhong-officer', 400, '60'],
  ['22YF7NA118', '旱作全膜双垄沟减量增效技术', 'longzhong-officer', 330, '45'],
  ['23YF7FA042', '沙棘籽油微囊化与果汁联产', 'longyuan-officer', 290, '80'],
  ['23JR5RA207', '沙棘黄酮代谢通路基础研究', 'longyuan-officer', 210, '12'],
  ['24YF7WA015', '祁连山退化草地近自然恢复', 'longyuan-officer', 40, '100'],
] as const;

/**
 * The province's library of projects: duties that are met, due, overdue, pleaded against and exempted, all through the verbs.
 * `published` is the number of a public record of the second unit.
 */
export async function seedProjects(as: As, published: string): Promise<void> {
  const province = await as('province-officer', 20);
  const today = dayOf(province.now());
  const rows = await Promise.all(
    accepted.map(async ([no, name, officer, daysAgo, funding]) => ({
      no,
      name,
      unitName: (await as(officer, 0)).actor.org?.orgName ?? '',
      acceptedOn: addDays(today, -daysAgo),
      fundingFen: BigInt(funding) * 1_000_000n,
    })),
  );
  await enterProjects(province, rows);
  const longyuan = await as('longyuan-officer', 12);
  const { rows: own } = await listDuties(longyuan, { tab: 'all' });
  const dutyOf = (projectNo: string, kind: string) => {
    const found = own.find((row) => row.projectNo === projectNo && row.kind === kind);
    if (found === undefined) throw new Error(`no ${kind} of ${projectNo}`);
    return found;
  };
  await linkProject(longyuan, { projectId: dutyOf('23YF7FA042', 'deposit').projectId, achievementNo: published });
  const basic = dutyOf('23JR5RA207', 'transfer');
  await pleadDuty(longyuan, { dutyId: basic.id, reason: '基础研究项目，成果为论文，没有可以转化的技术。' });
  await decidePlea(await as('province-officer', 9), {
    dutyId: basic.id,
    outcome: 'exempt',
    decision: '属自由探索类基础研究，按规定免除转化义务，仍应汇交。',
  });
  await pleadDuty(await as('longyuan-officer', 3), {
    dutyId: dutyOf('24YF7WA015', 'transfer').id,
    reason: '生态公益项目，恢复方案无偿提供给保护区使用，不形成收入。',
  });
}
