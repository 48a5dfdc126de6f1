import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { listingInput } from '#app/domain/listing-input.ts';
import type { PersonInput } from '#app/domain/people-input.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import {
  achievementCorrections,
  achievementPeople,
  achievements,
  reviewDecisions,
  searchChanges,
  secrecyRules,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { achievementData, asActor, makeAchievement, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { makePerformingContract } from '#seeds/make-performing-contract.ts';
import { loadDocuments } from '#search/load.server.ts';
import { changeTerms } from '../listings/change-terms.server.ts';
import { listAchievement } from '../listings/list-achievement.server.ts';
import { findLiveListing } from '../listings/queries.server.ts';
import { withdrawListing } from '../listings/withdraw-listing.server.ts';
import { getPublicRecord } from '../open-data/public-records.server.ts';
import { getPublicAchievement } from '../achievements/queries.server.ts';
import { withdrawAchievement } from '../achievements/withdraw-achievement.server.ts';
import { giveFeedback } from '../evaluations/give-feedback.server.ts';
import { findOpenCorrection, textOf } from './own-correction.server.ts';
import { enterProjects } from '../projects/enter-projects.server.ts';
import { listDuties } from '../projects/queries.server.ts';
import { codeLists } from '../reference/code-lists.server.ts';
import { recordDifferences } from '../reviews/differences.server.ts';
import { getCorrectionPage } from './queries.server.ts';
import { applyCorrection, clearCorrection, returnCorrection } from './review-correction.server.ts';
import { saveCorrection } from './save-correction.server.ts';
import { listMendTodos } from '../reviews/mend-todos.server.ts';
import { dropCorrection, recallCorrection, submitCorrection } from './submit-correction.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const people: PersonInput[] = [
  { name: '示例甲', title: '教授', sharePpm: 600_000 },
  { name: '新来的人', title: '', sharePpm: 400_000 },
];

async function scene() {
  const ctx = makeContext(db);
  const unit = await makeOrganisation(db, { kind: 'university' });
  const person = await makePerson(db, unit, ['officer']);
  const officer = await asActor(ctx, person);
  const secrecy = await asActor(ctx, await makePerson(db, unit, ['secrecy']));
  const approver = await asActor(ctx, await makePerson(db, unit, ['approver']));
  const { id, no, name } = await makeAchievement(db, unit, person, { abstract: '原来的简介' });
  await db.update(achievementPeople).set({ isPublic: true }).where(eq(achievementPeople.achievementId, id));
  const data = achievementData({ name, abstract: '更正后的简介' });
  const save = (savedN = 0, given: Partial<typeof data> = {}) =>
    saveCorrection(officer, { id, savedN, data: { ...data, ...given }, people, priceFloorFen: 12_300n });
  const seen = async () => (await getPublicAchievement(ctx, no)).data.abstract;
  const head = async () => (await db.select().from(achievements).where(eq(achievements.id, id)))[0]!;
  /** The correction as a reviewer has it on his screen now. */
  const shown = async () => {
    const open = await findOpenCorrection(ctx, id);
    return { id, seen: open === null ? '' : textOf(open) };
  };
  return { ctx, unit, officer, secrecy, approver, id, no, save, seen, shown, head, person, data };
}
const drain = () => db.delete(searchChanges);
const changed = { code: 'state_changed' };

describe('the correction of a public record', () => {
  test('is reviewed beside it: everybody reads the approved version until the new one is approved', async () => {
    const { ctx, officer, secrecy, approver, id, no, save, seen, shown, head } = await scene();
    await save();
    await save(1, { abstract: '更正后的简介，改过' });
    await submitCorrection(officer, { id });
    expect([await seen(), (await head()).state, (await head()).versionN]).toEqual(['原来的简介', 'published', 1]);
    await expect(applyCorrection(approver, await shown())).rejects.toMatchObject(changed);
    await clearCorrection(secrecy, { ...(await shown()), checks: [] });
    expect(await seen()).toBe('原来的简介');
    await applyCorrection(approver, { ...(await shown()), note: '同意' });
    expect(await seen()).toBe('更正后的简介，改过');
    expect(await head()).toMatchObject({ state: 'published', versionN: 2, priceFloorFen: 12_300n });
    // Consent belongs to the person: who came new has given none.
    expect((await getPublicAchievement(ctx, no)).people.map(({ name }) => name)).toEqual(['示例甲']);
    const [kept] = await db.select().from(achievementCorrections).where(eq(achievementCorrections.achievementId, id));
    expect(kept).toMatchObject({ state: 'applied', baseN: 1, data: null, people: null, priceFloorFen: null });
    const said = await db.select().from(reviewDecisions).where(eq(reviewDecisions.achievementId, id));
    expect(said.map(({ level, outcome, versionN }) => [level, outcome, versionN]).toSorted()).toEqual([
      ['office', 'pass', 2],
      ['secrecy', 'pass', 2],
    ]);
    await expect(applyCorrection(approver, await shown())).rejects.toMatchObject(changed);
    expect((await save()).baseN).toBe(2);
  });

  test('is sent back with remarks by field, taken back, or given up; nothing of it stays', async () => {
    const { unit, officer, secrecy, id, save, seen, shown } = await scene();
    await save();
    await submitCorrection(officer, { id });
    await expect(save(1)).rejects.toMatchObject(changed);
    await returnCorrection(secrecy, { ...(await shown()), remarks: [{ field: 'abstract', says: '写明来源' }] });
    const page = await getCorrectionPage(officer, id);
    expect(page.correction).toMatchObject({ state: 'returned' });
    expect(page.remarks).toEqual([{ field: 'abstract', says: '写明来源' }]);
    // What an authority writes of the registration since is not the unit's word on the correction.
    await db.insert(reviewDecisions).values({
      achievementId: id,
      versionN: 1,
      level: 'city',
      outcome: 'return',
      checks: [],
      remarks: [{ field: 'people', says: '排序与材料不符' }],
      deciderId: officer.actor.userId,
      orgId: unit.id,
      at: new Date(officer.now().getTime() + 60_000),
    });
    expect((await getCorrectionPage(officer, id)).remarks).toEqual([{ field: 'abstract', says: '写明来源' }]);
    // The office works on it too, whoever wrote it; other inventors do not.
    const member = async (role: 'officer' | 'inventor') =>
      listMendTodos(await asActor(officer, await makePerson(db, unit, [role])));
    expect(await member('officer')).toMatchObject([
      { kind: 'correction.mend', href: `/desk/achievements/${id}/correction` },
    ]);
    expect(await member('inventor')).toEqual([]);
    await save(1);
    await submitCorrection(officer, { id });
    await recallCorrection(officer, { id });
    await dropCorrection(officer, { id });
    const [kept] = await db.select().from(achievementCorrections).where(eq(achievementCorrections.achievementId, id));
    expect(kept).toMatchObject({ state: 'dropped', data: null, people: null });
    expect(await seen()).toBe('原来的简介');
    expect((await save()).savedN).toBe(1);
  });

  test('tells what changes of the people, their shares and the floor, to who may see the team; no more and no less', async () => {
    const { ctx, officer, secrecy, id, save, head } = await scene();
    const told = async (by: ActorContext) => {
      const { shown, proposed } = await getCorrectionPage(by, id);
      const found = recordDifferences(shown, proposed, await codeLists(ctx), true);
      return new Map<string, string>(
        found.map(({ key, parts }) => [key, parts.map(({ is, text }) => (is === 'same' ? '' : text)).join('|')]),
      );
    };
    const { data, people: now } = (await getCorrectionPage(officer, id)).shown;
    expect(now.map(({ name }) => name)).toContain('示例甲');
    await saveCorrection(officer, { id, savedN: 0, data, people: now, priceFloorFen: (await head()).priceFloorFen });
    await submitCorrection(officer, { id });
    for (const by of [officer, secrecy]) expect(await told(by)).toEqual(new Map());
    await recallCorrection(officer, { id });
    await save(1);
    await submitCorrection(officer, { id });
    for (const by of [officer, secrecy]) {
      const changes = await told(by);
      expect([...changes.keys()]).toEqual(expect.arrayContaining(['abstract', 'people', 'priceFloor']));
      expect(changes.get('people')).toContain('新来的人');
    }
  });

  test('of two saves, two beginnings and two approvals in the same moment one counts', async () => {
    const { officer, secrecy, approver, id, save, shown, head } = await scene();
    const oneOf = async (both: Promise<unknown>[]) =>
      (await Promise.allSettled(both)).map(({ status }) => status).toSorted();
    expect(await oneOf([save(), save()])).toEqual(['fulfilled', 'rejected']);
    expect(await oneOf([save(1), save(1)])).toEqual(['fulfilled', 'rejected']);
    await submitCorrection(officer, { id });
    await clearCorrection(secrecy, await shown());
    const now = await shown();
    expect(await oneOf([applyCorrection(approver, now), applyCorrection(approver, now)])).toEqual([
      'fulfilled',
      'rejected',
    ]);
    expect((await head()).versionN).toBe(2);
  });

  test('does not overwrite what became public meanwhile, and brings back nothing that was withdrawn', async () => {
    const { officer, secrecy, approver, id, save, shown, head } = await scene();
    await save();
    await submitCorrection(officer, { id });
    await clearCorrection(secrecy, await shown());
    await db.update(achievements).set({ versionN: 2 }).where(eq(achievements.id, id));
    await expect(applyCorrection(approver, await shown())).rejects.toMatchObject({ code: 'invalid' });
    await db.update(achievements).set({ versionN: 1 }).where(eq(achievements.id, id));
    await withdrawAchievement(officer, { id });
    await expect(applyCorrection(approver, await shown())).rejects.toMatchObject(changed);
    expect(await head()).toMatchObject({ state: 'withdrawn', versionN: 1 });
    expect((await getCorrectionPage(approver, id)).deeds).toEqual(['return']);
    await recallCorrection(officer, { id });
    await expect(save(1)).rejects.toMatchObject(changed);
    await dropCorrection(officer, { id });
  });

  test('is passed or returned only as the reviewer saw it: written again, or begun again, it is another text', async () => {
    const { officer, secrecy, approver, id, save, shown, head } = await scene();
    await save();
    await submitCorrection(officer, { id });
    const first = await shown();
    await recallCorrection(officer, { id });
    await save(1, { abstract: '审查人没有看过的内容' });
    await submitCorrection(officer, { id });
    for (const decide of [clearCorrection, returnCorrection]) {
      await expect(decide(secrecy, { ...first, note: '同意' })).rejects.toMatchObject(changed);
    }
    await clearCorrection(secrecy, await shown());
    await expect(applyCorrection(approver, first)).rejects.toMatchObject(changed);
    expect((await head()).versionN).toBe(1);
    await recallCorrection(officer, { id });
    await dropCorrection(officer, { id });
    await save(0, { abstract: '另起的一次更正' });
    await submitCorrection(officer, { id });
    await expect(clearCorrection(secrecy, first)).rejects.toMatchObject(changed);
    await clearCorrection(secrecy, await shown());
    await applyCorrection(approver, await shown());
    expect((await head()).versionN).toBe(2);
  });

  test('of what is listed leaves the listing’s price on every page, says so, and list and interface follow it and a change of terms', async () => {
    const { ctx, officer, secrecy, approver, id, no, save, shown } = await scene();
    const terms = (min: string) =>
      listingInput(7).parse({ modes: ['LIC_NON'], pricing: 'agreed', priceKind: 'fixed', min });
    await listAchievement(officer, { id, terms: terms('22.345678') });
    await drain();
    const asked = async () => {
      const [document] = await loadDocuments(db, 'achievement', [id]);
      const { priceKind, priceMinFen, priceMaxFen } = document!;
      expect(await getPublicRecord(ctx, no)).toMatchObject({ priceKind, priceMinFen, priceMaxFen });
      const queued = await db.$count(searchChanges, eq(searchChanges.rowId, id));
      await drain();
      return [priceKind, priceMinFen, priceMaxFen, queued > 0];
    };
    const listed = ['fixed', '22345678', '22345678', true];
    const formula = {
      kind: 'formula',
      entryFen: '5123456',
      milestonesFen: '0',
      royaltyPpm: 20_000,
      capFen: null,
    } as const;
    await save(0, { price: formula });
    const told = { isOther: true, minFen: 22_345_678n };
    for (const who of [officer, secrecy, approver]) {
      expect((await getCorrectionPage(who, id)).listed).toMatchObject(told);
    }
    await submitCorrection(officer, { id });
    await clearCorrection(secrecy, { ...(await shown()), checks: [] });
    await applyCorrection(approver, await shown());
    expect(await asked()).toEqual(listed);
    await changeTerms(officer, { id, terms: terms('30.000001') });
    expect(await asked()).toEqual(['fixed', '30000001', '30000001', true]);
    const listing = await findLiveListing(ctx, id);
    await withdrawListing(officer, { listingId: listing!.id });
    expect((await asked()).slice(0, 2)).toEqual(['formula', '5123456']);
  });

  test('that names a project meets its duty: nobody has to say again what the record says', async () => {
    const { ctx, unit, officer, secrecy, approver, id, save, shown } = await scene();
    const authority = await makeOrganisation(db, { kind: 'authority', regionCode: '620000' });
    const province = await asActor(ctx, await makePerson(db, authority, ['officer']));
    const no = `G-${unit.uscc}`;
    await enterProjects(province, [{ no, name: '项目', unitName: unit.name, acceptedOn: '2026-03-31' }]);
    const deposit = async () =>
      (await listDuties(officer, { tab: 'all' })).rows.find(({ kind }) => kind === 'deposit')?.state;
    await save(0, { projectNo: no });
    await submitCorrection(officer, { id });
    await clearCorrection(secrecy, await shown());
    expect(await deposit()).toBe('open');
    await applyCorrection(approver, await shown());
    expect(await deposit()).toBe('met');
  });

  test('belongs to its unit and its roles; the screen is asked, a name of another record is refused', async () => {
    const { ctx, unit, officer, secrecy, approver, id, save, shown, person } = await scene();
    await expect(submitCorrection(officer, { id })).rejects.toMatchObject(changed);
    const twin = await makeAchievement(db, unit, person);
    await expect(save(0, { name: twin.name })).rejects.toMatchObject({ code: 'duplicate' });
    const rule = { name: '词', kind: 'word', text: '红旗渠工程', action: 'refuse', setBy: person.id } as const;
    await db.insert(secrecyRules).values(rule);
    await expect(save(0, { problem: '红旗渠 工程' })).rejects.toMatchObject({ code: 'secrecy_refused' });
    await save();
    await submitCorrection(officer, { id });
    await expect(clearCorrection(secrecy, { ...(await shown()), note: '红旗渠工程' })).rejects.toMatchObject({
      code: 'secrecy_refused',
    });
    await expect(clearCorrection(approver, await shown())).rejects.toMatchObject({ code: 'forbidden' });
    await expect(clearCorrection(officer, await shown())).rejects.toMatchObject({ code: 'forbidden' });
    const other = await makeOrganisation(db, { kind: 'university' });
    const roles = ['officer', 'secrecy', 'approver'] as const;
    const stranger = await asActor(ctx, await makePerson(db, other, [...roles]));
    for (const act of [
      submitCorrection,
      recallCorrection,
      dropCorrection,
      clearCorrection,
      returnCorrection,
      applyCorrection,
    ]) {
      await expect(act(stranger, { id, seen: '' })).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(getCorrectionPage(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('begins with a user’s word where one is worked in; never with one that he did not agree to publish', async () => {
    const { talk, contractId } = await makePerformingContract(db);
    const user = await talk.as('company', 'officer');
    const id = talk.deal.achievementId;
    const word = { contractId, rating: 5, key: crypto.randomUUID() };
    const open = await giveFeedback(user, { ...word, effect: '吨水成本降到 5.2 元', isPublic: true });
    // The same form sent twice is one word.
    expect(await giveFeedback(user, { ...word, effect: '吨水成本降到 5.2 元', isPublic: true })).toEqual(open);
    const quiet = await giveFeedback(user, { contractId, rating: 4, effect: '停机少了三成', isPublic: false });
    const officer = await talk.as('unit', 'officer');
    const abstractOf = async (feedbackId: string | null) =>
      (await getCorrectionPage(officer, id, feedbackId)).proposed.data.abstract;
    const before = await abstractOf(null);
    const by = user.actor.org!.orgName;
    expect(await abstractOf(open.id)).toBe(`${before}\n应用效果（${by}，2026 年 11 月）：吨水成本降到 5.2 元`);
    for (const feedbackId of [quiet.id, crypto.randomUUID()])
      await expect(getCorrectionPage(officer, id, feedbackId)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('meets the rules that count when it is passed on, not only those of its last save', async () => {
    const { ctx, officer, secrecy, approver, unit, id, seen, save, shown, head } = await scene();
    const { id: setBy } = await makePerson(db, unit, []);
    const rule = async (text: string, action: 'refuse' | 'review') => {
      const name = `规则 ${unit.id} ${text}`;
      await db.insert(secrecyRules).values({ name, kind: 'word', text, action, setBy, createdAt: ctx.now() });
      return name;
    };
    const stop = (name: string) => db.update(secrecyRules).set({ isActive: false }).where(eq(secrecyRules.name, name));
    await save(0, { abstract: `晚词甲${unit.id} 晚词乙${unit.id}` });
    await submitCorrection(officer, { id });
    const refused = await rule(`晚词甲${unit.id}`, 'refuse');
    await expect(clearCorrection(secrecy, { ...(await shown()), checks: [] })).rejects.toMatchObject({
      code: 'secrecy_refused',
      params: { rule: refused },
    });
    await stop(refused);
    await clearCorrection(secrecy, { ...(await shown()), checks: [] });
    await db.update(secrecyRules).set({ isActive: true }).where(eq(secrecyRules.name, refused));
    await expect(applyCorrection(approver, await shown())).rejects.toMatchObject({ code: 'secrecy_refused' });
    await stop(refused);
    // A rule that wants a person to look came after the secrecy reviewer had: it goes back to him.
    const looked = await rule(`晚词乙${unit.id}`, 'review');
    await expect(applyCorrection(approver, await shown())).rejects.toMatchObject({ code: 'invalid' });
    expect([await seen(), (await head()).versionN]).toEqual(['原来的简介', 1]);
    await returnCorrection(approver, { ...(await shown()), note: '请再审' });
    await submitCorrection(officer, { id });
    await expect(clearCorrection(secrecy, { ...(await shown()), checks: [] })).rejects.toMatchObject(changed);
    await clearCorrection(secrecy, { ...(await shown()), checks: [] });
    await applyCorrection(approver, await shown());
    expect(await head()).toMatchObject({ versionN: 2, reviewFlags: [looked] });
    await stop(looked);
  });

  test('is not cleared past a rule that came since the reviewer’s page was loaded: he is shown it first', async () => {
    const { ctx, officer, secrecy, unit, id, save, shown } = await scene();
    await save(0, { abstract: `又晚词${unit.id}` });
    await submitCorrection(officer, { id });
    const before = await shown();
    const { id: setBy } = await makePerson(db, unit, []);
    const name = `又晚规则 ${unit.id}`;
    const rule = { name, kind: 'word' as const, text: `又晚词${unit.id}`, action: 'review' as const };
    await db.insert(secrecyRules).values({ ...rule, setBy, createdAt: ctx.now() });
    await expect(clearCorrection(secrecy, { ...before, checks: [] })).rejects.toMatchObject(changed);
    expect((await getCorrectionPage(secrecy, id)).correction).toMatchObject({
      state: 'unit_review',
      reviewFlags: [name],
    });
    // Not even by another page that was loaded before.
    await expect(clearCorrection(secrecy, { ...before, checks: [] })).rejects.toMatchObject(changed);
    await clearCorrection(secrecy, { ...(await shown()), checks: [] });
    expect(await findOpenCorrection(ctx, id)).toMatchObject({ state: 'office_review', reviewFlags: [name] });
    await db.update(secrecyRules).set({ isActive: false }).where(eq(secrecyRules.name, name));
  });
});
