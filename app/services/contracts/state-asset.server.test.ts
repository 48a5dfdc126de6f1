import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { Database } from '#db/client.server.ts';
import { contracts } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { makeContext } from '#seeds/make.ts';
import { makeTalkingDeal, soundTerms } from '#seeds/make-talking-deal.ts';
import { agreeContract } from './agree-contract.server.ts';
import { proposeContract } from './propose-contract.server.ts';
import { recordStateAsset } from './record-state-asset.server.ts';
import { signContract } from './sign-contract.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const filing = {
  valuationNo: '备 2026-001',
  valuation: 100_000_000n,
  filedWith: '省国资委',
  filedOn: '2020-01-02',
  exchange: '甘肃省产权交易所',
  certificateNo: 'GS-2020-17',
  dealtOn: '2020-02-03',
};

async function assignment() {
  const unit = { kind: 'enterprise', isStateEstablished: true } as const;
  const talk = await makeTalkingDeal(makeContext(db), { unit });
  const terms = soundTerms({ kind: 'transfer', trial: { months: 0, extensionMonths: 0 } });
  const { id } = await proposeContract(await talk.as('unit', 'officer'), { dealId: talk.deal.id, terms });
  await agreeContract(await talk.as('company', 'officer'), { contractId: id, versionN: 1 });
  // The publicity of an agreed price is another gate, tested with it.
  await db.update(contracts).set({ state: 'signing' }).where(eq(contracts.id, id));
  return { talk, contractId: id };
}

test('a state-owned enterprise does not assign before its valuation is filed and the deal made at an exchange', async () => {
  const { talk, contractId } = await assignment();
  const signs = async () => codeOf(signContract(await talk.as('unit', 'owner'), { contractId, versionN: 1 }));
  expect(await signs()).toBe('invalid');
  await recordStateAsset(await talk.as('unit', 'officer'), { contractId, ...filing });
  expect(await signs()).toBe('publicity_running');
});

test('its own officer records it, with days that have come', async () => {
  const { talk, contractId } = await assignment();
  const record = async (side: 'unit' | 'company', role: 'officer' | 'finance', given = {}) =>
    codeOf(recordStateAsset(await talk.as(side, role), { contractId, ...filing, ...given }));
  expect(await record('company', 'officer')).toBe('forbidden');
  expect(await record('unit', 'finance')).toBe('forbidden');
  expect(await record('unit', 'officer', { dealtOn: '2999-01-01' })).toBe('invalid');
  const { talk: stranger } = await assignment();
  const foreign = recordStateAsset(await stranger.as('unit', 'officer'), { contractId, ...filing });
  expect(await codeOf(foreign)).toBe('not_found');
});
