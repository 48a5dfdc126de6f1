import { tmpdir } from 'node:os';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { isSupplier, type MemberRole, type OrganisationKind, type PlatformRole } from '#app/domain/access.ts';
import type { AchievementData } from '#app/domain/achievement-data.ts';
import { nameKey } from '#app/domain/achievement-data.ts';
import { checkoutMethods } from '#app/domain/checkout-method.ts';
import { consentDocuments, type ConsentDocument } from '#app/domain/consent.ts';
import { dayOf } from '#app/domain/days.ts';
import type { DemandData } from '#app/domain/demand-data.ts';
import { findActor } from '#app/services/accounts/find-actor.server.ts';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import { diskStore } from '#app/services/files/store.server.ts';
import { disabledEsign } from '#app/services/esign/provider.server.ts';
import { disabledGateway } from '#app/services/payments/gateway.server.ts';
import { fingerprint } from '#app/services/fingerprint.server.ts';
import type { Database } from '#db/client.server.ts';
import {
  achievementPeople,
  achievements,
  achievementVersions,
  brokers,
  cardAccounts,
  consents,
  demands,
  demandVersions,
  memberships,
  organisations,
  payeeAccounts,
  platformGrants,
  users,
} from '#db/schema/index.ts';
import type { SearchEngine } from '#search/engine.ts';

/** Builders, valid by default; used by the demo world and by tests. They write rows directly, as no verb could yet. */
export type Organisation = typeof organisations.$inferSelect;
export type Person = typeof users.$inferSelect;

let serial = Math.floor(Math.random() * 80_000_000);

const usccWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A unified social credit code with its GB 32100 check character, from 17 given ones. */
export function usccOf(seventeen: string): string {
  const sum = [...seventeen].reduce(
    (at, char, index) => at + usccAlphabet.indexOf(char) * (usccWeights[index] ?? 0),
    0,
  );
  return seventeen + usccAlphabet.charAt((31 - (sum % 31)) % 31);
}

export async function makeOrganisation(
  db: Database,
  given: Partial<typeof organisations.$inferInsert> & { kind?: OrganisationKind } = {},
): Promise<Organisation> {
  serial += 1;
  const kind = given.kind ?? 'enterprise';
  const [row] = await db
    .insert(organisations)
    .values({
      kind,
      name: `示例机构 ${serial}`,
      uscc: usccOf(`916201${String(serial).padStart(11, '0')}`),
      regionCode: '620102',
      isStateEstablished: isSupplier(kind),
      ...(isSupplier(kind) ? {} : { teamPpm: 0 }),
      isSample: true,
      state: 'verified',
      ...given,
    })
    .returning();
  if (row === undefined) throw new Error('organisation was not made');
  await makePayeeAccount(db, row);
  return row;
}

/** Its account at the card provider, in use, with every way to pay. */
export async function makeCardAccount(
  db: Database,
  { id: orgId, name }: Pick<Organisation, 'id' | 'name'>,
  account: string,
): Promise<void> {
  const since = new Date('2025-01-02T02:00:00Z');
  const standing = { isEnabled: true, isFiled: true, name, methods: [...checkoutMethods] };
  await db
    .insert(cardAccounts)
    .values({ orgId, account, country: 'HK', state: 'active', ...standing, proposedAt: since, activeFrom: since });
}

/** A verified account in the organisation's own name, in use: what payers are shown. */
export async function makePayeeAccount(
  db: Database,
  { id: orgId, name: accountName }: Pick<Organisation, 'id' | 'name'>,
  given: Partial<typeof payeeAccounts.$inferInsert> = {},
): Promise<typeof payeeAccounts.$inferSelect> {
  serial += 1;
  const since = new Date('2025-01-02T02:00:00Z');
  const [row] = await db
    .insert(payeeAccounts)
    .values({
      orgId,
      accountName,
      bankName: '示例银行兰州支行',
      accountNo: `6200${String(serial).padStart(12, '0')}`,
      state: 'active',
      way: 'papers',
      reason: '基本户',
      proposedAt: since,
      verifiedAt: since,
      activeFrom: since,
      ...given,
    })
    .returning();
  if (row === undefined) throw new Error('account was not made');
  return row;
}

/** A person with a verified mobile, consents given, and roles in an organisation. */
export async function makePerson(
  db: Database,
  org: { id: string } | null,
  roles: readonly MemberRole[] = ['officer'],
  given: Partial<typeof users.$inferInsert> & { platformRoles?: readonly PlatformRole[] } = {},
): Promise<Person> {
  serial += 1;
  const { platformRoles = [], ...columns } = given;
  const [person] = await db
    .insert(users)
    .values({
      name: `示例人员 ${serial}`,
      email: `person-${serial}-${v7().slice(-6)}@example.com`,
      emailVerified: true,
      phoneNumber: `+861${String(3_000_000_000 + serial)}`,
      phoneNumberVerified: true,
      ...columns,
    })
    .returning();
  if (person === undefined) throw new Error('person was not made');
  if (org !== null) await db.insert(memberships).values({ orgId: org.id, userId: person.id, roles: [...roles] });
  if (platformRoles.length > 0) {
    await db.insert(platformGrants).values(platformRoles.map((role) => ({ userId: person.id, role })));
  }
  await db.insert(consents).values(
    Object.entries(consentDocuments).map(([document, version]) => ({
      userId: person.id,
      document: document as ConsentDocument,
      version,
    })),
  );
  return person;
}

export async function makeBroker(
  db: Database,
  org: { id: string },
  given: Partial<typeof brokers.$inferInsert> = {},
): Promise<Person> {
  const person = await makePerson(db, org, ['officer']);
  await db.insert(brokers).values({
    userId: person.id,
    orgId: org.id,
    level: 'middle',
    certificateNo: `JJR-${serial}`,
    fields: [],
    chains: [],
    regions: [],
    intro: '',
    isSample: true,
    ...given,
  });
  return person;
}

export const achievementData = (given: Partial<AchievementData> = {}): AchievementData => ({
  schemaVersion: 1,
  name: '马铃薯淀粉废水蛋白回收技术',
  regNo: null,
  problem: '淀粉废水 COD 高，难以外排',
  solution: '两级絮凝提取蛋白，余水配肥还田',
  abstract: '针对马铃薯淀粉加工季短、废水浓度高的特点，先提蛋白再配肥还田，吨水净成本 5.2 元。',
  keywords: ['马铃薯', '淀粉废水', '蛋白回收'],
  searchTerms: [],
  fields: ['24.1'],
  chains: [],
  industries: [],
  regionCode: '621102',
  type: '应用技术',
  embodiment: null,
  origin: null,
  stage: null,
  trl: 7,
  trlBasis: 'third_party',
  level: null,
  projectNo: null,
  source: null,
  ip: [],
  transferModes: ['PAYLATER', 'LIC_NON'],
  price: { kind: 'pay_later', milestonesFen: '40000000', royaltyPpm: 25_000, capFen: '160000000', trialMonths: 12 },
  advantages: [],
  ...given,
});

/** A published achievement with version 1 and a team whose shares sum to the whole. */
export async function makeAchievement(
  db: Database,
  org: { id: string },
  author: { id: string },
  given: Partial<AchievementData> = {},
  people: readonly { name: string; sharePpm: number; userId?: string }[] = [
    { name: '示例甲', sharePpm: 500_000 },
    { name: '示例乙', sharePpm: 300_000 },
    { name: '示例丙', sharePpm: 200_000 },
  ],
): Promise<typeof achievements.$inferSelect> {
  serial += 1;
  const data = achievementData({ name: `马铃薯淀粉废水蛋白回收技术 ${serial}`, ...given });
  const [row] = await db
    .insert(achievements)
    .values({
      no: `CG-2026-T${serial}`,
      orgId: org.id,
      name: data.name,
      nameKey: nameKey(data.name),
      versionN: 1,
      state: 'published',
      isSample: true,
      publishedAt: new Date(),
      confirmedOn: dayOf(new Date()),
      createdBy: author.id,
    })
    .returning();
  if (row === undefined) throw new Error('achievement was not made');
  await db
    .insert(achievementVersions)
    .values({ achievementId: row.id, n: 1, data, sha256: fingerprint(data), authorId: author.id });
  await db
    .insert(achievementPeople)
    .values(people.map((person, position) => ({ ...person, position, achievementId: row.id })));
  return row;
}

export const demandData = (given: Partial<DemandData> = {}): DemandData => ({
  schemaVersion: 1,
  title: '马铃薯淀粉工艺水蛋白回收与减量',
  summary: '加工季每小时产生 60 立方米工艺水，蛋白含量 1.5%，希望先提蛋白再处理。',
  problem: '现直接进厌氧池，冬季启动慢，出水 COD 高。',
  statusQuo: '试过酸热絮凝，回收率 52%。',
  metrics: [{ name: '蛋白回收率', operator: '>=', value: '75', unit: '%', method: '凯氏定氮' }],
  fields: ['24.1'],
  chains: [],
  regionCode: '621102',
  wantedTrlMin: 6,
  wantedTrlMax: 9,
  budgetMinFen: '60000000',
  budgetMaxFen: '120000000',
  cooperation: ['LIC_NON', 'PAYLATER'],
  acceptPayLater: true,
  ipRequirement: null,
  confidentiality: 'name_public',
  validUntilOn: '2027-05-11',
  solveByOn: null,
  ...given,
});

export async function makeDemand(
  db: Database,
  org: { id: string },
  author: { id: string },
  given: Partial<DemandData> = {},
): Promise<typeof demands.$inferSelect> {
  serial += 1;
  const data = demandData(given);
  const [row] = await db
    .insert(demands)
    .values({
      no: `XQ-2026-T${serial}`,
      orgId: org.id,
      title: data.title,
      versionN: 1,
      state: 'published',
      isSample: true,
      publishedAt: new Date(),
      validUntilOn: data.validUntilOn,
      createdBy: author.id,
    })
    .returning();
  if (row === undefined) throw new Error('demand was not made');
  await db
    .insert(demandVersions)
    .values({ demandId: row.id, n: 1, data, sha256: fingerprint(data), authorId: author.id });
  return row;
}

/** Answers nothing: for tests in which search plays no part. */
const silentSearch: SearchEngine = {
  name: 'silent',
  search: async () => ({
    hits: [],
    total: 0,
    facets: {
      fields: {},
      regions: {},
      chains: {},
      modes: {},
      rights: {},
      prices: {},
      trl: {},
      payLater: {},
      listed: {},
      provincial: {},
    },
  }),
  match: async () => ({ candidates: [], keyTerms: [] }),
  suggest: async () => [],
  put: async () => {},
  remove: async () => {},
  rebuild: async () => {},
  healthy: async () => true,
};

/** A clock that stands still until a test moves it. */
export interface TestClock {
  now: () => Date;
  moveDays(days: number): void;
}

export function testClock(at = '2026-11-21T02:00:00Z'): TestClock {
  let ms = Date.parse(at);
  return {
    now: () => new Date(ms),
    moveDays: (days) => {
      ms += days * 86_400_000;
    },
  };
}

/** A context for tests: plain clock, silent search, no card payments, jobs remembered in `queued`. */
export function makeContext(
  db: Database,
  given: Partial<Context> = {},
): Context & { readonly queued: { name: string; payload: object }[] } {
  const queued: { name: string; payload: object }[] = [];
  return {
    db,
    actor: null,
    now: testClock().now,
    search: silentSearch,
    payments: disabledGateway,
    esign: disabledEsign,
    files: diskStore(mkdtempSync(join(tmpdir(), 'chengguo-files-'))),
    jobs: {
      enqueue: async (_tx, name, payload) => {
        queued.push({ name, payload });
      },
      isQueued: async (_tx, name, payload) =>
        queued.some((job) => job.name === name && JSON.stringify(job.payload) === JSON.stringify(payload)),
    },
    requestId: null,
    log: pino({ level: 'silent' }),
    queued,
    ...given,
  };
}

/** The same context with somebody signed in; `proved` gives him a fresh second factor. */
export async function asActor(
  ctx: Context,
  person: { id: string },
  { orgId = null, proved = false }: { orgId?: string | null; proved?: boolean } = {},
): Promise<ActorContext> {
  const db = ctx.db as Database;
  const actor = await findActor(db, person.id, null, orgId);
  if (actor === null) throw new Error('no such person');
  return { ...ctx, actor: proved ? { ...actor, provedAt: ctx.now() } : actor };
}
