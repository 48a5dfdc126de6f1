import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { composerForm } from '#app/domain/composer-form.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import type { Database } from '#db/client.server.ts';
import { contracts } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { codeOf } from '#seeds/code-of.ts';
import { makeContext } from '#seeds/make.ts';
import { makeTalkingDeal, soundTerms, type TalkingDeal } from '#seeds/make-talking-deal.ts';
import { answerClauses } from './answer-clauses.server.ts';
import { composerPage } from './composer-queries.server.ts';
import { counterContract } from './counter-contract.server.ts';
import { findDraft, listDrafts } from './draft-queries.server.ts';
import { getVersion } from './own-contract.server.ts';
import { contractPage } from './queries.server.ts';
import { listTodos } from '../desk/queries.server.ts';
import { proposeContract } from './propose-contract.server.ts';
import { discardDraft, rebaseDraft, saveDraft, stepMark } from './save-draft.server.ts';
import { termsPage } from './terms-queries.server.ts';
import { withdrawClauses } from './withdraw-clauses.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const first = soundTerms();
/** What the company asks for: a wider place, a lower rate, longer secrecy. */
const asked: PayLaterTerms = {
  ...first,
  territory: '全球',
  royalty: { ...first.royalty!, schedule: { kind: 'flat', ratePpm: 20_000 } },
  confidentialityYears: 8,
};

async function bargain(talk: TalkingDeal) {
  const offered = await proposeContract(await talk.as('unit', 'officer'), { dealId: talk.deal.id, terms: first });
  return counterContract(await talk.as('company', 'officer'), {
    contractId: offered.id,
    versionN: 1,
    terms: asked,
    reasons: { royalty: '同类技术一般为 2%' },
  });
}

const termsOf = async (talk: TalkingDeal, contractId: string, n: number) =>
  termsFromJson((await getVersion(await talk.as('unit', 'officer'), contractId, n)).data.terms);
const rowOf = async (id: string) => (await db.select().from(contracts).where(eq(contracts.id, id)))[0];
const all = (isTaken: boolean) =>
  (['scope', 'royalty', 'confidentiality'] as const).map((clause) => ({ clause, isTaken, note: '' }));

describe('an answer clause by clause', () => {
  test('names each change with its reason to the side whose turn it is', async () => {
    const talk = await makeTalkingDeal(makeContext(db));
    const { id } = await bargain(talk);
    const page = await termsPage(await talk.as('unit', 'officer'), id);
    expect(page.open.map(({ key }) => key)).toEqual(['scope', 'royalty', 'confidentiality']);
    expect(page.open.find(({ key }) => key === 'royalty')?.note).toBe('同类技术一般为 2%');
    expect(page).toMatchObject({ mayAnswer: true, mayWithdraw: false });
    expect(await termsPage(await talk.as('company', 'officer'), id)).toMatchObject({
      mayAnswer: false,
      mayWithdraw: true,
    });
  });

  test('head and desk of who is asked say which clauses were changed, and lead to the difference', async () => {
    const talk = await makeTalkingDeal(makeContext(db));
    const { id } = await bargain(talk);
    const [unit, company] = [await talk.as('unit', 'officer'), await talk.as('company', 'officer')];
    const [head] = (await contractPage(unit, id)).steps;
    expect(head).toMatchObject({ key: 'revised', isAsked: true });
    expect(head?.title).toContain('对方改了 3 条（方式、地域与领域、收入提成、保密）');
    expect(head?.detail).toContain('提成比例：比例为 3% 改为 比例为 2%');
    expect((await contractPage(company, id)).steps[0]?.key).toBe('terms');
    const rows = (await listTodos(unit)).filter(({ subjectId }) => subjectId === id);
    expect(rows).toMatchObject([
      {
        kind: 'contract.agree_revised',
        href: `/desk/contracts/${id}/terms`,
        detail: expect.stringContaining('改了 3 条：方式、地域与领域、收入提成、保密'),
        isMine: true,
      },
    ]);
    expect((await listTodos(company)).filter(({ subjectId }) => subjectId === id)).toEqual([]);
  });

  test('some taken, some not: a new version, and the other side is asked again', async () => {
    const talk = await makeTalkingDeal(makeContext(db));
    const { id } = await bargain(talk);
    await answerClauses(await talk.as('unit', 'officer'), {
      contractId: id,
      versionN: 2,
      answers: [
        { clause: 'scope', isTaken: true, note: '' },
        { clause: 'royalty', isTaken: false, note: '3% 已是最低' },
        { clause: 'confidentiality', isTaken: true, note: '' },
      ],
    });
    expect(await rowOf(id)).toMatchObject({ state: 'offered', versionN: 3, proposedBySide: 'licensor' });
    expect(await termsOf(talk, id, 3)).toEqual({ ...first, territory: '全球', confidentialityYears: 8 });
    const page = await termsPage(await talk.as('company', 'officer'), id);
    expect(page.open.map(({ key, note }) => [key, note])).toEqual([['royalty', '3% 已是最低']]);
  });

  test('all taken is agreement to the version that was offered', async () => {
    const talk = await makeTalkingDeal(makeContext(db));
    const { id } = await bargain(talk);
    await answerClauses(await talk.as('unit', 'officer'), { contractId: id, versionN: 2, answers: all(true) });
    expect((await rowOf(id))?.state).not.toBe('offered');
    expect((await rowOf(id))?.versionN).toBe(2);
  });

  test('every change is answered, by the side whose turn it is, to the version it saw', async () => {
    const talk = await makeTalkingDeal(makeContext(db));
    const { id } = await bargain(talk);
    const unit = await talk.as('unit', 'officer');
    expect(await codeOf(answerClauses(unit, { contractId: id, versionN: 2, answers: all(true).slice(1) }))).toBe(
      'invalid',
    );
    expect(await codeOf(answerClauses(unit, { contractId: id, versionN: 1, answers: all(true) }))).toBe(
      'state_changed',
    );
    const company = await talk.as('company', 'officer');
    expect(await codeOf(answerClauses(company, { contractId: id, versionN: 2, answers: all(true) }))).toBe('forbidden');
    const finance = await talk.as('unit', 'finance');
    expect(await codeOf(answerClauses(finance, { contractId: id, versionN: 2, answers: all(true) }))).toBe('forbidden');
    const stranger = await makeTalkingDeal(makeContext(db));
    const foreign = await stranger.as('unit', 'officer');
    expect(await codeOf(answerClauses(foreign, { contractId: id, versionN: 2, answers: all(true) }))).toBe('not_found');
  });

  test('of two answers at once, or an answer and a withdrawal, one counts', async () => {
    const talk = await makeTalkingDeal(makeContext(db));
    const { id } = await bargain(talk);
    const answer = { contractId: id, versionN: 2, answers: all(false) };
    const codes = await Promise.all([
      codeOf(answerClauses(await talk.as('unit', 'officer'), answer)),
      codeOf(answerClauses(await talk.as('unit', 'approver'), answer)),
      codeOf(
        withdrawClauses(await talk.as('company', 'officer'), { contractId: id, versionN: 2, clauses: ['royalty'] }),
      ),
    ]);
    expect(codes.toSorted()).toEqual(['done', 'state_changed', 'state_changed']);
    expect((await rowOf(id))?.versionN).toBe(3);
  });

  test('the same terms again are no counter-proposal', async () => {
    const talk = await makeTalkingDeal(makeContext(db));
    const { id } = await bargain(talk);
    const unit = await talk.as('unit', 'officer');
    expect(await codeOf(counterContract(unit, { contractId: id, versionN: 2, terms: asked }))).toBe('invalid');
  });
});

describe('changes taken back before they are answered', () => {
  test('read as the other side had them; the rest is still its turn', async () => {
    const talk = await makeTalkingDeal(makeContext(db));
    const { id } = await bargain(talk);
    const company = await talk.as('company', 'officer');
    await withdrawClauses(company, { contractId: id, versionN: 2, clauses: ['royalty', 'scope'] });
    expect(await rowOf(id)).toMatchObject({ state: 'offered', versionN: 3, proposedBySide: 'licensee' });
    expect(await termsOf(talk, id, 3)).toEqual({ ...first, confidentialityYears: 8 });
    const page = await termsPage(await talk.as('unit', 'officer'), id);
    expect(page.open.map(({ key }) => key)).toEqual(['confidentiality']);
    expect(await codeOf(withdrawClauses(company, { contractId: id, versionN: 3, clauses: ['royalty'] }))).toBe(
      'invalid',
    );
  });

  test('only by who made them', async () => {
    const talk = await makeTalkingDeal(makeContext(db));
    const { id } = await bargain(talk);
    const unit = await talk.as('unit', 'officer');
    expect(await codeOf(withdrawClauses(unit, { contractId: id, versionN: 2, clauses: ['royalty'] }))).toBe(
      'forbidden',
    );
  });
});

describe('a draft', () => {
  const start = composerForm(first);
  const window = () => ({ writtenIn: crypto.randomUUID() });
  const save = (talk: TalkingDeal, role: 'officer' | 'approver', given: { fieldOfUse?: string; months?: string }) =>
    talk.as('unit', role).then((ctx) =>
      saveDraft(ctx, {
        dealId: talk.deal.id,
        baseVersionN: null,
        start,
        ...window(),
        step: given.months === undefined ? 'scope' : 'trial',
        seen: stepMark(start, given.months === undefined ? 'scope' : 'trial'),
        sent: {
          ...start,
          fieldOfUse: given.fieldOfUse ?? 'never read',
          trial: { ...start.trial, months: given.months ?? '99' },
        },
      }),
    );

  test('keeps each step as it was sent, right or wrong, also from two people at once', async () => {
    const talk = await makeTalkingDeal(makeContext(db));
    await Promise.all([save(talk, 'officer', { fieldOfUse: '' }), save(talk, 'approver', { months: '2' })]);
    const draft = await findDraft(await talk.as('unit', 'officer'), talk.deal.id);
    expect(draft?.form).toEqual({ ...start, fieldOfUse: '', trial: { ...start.trial, months: '2' } });
  });

  test('a step that somebody else wrote meanwhile is not written over; a window’s own later sends are', async () => {
    const talk = await makeTalkingDeal(makeContext(db));
    const sendFrom = (role: 'officer' | 'approver', writtenIn: string) => {
      const seen = stepMark(start, 'scope');
      const to = { dealId: talk.deal.id, baseVersionN: null, start, step: 'scope', seen, writtenIn } as const;
      return async (territory: string, more: { seen?: string; writtenIn?: string } = {}) =>
        codeOf(saveDraft(await talk.as('unit', role), { ...to, sent: { ...start, territory }, ...more }));
    };
    const [mine, hers] = [sendFrom('officer', 'a'), sendFrom('approver', 'b')];
    expect(await mine('甘肃省')).toBe('done');
    // The answer to the first is not there yet.
    expect(await mine('西北五省')).toBe('done');
    expect(await hers('全国')).toBe('conflict');
    // Nothing to lose: it is what stands.
    expect(await hers('西北五省')).toBe('done');
    expect(await hers('全国')).toBe('done');
    expect(await mine('甘肃省')).toBe('conflict');
    expect(await mine('甘肃省', { seen: stepMark({ ...start, territory: '全国' }, 'scope') })).toBe('done');
    expect((await findDraft(await talk.as('unit', 'officer'), talk.deal.id))?.form.territory).toBe('甘肃省');
    // The last step shows the whole: what changed on any other since is not sent unread.
    const reader = await talk.as('unit', 'approver');
    const review = { dealId: talk.deal.id, baseVersionN: null, start, step: 'review', sent: start } as const;
    const seen = stepMark({ ...start, territory: '全国' }, 'review');
    expect(await codeOf(saveDraft(reader, { ...review, seen, writtenIn: 'c' }))).toBe('done');
    expect(await codeOf(saveDraft(reader, { ...review, seen, writtenIn: 'd', isSending: true }))).toBe('conflict');
    const fresh = stepMark({ ...start, territory: '甘肃省' }, 'review');
    const send = { ...review, seen: fresh, writtenIn: 'd', isSending: true };
    expect(await codeOf(saveDraft(reader, send))).toBe('done');
  });

  test('is the organisation’s own, and listed for those who write', async () => {
    const talk = await makeTalkingDeal(makeContext(db));
    await save(talk, 'officer', { months: '6' });
    expect((await listDrafts(await talk.as('unit', 'approver'))).map(({ dealId }) => dealId)).toEqual([talk.deal.id]);
    expect(await listDrafts(await talk.as('unit', 'finance'))).toEqual([]);
    expect(await findDraft(await talk.as('company', 'officer'), talk.deal.id)).toBeNull();
    const stranger = await makeTalkingDeal(makeContext(db));
    const seen = stepMark(start, 'scope');
    const saved = {
      dealId: talk.deal.id,
      baseVersionN: null,
      start,
      step: 'scope',
      seen,
      sent: start,
      ...window(),
    } as const;
    expect(await codeOf(saveDraft(await stranger.as('unit', 'officer'), saved))).toBe('not_found');
    expect(await codeOf(saveDraft(await talk.as('unit', 'finance'), saved))).toBe('forbidden');
    await discardDraft(await talk.as('unit', 'approver'), { dealId: talk.deal.id });
    expect(await listDrafts(await talk.as('unit', 'officer'))).toEqual([]);
  });

  test('remembers which version it changes until somebody says otherwise, and is gone once sent', async () => {
    const talk = await makeTalkingDeal(makeContext(db));
    await save(talk, 'officer', { months: '6' });
    await proposeContract(await talk.as('company', 'officer'), { dealId: talk.deal.id, terms: first });
    const unit = await talk.as('unit', 'officer');
    expect((await composerPage(unit, talk.deal.id)).draft?.baseVersionN).toBeNull();
    await rebaseDraft(unit, { dealId: talk.deal.id, baseVersionN: 1 });
    const { draft, contract } = await composerPage(unit, talk.deal.id);
    expect(draft).toMatchObject({ baseVersionN: 1, form: { trial: { months: '6' } } });
    await counterContract(unit, { contractId: contract?.id ?? '', versionN: 1, terms: asked });
    expect(await findDraft(unit, talk.deal.id)).toBeNull();
  });
});
