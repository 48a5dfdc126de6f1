import type { MemberRole } from '#app/domain/access.ts';
import { newTerms, type PayLaterTerms } from '#app/domain/contract.ts';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { deals } from '#db/schema/index.ts';
import { asActor, makeAchievement, makeOrganisation, makePerson, type Organisation, type Person } from './make.ts';

/** Sound pay-later terms: one milestone of 30 万元, 3 % of net sales each quarter, at most 200 万元. */
export const soundTerms = (given: Partial<PayLaterTerms> = {}): PayLaterTerms => ({
  ...newTerms,
  fieldOfUse: '马铃薯淀粉加工',
  deliverables: ['工艺说明书', '操作规程'],
  improvements: 'owner_each',
  dispute: { way: 'court', place: '兰州市' },
  milestones: [
    {
      name: '技术验证通过',
      trigger: 'tech_validated',
      triggerFen: null,
      triggerOn: null,
      criteria: '连续运行 72 小时，蛋白回收率不低于 75%',
      evidence: '第三方检测报告',
      amountFen: 30_000_000n,
      payWithinDays: 30,
      acceptWithinDays: 15,
    },
  ],
  royalty: { ...newTerms.royalty!, capFen: 200_000_000n },
  ...given,
});

const roles = ['owner', 'officer', 'approver', 'finance', 'inventor'] as const satisfies readonly MemberRole[];
type People = Readonly<Record<(typeof roles)[number], Person>>;

/** Two organisations that talk about an achievement, with one person for each role on both sides. */
export interface TalkingDeal {
  readonly deal: typeof deals.$inferSelect;
  readonly unit: Organisation;
  readonly company: Organisation;
  readonly unitPeople: People;
  readonly companyPeople: People;
  /** A context of one of them, with a fresh second factor. */
  as(side: 'unit' | 'company', role: keyof People): Promise<ActorContext>;
}

let serial = Math.floor(Math.random() * 80_000_000);

export async function makeTalkingDeal(
  ctx: Context,
  given: { unit?: Partial<Organisation>; company?: Partial<Organisation> } = {},
): Promise<TalkingDeal> {
  const db = ctx.db as Database;
  const unit = await makeOrganisation(db, { kind: 'university', ...given.unit });
  const company = await makeOrganisation(db, { kind: 'enterprise', ...given.company });
  const unitPeople = await makePeople(db, unit);
  const companyPeople = await makePeople(db, company);
  const achievement = await makeAchievement(db, unit, unitPeople.officer);
  serial += 1;
  const [deal] = await db
    .insert(deals)
    .values({
      no: `DJ-2026-T${serial}`,
      achievementId: achievement.id,
      achievementVersionN: achievement.versionN,
      licensorOrgId: unit.id,
      licenseeOrgId: company.id,
      state: 'talking',
      origin: 'search',
      purpose: '想在本厂试用这项技术',
      askedBy: companyPeople.officer.id,
      replyDueAt: ctx.now(),
      createdAt: ctx.now(),
    })
    .returning();
  if (deal === undefined) throw new Error('deal was not made');
  const as = (side: 'unit' | 'company', role: keyof People) =>
    asActor(ctx, (side === 'unit' ? unitPeople : companyPeople)[role], { proved: true });
  return { deal, unit, company, unitPeople, companyPeople, as };
}

async function makePeople(db: Database, org: Organisation): Promise<People> {
  const made = await Promise.all(roles.map(async (role) => [role, await makePerson(db, org, [role])] as const));
  return Object.fromEntries(made) as unknown as People;
}
