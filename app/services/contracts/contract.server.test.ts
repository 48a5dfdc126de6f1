import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '#app/domain/errors.ts';
import type { Database } from '#db/client.server.ts';
import {
  contracts,
  contractVersions,
  deals,
  deadlines,
  milestones,
  publicities,
  signatures,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { asActor, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { makeTalkingDeal, soundTerms, type TalkingDeal } from '#seeds/make-talking-deal.ts';
import { agreeContract } from './agree-contract.server.ts';
import { counterContract } from './counter-contract.server.ts';
import { fingerprint } from '../fingerprint.server.ts';
import { endPublicity } from './end-publicity.server.ts';
import type { Contract } from './own-contract.server.ts';
import { proposeContract } from './propose-contract.server.ts';
import { recallContract } from './recall-contract.server.ts';
import { signContract } from './sign-contract.server.ts';
import { startPublicity } from './start-publicity.server.ts';
import { withdrawContract } from './withdraw-contract.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const paramsOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof AppError ? error.params : null),
  );

async function world(given: Parameters<typeof makeTalkingDeal>[1] = {}) {
  const clock = testClock('2026-11-02T02:00:00Z');
  const ctx = makeContext(db, { now: clock.now });
  const talk = await makeTalkingDeal(ctx, given);
  return { clock, ctx, talk };
}

const propose = async (talk: TalkingDeal): Promise<Contract> =>
  proposeContract(await talk.as('unit', 'officer'), { dealId: talk.deal.id, terms: soundTerms() });

async function agreed(talk: TalkingDeal): Promise<Contract> {
  const { id, versionN } = await propose(talk);
  return agreeContract(await talk.as('company', 'officer'), { contractId: id, versionN });
}

const stateOf = async (id: string) => (await db.select().from(contracts).where(eq(contracts.id, id)))[0];
const privateOwner = { unit: { isStateEstablished: false } };

describe('negotiation by versions', () => {
  test('a proposal makes a numbered contract with version 1, offered at once, and its hash is over its content', async () => {
    const { talk } = await world();
    const contract = await propose(talk);
    expect(contract).toMatchObject({ state: 'offered', versionN: 1, proposedBySide: 'licensor' });
    expect(contract.no).toMatch(/^HT-2026-\d{5}$/);
    const [version] = await db.select().from(contractVersions).where(eq(contractVersions.contractId, contract.id));
    expect(version?.sha256).toBe(fingerprint(version?.data));
    expect(version?.data.licensee).toMatchObject({ orgId: talk.company.id, uscc: talk.company.uscc });
    const [deal] = await db.select().from(deals).where(eq(deals.id, talk.deal.id));
    expect(deal?.state).toBe('contracting');
  });

  test('the same form sent twice makes one contract; another proposal is told of the first', async () => {
    const { talk } = await world();
    const officer = await talk.as('company', 'officer');
    const key = crypto.randomUUID();
    const input = { dealId: talk.deal.id, terms: soundTerms(), key };
    const [first, second] = await Promise.all([proposeContract(officer, input), proposeContract(officer, input)]);
    expect(second.id).toBe(first.id);
    expect(await codeOf(propose(talk))).toBe('duplicate');
  });

  test('two officers proposing in the same second: one contract, the other is told', async () => {
    const { talk } = await world();
    const ours = proposeContract(await talk.as('unit', 'officer'), { dealId: talk.deal.id, terms: soundTerms() });
    const theirs = proposeContract(await talk.as('company', 'officer'), { dealId: talk.deal.id, terms: soundTerms() });
    expect((await Promise.all([codeOf(ours), codeOf(theirs)])).sort()).toEqual(['done', 'duplicate']);
  });

  test('unsound terms are refused with the field they stand in', async () => {
    const { talk } = await world();
    const terms = soundTerms({ improvements: null });
    const work = proposeContract(await talk.as('unit', 'officer'), { dealId: talk.deal.id, terms });
    await expect(work).rejects.toMatchObject({ code: 'terms_invalid', field: 'improvements' });
  });

  test('a finance member may not propose, an unverified organisation may not either, a stranger finds no deal', async () => {
    const { ctx, talk } = await world({ company: { state: 'submitted' } });
    const input = { dealId: talk.deal.id, terms: soundTerms() };
    expect(await codeOf(proposeContract(await talk.as('unit', 'finance'), input))).toBe('forbidden');
    expect(await codeOf(proposeContract(await talk.as('company', 'officer'), input))).toBe('organisation_unverified');
    const other = await makeOrganisation(db);
    const stranger = await asActor(ctx, await makePerson(db, other, ['officer']));
    expect(await codeOf(proposeContract(stranger, input))).toBe('not_found');
  });

  test('who wrote a version cannot agree to it, and nobody agrees to a version he did not see', async () => {
    const { talk } = await world();
    const { id } = await propose(talk);
    const unit = await talk.as('unit', 'officer');
    const company = await talk.as('company', 'officer');
    expect(await codeOf(agreeContract(unit, { contractId: id, versionN: 1 }))).toBe('forbidden');
    await counterContract(company, { contractId: id, versionN: 1, terms: soundTerms({ termYears: 8 }) });
    expect(await stateOf(id)).toMatchObject({ state: 'offered', versionN: 2, proposedBySide: 'licensee' });
    expect(await codeOf(agreeContract(unit, { contractId: id, versionN: 1 }))).toBe('state_changed');
    expect(await codeOf(counterContract(unit, { contractId: id, versionN: 1, terms: soundTerms() }))).toBe(
      'state_changed',
    );
    expect((await agreeContract(unit, { contractId: id, versionN: 2 })).state).toBe('agreed');
  });

  test('agree and counter in the same second: one wins, the other is told', async () => {
    const { talk } = await world();
    const { id } = await propose(talk);
    const company = await talk.as('company', 'officer');
    const codes = await Promise.all([
      codeOf(agreeContract(company, { contractId: id, versionN: 1 })),
      codeOf(counterContract(company, { contractId: id, versionN: 1, terms: soundTerms({ termYears: 9 }) })),
    ]);
    expect(codes.sort()).toEqual(['done', 'state_changed']);
    const versions = await db.select().from(contractVersions).where(eq(contractVersions.contractId, id));
    expect(versions).toHaveLength((await stateOf(id))?.versionN ?? 0);
  });

  test('an offer is recalled, sent again as a new version, and can be given up; then the deal talks on', async () => {
    const { talk } = await world();
    const { id } = await propose(talk);
    const unit = await talk.as('unit', 'officer');
    expect((await recallContract(unit, { contractId: id, versionN: 1 })).state).toBe('draft');
    const company = await talk.as('company', 'officer');
    expect(await codeOf(counterContract(company, { contractId: id, versionN: 1, terms: soundTerms() }))).toBe(
      'forbidden',
    );
    await counterContract(unit, { contractId: id, versionN: 1, terms: soundTerms({ termYears: 7 }) });
    await withdrawContract(company, { contractId: id, versionN: 2 });
    const [deal] = await db.select().from(deals).where(eq(deals.id, talk.deal.id));
    expect(deal?.state).toBe('talking');
    expect((await propose(talk)).id).not.toBe(id);
  });

  test('a foreign organisation finds no contract', async () => {
    const { ctx, talk } = await world();
    const { id } = await propose(talk);
    const other = await makeOrganisation(db);
    const stranger = await asActor(ctx, await makePerson(db, other, ['officer', 'approver', 'owner']), {
      proved: true,
    });
    const deed = { contractId: id, versionN: 1 };
    expect(await codeOf(agreeContract(stranger, deed))).toBe('not_found');
    expect(await codeOf(signContract(stranger, deed))).toBe('not_found');
    expect(await codeOf(withdrawContract(stranger, deed))).toBe('not_found');
    expect(await codeOf(startPublicity(stranger, { ...deed, audience: 'unit', contact: '' }))).toBe('not_found');
  });
});

describe('publicity before signing', () => {
  const start = async (talk: TalkingDeal, contract: Contract) =>
    startPublicity(await talk.as('unit', 'officer'), {
      contractId: contract.id,
      versionN: contract.versionN,
      audience: 'unit',
      contact: '科技处 示例电话',
    });

  test('a private owner signs without publicity', async () => {
    const { talk } = await world(privateOwner);
    const contract = await agreed(talk);
    expect(contract.state).toBe('signing');
  });

  test('15 days: signing is blocked before, until the last day is over, and free after', async () => {
    const { clock, ctx, talk } = await world();
    const contract = await agreed(talk);
    const deed = { contractId: contract.id, versionN: 1 };
    expect(await codeOf(signContract(await talk.as('unit', 'approver'), deed))).toBe('publicity_running');
    const publicity = await start(talk, contract);
    // Started 2026-11-02; day 15 is 2026-11-17, a Tuesday.
    expect(publicity.endsAt.toISOString()).toBe('2026-11-17T15:59:59.999Z');
    expect(publicity.sha256).toBe(fingerprint(publicity.notice));
    const refused = signContract(await talk.as('company', 'approver'), deed);
    expect(await paramsOf(refused)).toEqual({ until: '2026-11-17' });

    clock.moveDays(15);
    await endPublicity(ctx, publicity.id);
    expect((await stateOf(contract.id))?.state).toBe('publicity');
    clock.moveDays(1);
    await endPublicity(ctx, publicity.id);
    await endPublicity(ctx, publicity.id);
    await endPublicity(ctx, publicity.id);
    expect((await stateOf(contract.id))?.state).toBe('signing');
    expect(await codeOf(signContract(await talk.as('company', 'approver'), deed))).toBe('done');
  });

  test('a unit may ask for more days, never for fewer; a day off moves the end to the next working day', async () => {
    const { talk } = await world({ unit: { publicityDays: 18 } });
    const long = await start(talk, await agreed(talk));
    expect(long.notice).toMatchObject({ firstOn: '2026-11-03', lastOn: '2026-11-20', days: 18 });
    const { talk: short } = await world({ unit: { publicityDays: 3 } });
    expect((await start(short, await agreed(short))).notice).toMatchObject({ lastOn: '2026-11-17', days: 15 });
    const { talk: weekend } = await world({ unit: { publicityDays: 19 } });
    expect((await start(weekend, await agreed(weekend))).notice).toMatchObject({ lastOn: '2026-11-23', days: 19 });
  });

  test('only an officer of the licensor starts it, once, for the agreed version', async () => {
    const { talk } = await world();
    const contract = await agreed(talk);
    const input = { contractId: contract.id, versionN: 1, audience: 'unit', contact: '科技处' } as const;
    expect(await codeOf(startPublicity(await talk.as('company', 'officer'), input))).toBe('forbidden');
    expect(await codeOf(startPublicity(await talk.as('unit', 'finance'), input))).toBe('forbidden');
    const unit = await talk.as('unit', 'officer');
    const codes = await Promise.all([codeOf(startPublicity(unit, input)), codeOf(startPublicity(unit, input))]);
    expect(codes.sort()).toEqual(['done', 'state_changed']);
  });

  test('changed terms void the publicity; the new version needs its own', async () => {
    const { clock, ctx, talk } = await world();
    const contract = await agreed(talk);
    const publicity = await start(talk, contract);
    await counterContract(await talk.as('company', 'officer'), {
      contractId: contract.id,
      versionN: 1,
      terms: soundTerms({ termYears: 10 }),
    });
    const [voided] = await db.select().from(publicities).where(eq(publicities.id, publicity.id));
    expect(voided?.state).toBe('cancelled');
    const [deadline] = await db.select().from(deadlines).where(eq(deadlines.subjectId, publicity.id));
    expect(deadline?.doneAt).not.toBeNull();
    clock.moveDays(20);
    await endPublicity(ctx, publicity.id);
    await endPublicity(ctx, publicity.id);
    expect((await stateOf(contract.id))?.state).toBe('offered');
    const again = await agreeContract(await talk.as('unit', 'officer'), { contractId: contract.id, versionN: 2 });
    expect(again.state).toBe('agreed');
    expect(
      await codeOf(signContract(await talk.as('unit', 'approver'), { contractId: contract.id, versionN: 2 })),
    ).toBe('publicity_running');
    expect((await start(talk, again)).contractVersionN).toBe(2);
  });
});

describe('signing', () => {
  const signing = async () => {
    const made = await world(privateOwner);
    const contract = await agreed(made.talk);
    return { ...made, contract, deed: { contractId: contract.id, versionN: contract.versionN } };
  };

  test('both sides sign: the version is frozen, milestones stand, deal and contract are in performance', async () => {
    const { talk, contract, deed } = await signing();
    expect((await signContract(await talk.as('unit', 'owner'), deed)).state).toBe('signing');
    const done = await signContract(await talk.as('company', 'approver'), deed);
    expect(done).toMatchObject({ state: 'performing', signedVersionN: 1, signedAt: new Date('2026-11-02T02:00:00Z') });
    const rows = await db.select().from(milestones).where(eq(milestones.contractId, contract.id));
    expect(rows).toMatchObject([{ position: 1, state: 'pending', amountFen: 30_000_000n }]);
    const [deal] = await db.select().from(deals).where(eq(deals.id, talk.deal.id));
    expect(deal?.state).toBe('performing');
    const signed = await db.select().from(signatures).where(eq(signatures.contractId, contract.id));
    const [version] = await db.select().from(contractVersions).where(eq(contractVersions.contractId, contract.id));
    expect(new Set(signed.map((row) => row.sha256))).toEqual(new Set([version?.sha256]));
    const kept = await db.select().from(deadlines).where(eq(deadlines.subjectId, contract.id));
    expect(kept.map((row) => row.kind)).toEqual(expect.arrayContaining(['report', 'deliver', 'term']));
  });

  test('a signed contract takes no new terms and is not withdrawn', async () => {
    const { talk, contract, deed } = await signing();
    await signContract(await talk.as('unit', 'owner'), deed);
    await signContract(await talk.as('company', 'owner'), deed);
    const officer = await talk.as('unit', 'officer');
    expect(await codeOf(counterContract(officer, { ...deed, terms: soundTerms() }))).toBe('state_changed');
    expect(await codeOf(withdrawContract(officer, deed))).toBe('state_changed');
    expect(await codeOf(signContract(await talk.as('unit', 'owner'), deed))).toBe('already_signed');
    expect((await stateOf(contract.id))?.state).toBe('performing');
  });

  test('both sides in the same second: two signatures, one conclusion', async () => {
    const { talk, contract, deed } = await signing();
    const unit = await talk.as('unit', 'approver');
    const company = await talk.as('company', 'approver');
    await Promise.all([signContract(unit, deed), signContract(company, deed)]);
    expect((await stateOf(contract.id))?.state).toBe('performing');
    expect(await db.select().from(milestones).where(eq(milestones.contractId, contract.id))).toHaveLength(1);
  });

  test('a double click signs once; the second is told', async () => {
    const { talk, contract, deed } = await signing();
    const unit = await talk.as('unit', 'approver');
    const codes = await Promise.all([codeOf(signContract(unit, deed)), codeOf(signContract(unit, deed))]);
    expect(codes.sort()).toEqual(['already_signed', 'done']);
    expect(await codeOf(signContract(await talk.as('unit', 'owner'), deed))).toBe('already_signed');
    expect(await db.select().from(signatures).where(eq(signatures.contractId, contract.id))).toHaveLength(1);
  });

  test('a version that changed meanwhile is not signed', async () => {
    const { talk, deed } = await signing();
    const company = await talk.as('company', 'officer');
    await counterContract(company, { ...deed, terms: soundTerms({ termYears: 6 }) });
    await agreeContract(await talk.as('unit', 'officer'), { contractId: deed.contractId, versionN: 2 });
    expect(await codeOf(signContract(await talk.as('unit', 'approver'), deed))).toBe('state_changed');
    expect(await codeOf(signContract(await talk.as('unit', 'approver'), { ...deed, versionN: 2 }))).toBe('done');
  });

  test('signing asks for the role, a verified organisation and a fresh second factor', async () => {
    const { ctx, clock, talk, deed } = await signing();
    expect(await codeOf(signContract(await talk.as('unit', 'officer'), deed))).toBe('forbidden');
    expect(await codeOf(signContract(await asActor(ctx, talk.unitPeople.approver), deed))).toBe('proof_required');
    const stale = await talk.as('unit', 'approver');
    clock.moveDays(1);
    expect(await codeOf(signContract(stale, deed))).toBe('proof_required');
    const unverified = await talk.as('company', 'approver');
    const org = unverified.actor.org;
    const actor = { ...unverified.actor, org: org && { ...org, verified: false } };
    expect(await codeOf(signContract({ ...unverified, actor }, deed))).toBe('organisation_unverified');
  });
});
