import { type MilestoneTerms, newTerms, type PayLaterTerms } from '#app/domain/contract.ts';
import { termsToJson } from '#app/domain/contract-json.ts';
import type { ContractData } from '#app/domain/contract-data.ts';
import { versionText } from '#app/domain/version-text.ts';
import { fingerprint } from '#app/services/fingerprint.server.ts';
import type { Database } from '#db/client.server.ts';
import {
  achievements,
  contracts,
  contractTexts,
  contractVersions,
  deals,
  milestones,
  organisations,
} from '#db/schema/index.ts';
import { makeAchievement, makeOrganisation, makePerson, type Organisation, type Person } from './make.ts';

export const milestoneTerms = (given: Partial<MilestoneTerms> = {}): MilestoneTerms => ({
  name: '技术验证通过',
  trigger: 'tech_validated',
  triggerFen: null,
  triggerOn: null,
  criteria: '连续运行 72 小时',
  evidence: '第三方检测报告',
  amountFen: 30_000_000n,
  payWithinDays: 30,
  acceptWithinDays: 15,
  ...given,
});

/** Everybody a deal about money needs: both sides with their officer, finance and approver. */
export interface Parties {
  readonly unit: Organisation;
  readonly company: Organisation;
  readonly unitOfficer: Person;
  readonly unitFinance: Person;
  readonly unitApprover: Person;
  readonly companyOfficer: Person;
  readonly companyFinance: Person;
}

export async function makeParties(db: Database, given: { unit?: Partial<Organisation> } = {}): Promise<Parties> {
  const unit = await makeOrganisation(db, { kind: 'university', stripeAccountId: null, ...given.unit });
  const company = await makeOrganisation(db, { kind: 'enterprise' });
  return {
    unit,
    company,
    unitOfficer: await makePerson(db, unit, ['officer']),
    unitFinance: await makePerson(db, unit, ['finance']),
    unitApprover: await makePerson(db, unit, ['approver']),
    companyOfficer: await makePerson(db, company, ['officer']),
    companyFinance: await makePerson(db, company, ['finance']),
  };
}

export interface SignedContract {
  readonly contract: typeof contracts.$inferSelect;
  readonly milestones: (typeof milestones.$inferSelect)[];
  readonly terms: PayLaterTerms;
}

let serial = Math.floor(Math.random() * 80_000_000);

/** A contract in performance, signed on 2025-01-24, with its deal, its achievement and its milestones. */
export async function makeSignedContract(
  db: Database,
  { unit, company, unitOfficer, companyOfficer }: Parties,
  given: { terms?: Partial<PayLaterTerms>; signedAt?: Date; achievement?: typeof achievements.$inferSelect } = {},
): Promise<SignedContract> {
  serial += 1;
  const n = serial;
  const signedAt = given.signedAt ?? new Date('2025-01-24T02:00:00Z');
  const terms = { ...newTerms, fieldOfUse: '湿法冶金', milestones: [milestoneTerms()], ...given.terms };
  const achievement = given.achievement ?? (await makeAchievement(db, unit, unitOfficer));
  const sides = { licensorOrgId: unit.id, licenseeOrgId: company.id };
  const subject = { achievementId: achievement.id, achievementVersionN: achievement.versionN, ...sides };
  const [deal] = await db
    .insert(deals)
    .values({
      ...subject,
      no: `DJ-2025-T${n}`,
      state: 'performing',
      origin: 'search',
      purpose: '洽谈许可',
      askedBy: companyOfficer.id,
      replyDueAt: signedAt,
      createdAt: signedAt,
    })
    .returning();
  if (deal === undefined) throw new Error('deal was not made');
  const [contract] = await db
    .insert(contracts)
    .values({
      ...subject,
      no: `HT-2025-T${n}`,
      dealId: deal.id,
      title: achievement.name,
      versionN: 1,
      state: 'performing',
      proposedBySide: 'licensor',
      signedVersionN: 1,
      signedAt,
      createdBy: unitOfficer.id,
      createdAt: signedAt,
    })
    .returning();
  if (contract === undefined) throw new Error('contract was not made');
  const party = (org: typeof organisations.$inferSelect) => ({ orgId: org.id, name: org.name, uscc: org.uscc });
  const agreed = {
    title: contract.title,
    achievement: { id: achievement.id, no: achievement.no, name: achievement.name, versionN: achievement.versionN },
    licensor: party(unit),
    licensee: party(company),
    terms: termsToJson(terms),
  };
  const text = versionText(agreed);
  const textSha256 = fingerprint(text);
  const data: ContractData = { schemaVersion: 2, ...agreed, textSha256 };
  const version = { contractId: contract.id, n: 1, data, sha256: fingerprint(data), authorId: unitOfficer.id };
  await db.insert(contractVersions).values(version);
  await db.insert(contractTexts).values({ contractId: contract.id, n: 1, text, sha256: textSha256 });
  const rows = terms.milestones.map(({ name, amountFen, payWithinDays, acceptWithinDays }, at) => ({
    contractId: contract.id,
    position: at + 1,
    name,
    amountFen,
    payWithinDays,
    acceptWithinDays,
    state: 'accepted' as const,
    acceptedAt: signedAt,
  }));
  const made = rows.length > 0 ? await db.insert(milestones).values(rows).returning() : [];
  return { contract, milestones: made, terms };
}
