import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { MemberRole } from '#app/domain/access.ts';
import { listingInput } from '#app/domain/listing-input.ts';
import type { Database } from '#db/client.server.ts';
import { contracts, deals, publicities } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asShown } from '#seeds/as-shown.ts';
import { codeOf } from '#seeds/code-of.ts';
import { achievementData, asActor, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { statePapers } from '#seeds/make-state-papers.ts';
import { soundTerms } from '#seeds/make-talking-deal.ts';
import { clearAchievement } from '../achievements/clear-achievement.server.ts';
import { createAchievement } from '../achievements/create-achievement.server.ts';
import { publishAchievement } from '../achievements/publish-achievement.server.ts';
import { submitAchievement } from '../achievements/submit-achievement.server.ts';
import { acceptTalk } from '../deals/accept-talk.server.ts';
import { askToTalk } from '../deals/ask-to-talk.server.ts';
import { openTalkingDeal } from '../deals/open-talking-deal.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { listTodos } from '../desk/queries.server.ts';
import { listAchievement } from '../listings/list-achievement.server.ts';
import { setSettings } from '../organisations/set-settings.server.ts';
import { agreeContract } from './agree-contract.server.ts';
import { proposeContract } from './propose-contract.server.ts';
import { contractPage } from './queries.server.ts';
import { recordStateAsset } from './record-state-asset.server.ts';
import { signContract } from './sign-contract.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const settings = {
  isStateEstablished: false,
  publicityDays: 15,
  publicityCount: 'calendar',
  objectionReviewDays: 5,
  teamPpm: 0,
  ttoPpm: 0,
  policySet: 'gansu',
  policyReason: '',
} as const;

/** An enterprise with one person for each role. */
async function company() {
  const ctx = makeContext(db);
  const org = await makeOrganisation(db, { kind: 'enterprise' });
  const people = new Map<MemberRole, string>();
  const as = async (role: MemberRole) => {
    const id = people.get(role) ?? (await makePerson(db, org, [role])).id;
    people.set(role, id);
    return asActor(ctx, { id }, { proved: true });
  };
  return { org, as };
}
type Company = Awaited<ReturnType<typeof company>>;

/** From the first record of an enterprise to the terms that another one agreed to. */
async function agreed(seller: Company, buyer: Company, kind: 'licence' | 'transfer') {
  const officer = await seller.as('officer');
  const { id } = await createAchievement(officer, {
    data: achievementData({ name: `薯渣饲料化技术（${kind}）` }),
    people: [],
  });
  await submitAchievement(officer, { id });
  const secrecy = await seller.as('secrecy');
  await clearAchievement(secrecy, await asShown(secrecy, id));
  const approver = await seller.as('approver');
  await publishAchievement(approver, await asShown(approver, id));
  const modes = kind === 'transfer' ? ['ASSIGN'] : ['LIC_NON'];
  const terms = listingInput(7).parse({ modes, pricing: 'agreed', priceKind: 'fixed', min: '58' });
  const listing = await listAchievement(officer, { id, terms });
  // An enterprise's asking price stands in no publicity.
  expect(listing).toMatchObject({ state: 'listed', noticeFirstOn: null });
  const purpose = '想在本厂使用这项技术';
  expect(await codeOf(askToTalk(officer, { achievementId: id, purpose }))).toBe('invalid');
  const client = await buyer.as('officer');
  const deal = await askToTalk(client, { achievementId: id, purpose });
  await acceptTalk(officer, { id: deal.id });
  const given = soundTerms({ kind, trial: { months: 0, extensionMonths: 0 } });
  const { id: contractId } = await proposeContract(officer, { dealId: deal.id, terms: given });
  await agreeContract(client, { contractId, versionN: 1 });
  return { achievementId: id, deed: { contractId, versionN: 1 } };
}

const stateOf = async (id: string) => (await db.select().from(contracts).where(eq(contracts.id, id)))[0]?.state;

test('a private enterprise lists, licenses and assigns what it owns with no publicity and no filing', async () => {
  const [seller, buyer] = [await company(), await company()];
  for (const kind of ['licence', 'transfer'] as const) {
    const { deed } = await agreed(seller, buyer, kind);
    expect(await stateOf(deed.contractId)).toBe('signing');
    await signContract(await seller.as('owner'), deed);
    await signContract(await buyer.as('owner'), deed);
    expect(await db.$count(publicities, eq(publicities.contractId, deed.contractId))).toBe(0);
  }
  // Who licenses in one contract buys in another.
  const other = await agreed(buyer, seller, 'licence');
  await signContract(await buyer.as('owner'), other.deed);
  await signContract(await seller.as('owner'), other.deed);
});

test('a state-owned enterprise licenses alike, and assigns with its valuation filed and its deal made at an exchange', async () => {
  const [seller, buyer] = [await company(), await company()];
  await setSettings(await seller.as('owner'), { ...settings, isStateEstablished: true });
  const licence = await agreed(seller, buyer, 'licence');
  await signContract(await seller.as('owner'), licence.deed);
  const { deed } = await agreed(seller, buyer, 'transfer');
  expect(await codeOf(signContract(await seller.as('owner'), deed))).toBe('invalid');
  expect(await codeOf(signContract(await buyer.as('owner'), deed))).toBe('invalid');
  // Nobody is asked to sign: its officer has the papers to record, and the buyer waits for them.
  const waits = async (by: ActorContext) => (await listTodos(by)).map(({ kind, isMine }) => [kind, isMine]);
  expect(await waits(await seller.as('officer'))).toContainEqual(['contract.state_asset', true]);
  expect(await waits(await buyer.as('owner'))).toContainEqual(['contract.await_state_asset', false]);
  const page = async (by: ActorContext) => contractPage(by, deed.contractId);
  expect(await page(await seller.as('owner'))).toMatchObject({ steps: [{ key: 'state_asset' }] });
  expect((await page(await buyer.as('owner'))).deeds).not.toContain('sign');
  await recordStateAsset(await seller.as('officer'), {
    contractId: deed.contractId,
    valuationNo: '备 2026-001',
    valuation: 100_000_000n,
    filedWith: '省国资委',
    filedOn: '2020-01-02',
    exchange: '甘肃省产权交易所',
    certificateNo: 'GS-2020-17',
    dealtOn: '2020-02-03',
    ...(await statePapers(await seller.as('officer'))),
  });
  expect((await page(await buyer.as('owner'))).pricing.words).toContain('甘肃省产权交易所成交');
  expect((await page(await buyer.as('owner'))).deeds).toContain('sign');
  await signContract(await seller.as('owner'), deed);
  await signContract(await buyer.as('owner'), deed);
  expect(await stateOf(deed.contractId)).not.toBe('signing');
});

test('no talk is opened between an organisation and itself, neither by the verb nor by hand', async () => {
  const own = await company();
  const officer = await own.as('officer');
  const { achievementId } = await agreed(own, await company(), 'licence');
  const same = { licensorOrgId: own.org.id, licenseeOrgId: own.org.id };
  const opened = inTransaction(officer, (tx) =>
    openTalkingDeal(tx, {
      ...same,
      achievementId,
      achievementVersionN: 1,
      demandId: null,
      origin: 'trade',
      sourceId: null,
      purpose: '自己和自己',
      askedBy: officer.actor.userId,
      repliedBy: null,
      saidByOrgId: own.org.id,
      deed: 'deal.trade',
    }),
  );
  expect(await codeOf(opened)).toBe('conflict');
  const [deal] = await db.select().from(deals).where(eq(deals.licensorOrgId, own.org.id));
  await expect(db.update(deals).set(same).where(eq(deals.id, deal!.id))).rejects.toThrow();
});
