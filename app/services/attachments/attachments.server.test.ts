import { existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { eq } from 'drizzle-orm';
import PdfDocument from 'pdfkit';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import type { MemberRole } from '#app/domain/access.ts';
import { maxAttachments } from '#app/domain/attachment.ts';
import { openedPapers, reviewChecklists } from '#app/domain/review.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import {
  achievementAttachments,
  auditLines,
  files,
  notices,
  registrations,
  secrecyRules,
  secrecyStops,
} from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asShown } from '#seeds/as-shown.ts';
import { achievementData, asActor, makeAchievement, makeContext, makeOrganisation, makePerson } from '#seeds/make.ts';
import { clearAchievement } from '../achievements/clear-achievement.server.ts';
import { createAchievement } from '../achievements/create-achievement.server.ts';
import { publishAchievement } from '../achievements/publish-achievement.server.ts';
import { submitAchievement } from '../achievements/submit-achievement.server.ts';
import { getFile } from '../files/get-file.server.ts';
import { getReviewCase } from '../reviews/queries.server.ts';
import { partsOf, zipOf } from '../sheets/sheets-for-tests.ts';
import { stateSoloReview } from '../organisations/state-solo-review.server.ts';
import { listReviewTodos } from '../reviews/review-todos.server.ts';
import { reviewMany } from '../reviews/review-many.server.ts';
import { pdfTexts } from '../secrecy/pdf-texts.server.ts';
import { addAttachment } from './add-attachment.server.ts';
import { clearAttachment } from './clear-attachment.server.ts';
import { drawPicture } from './draw-picture.server.ts';
import { shownAttachments, shownPictures } from './pictures.server.ts';
import { attachmentsPage } from './queries.server.ts';
import { removeAttachment } from './remove-attachment.server.ts';

let db: Database;
let unit: Awaited<ReturnType<typeof makeOrganisation>>;
let officer: ActorContext;
let secrecy: ActorContext;
let stranger: ActorContext;
let serial = 0;

beforeAll(async () => {
  ({ db } = await testDatabase());
  unit = await makeOrganisation(db, { kind: 'university', regionCode: '621102' });
  const ctx = makeContext(db);
  const as = async (...roles: MemberRole[]) => asActor(ctx, await makePerson(db, unit, roles));
  [officer, secrecy] = [await as('officer'), await as('secrecy', 'approver')];
  stranger = await asActor(makeContext(db), await makePerson(db, await makeOrganisation(db), ['officer']));
});

const paperIn = async ({ files: store }: ActorContext, text = `%PDF-1.7\n% ${(serial += 1)}\n`) => ({
  ...(await store.put(Readable.from([Buffer.from(text)]), 1e6)),
  name: '检测报告.pdf',
});
const paper = (text?: string) => paperIn(officer, text);
const draftId = async (given = {}) =>
  (
    await createAchievement(officer, {
      data: achievementData({ name: `带材料的成果 ${(serial += 1)}`, ...given }),
      people: [],
    })
  ).id;
const attach = async (id: string, kind: 'test_report' | 'user_certificate' = 'test_report') =>
  addAttachment(officer, { id, kind, title: '检测报告', file: await paper() });
const publish = async (id: string) => {
  await submitAchievement(officer, { id });
  await clearAchievement(secrecy, { ...(await asShown(secrecy, id)), checks: [openedPapers.key] });
  await publishAchievement(secrecy, await asShown(secrecy, id));
};
const mayOpen = async (ctx: ActorContext, fileId: string): Promise<boolean> =>
  getFile(ctx, fileId).then(
    () => true,
    () => false,
  );

describe('papers of a record', () => {
  test('go public with the record that was reviewed with them; before that only the unit opens them', async () => {
    const id = await draftId();
    const { fileId } = await attach(id);
    expect([await mayOpen(officer, fileId), await mayOpen(stranger, fileId)]).toEqual([true, false]);
    await submitAchievement(officer, { id });
    await expect(attach(id)).rejects.toMatchObject({ code: 'state_changed' });
    await clearAchievement(secrecy, { ...(await asShown(secrecy, id)), checks: [openedPapers.key] });
    await publishAchievement(secrecy, await asShown(secrecy, id));
    expect(await mayOpen(stranger, fileId)).toBe(true);
    // 摘要公开: that there is a paper everybody learns, members of verified units open it.
    const account = await asActor(makeContext(db), await makePerson(db, null));
    expect(await mayOpen(account, fileId)).toBe(false);
    expect((await shownAttachments(account, id)).papers).toMatchObject([
      { title: '检测报告', reach: 'member', fileId: null },
    ]);
    expect((await shownAttachments(stranger, id)).papers).toMatchObject([{ reach: 'open', fileId }]);
  });

  test('added to a public record, wait for the secrecy reviewer, who is told; two who clear at once: one does', async () => {
    const id = await draftId();
    await publish(id);
    const { id: attachmentId, fileId } = await attach(id);
    expect(await mayOpen(stranger, fileId)).toBe(false);
    expect((await shownAttachments(makeContext(db), id)).papers).toEqual([]);
    const told = await db.select().from(notices).where(eq(notices.userId, secrecy.actor.userId));
    expect(told.map(({ kind }) => kind)).toContain('achievement.attach');
    const waits = async (ctx: ActorContext) =>
      (await listReviewTodos(ctx)).some((todo) => todo.id === `attachment.review:${id}`);
    expect([await waits(secrecy), await waits(officer), await waits(stranger)]).toEqual([true, false, false]);
    await expect(clearAttachment(officer, attachmentId)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(clearAttachment(stranger, attachmentId)).rejects.toMatchObject({ code: 'forbidden' });
    const both = await Promise.allSettled([1, 2].map(() => clearAttachment(secrecy, attachmentId, { isOpened: true })));
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await waits(secrecy)).toBe(false);
    expect(await mayOpen(stranger, fileId)).toBe(true);
  });

  test('are not cleared by who added them, whatever else he may; in a unit with nobody else that says so he does, on record', async () => {
    const home = await makeOrganisation(db, { kind: 'university' });
    const ctx = makeContext(db);
    const person = await makePerson(db, home, ['officer', 'secrecy']);
    const both = await asActor(ctx, person);
    const owner = await asActor(ctx, await makePerson(db, home, ['owner']));
    const { id } = await makeAchievement(db, home, person);
    const add = async () =>
      (await addAttachment(both, { id, kind: 'test_report', title: '检测报告', file: await paperIn(both) })).id;
    const [first, second] = [await add(), await add()];
    const eyes = async () => (await attachmentsPage(both, id)).attachments.map((each) => each.eyes);
    expect(await eyes()).toEqual(['own', 'own']);
    expect(await listReviewTodos(both)).toEqual([]);
    const own = { code: 'conflict', params: { eyes: 'own' } };
    await expect(clearAttachment(both, first, { isOpened: true })).rejects.toMatchObject(own);
    expect((await shownAttachments(makeContext(db), id)).papers).toEqual([]);
    await stateSoloReview(owner, { isStated: true });
    expect(await eyes()).toEqual(['solo', 'solo']);
    expect(await listReviewTodos(both)).toMatchObject([{ id: `attachment.review:${id}` }]);
    await clearAttachment(both, first, { isOpened: true });
    const deeds = await db.select().from(auditLines).where(eq(auditLines.subjectId, id));
    expect(deeds.filter(({ deed }) => deed === 'achievement.attachment_clear_solo')).toMatchObject([
      { actorId: both.actor.userId },
    ]);
    // With another reviewer there, the statement no longer counts.
    const another = await asActor(ctx, await makePerson(db, home, ['secrecy']));
    await expect(clearAttachment(both, second, { isOpened: true })).rejects.toMatchObject(own);
    await clearAttachment(another, second, { isOpened: true });
    expect((await shownAttachments(makeContext(db), id)).papers.length).toBe(2);
  });

  test('that name others’ agreements, or belong to a record that opens after an NDA, stay with unit and authority', async () => {
    const id = await draftId();
    const { fileId } = await attach(id, 'user_certificate');
    const closed = await draftId({ publication: 'nda' });
    const ofClosed = await attach(closed);
    await publish(id);
    await publish(closed);
    expect(await mayOpen(stranger, fileId)).toBe(false);
    expect(await mayOpen(stranger, ofClosed.fileId)).toBe(false);
    const authority = async (regionCode: string) =>
      asActor(
        makeContext(db),
        await makePerson(db, await makeOrganisation(db, { kind: 'authority', regionCode }), ['officer']),
      );
    const [dingxi, wuwei] = [await authority('621100'), await authority('620600')];
    expect(await mayOpen(dingxi, fileId)).toBe(false);
    await db.insert(registrations).values({
      achievementId: id,
      orgId: unit.id,
      versionN: 1,
      state: 'reviewing',
      levels: ['city', 'province'],
      level: 'city',
      regionCode: '621102',
      waitingSince: new Date(),
      askedBy: officer.actor.userId,
    });
    expect([await mayOpen(dingxi, fileId), await mayOpen(wuwei, fileId)]).toEqual([true, false]);
    // What the unit's secrecy review has not seen yet is no authority's either.
    const late = await attach(id);
    expect(await mayOpen(dingxi, late.fileId)).toBe(false);
    expect((await getReviewCase(dingxi, id)).attachments.map(({ fileId: shown }) => shown)).toEqual([fileId]);
  });

  test('taken away, nobody opens them; what the secrecy reviewer stops is erased', async () => {
    const id = await draftId();
    await publish(id);
    const kept = await attach(id);
    await removeAttachment(officer, kept.id);
    expect(await mayOpen(officer, kept.fileId)).toBe(false);
    const stopped = await attach(id);
    const [file] = await db.select().from(files).where(eq(files.id, stopped.fileId));
    const elsewhere = await makePerson(db, await makeOrganisation(db, { kind: 'university' }), ['officer', 'secrecy']);
    const foreign = await asActor(makeContext(db), elsewhere);
    await expect(removeAttachment(foreign, stopped.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(clearAttachment(foreign, stopped.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(removeAttachment(stranger, stopped.id)).rejects.toMatchObject({ code: 'not_found' });
    await removeAttachment(secrecy, stopped.id);
    expect(existsSync(officer.files.path(file!.sha256))).toBe(false);
    await expect(removeAttachment(secrecy, stopped.id)).rejects.toMatchObject({ code: 'not_found' });
    expect((await attachmentsPage(officer, id)).attachments).toEqual([]);
    expect(await db.$count(achievementAttachments, eq(achievementAttachments.achievementId, id))).toBe(2);
  });

  test('the same form sent twice adds one; a file that lies about its type, and a stranger’s record, are refused', async () => {
    const id = await draftId();
    const key = crypto.randomUUID();
    const file = await paper();
    const send = () => addAttachment(officer, { id, kind: 'picture', title: '样机', file, key });
    const [a, b] = await Promise.all([send(), send()]);
    expect(a.id).toBe(b.id);
    const script = await paper('#!/bin/sh\nrm -rf /\n');
    await expect(addAttachment(officer, { id, kind: 'other', title: '脚本', file: script })).rejects.toMatchObject({
      code: 'file_refused',
    });
    const theirs = await makeAchievement(db, await makeOrganisation(db, { kind: 'university' }), {
      id: officer.actor.userId,
    });
    await expect(attach(theirs.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(addAttachment(stranger, { id, kind: 'other', title: '外来', file })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('the screen reads a paper before it is kept', () => {
  const pdfOf = async (info: Record<string, string>, page: string) => {
    const document = new PdfDocument({ info });
    document.text(page).end();
    const bytes = await buffer(document);
    return { ...(await officer.files.put(Readable.from([bytes]), 1e6)), name: '报告.pdf' };
  };
  const rule = async (text: string) => {
    const setBy = officer.actor.userId;
    const given = { name: '密级标志', kind: 'word' as const, text, action: 'refuse' as const, setBy };
    await db.insert(secrecyRules).values(given).onConflictDoNothing();
  };

  test('its properties and its pages: of what is stopped no byte stays, the rule is counted', async () => {
    await rule('机密★');
    await rule('TOPSECRET');
    const id = await draftId();
    const add = (file: Awaited<ReturnType<typeof pdfOf>>) =>
      addAttachment(officer, { id, kind: 'test_report', title: '报告', file });
    for (const file of [await pdfOf({ Title: '机 密★十年' }, 'report'), await pdfOf({}, 'TOP SECRET no. 7')]) {
      await expect(add(file)).rejects.toMatchObject({ code: 'secrecy_refused', params: { rule: '密级标志' } });
      expect(existsSync(officer.files.path(file.sha256))).toBe(false);
    }
    expect(await db.$count(secrecyStops)).toBe(2);
    const open = await pdfOf({ Title: '田间测产报告' }, 'yield report');
    await add(open);
    expect(existsSync(officer.files.path(open.sha256))).toBe(true);
  }, 60_000);

  test('what stands in a Word document and in a workbook, in any part and cut into runs; of what is stopped no byte stays', async () => {
    await rule('机密★');
    const id = await draftId();
    const run = (text: string) => `<w:r><w:rPr><w:sz/></w:rPr><w:t>${text}</w:t></w:r>`;
    const word = (more: Record<string, string>) =>
      zipOf(
        Object.entries({
          '[Content_Types].xml': `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
          'word/document.xml': `<w:document xmlns:w="w"><w:p>${run('田间')}${run('报告')}</w:p></w:document>`,
          ...more,
        }).map(([name, body]) => ({ name, body })),
      );
    const add = async (bytes: Buffer, name: string) => {
      const file = { ...(await officer.files.put(Readable.from([bytes]), 1e8)), name };
      return { file, done: addAttachment(officer, { id, kind: 'test_report' as const, title: '报告', file }) };
    };
    const marked = `<w:p xmlns:w="w">${run('机')}${run('密★')}</w:p>`;
    const cell = '<row><c t="inlineStr"><is><t>机密★</t></is></c></row>';
    for (const [bytes, name] of [
      [word({ 'word/footer1.xml': marked }), '正文.docx'],
      [word({ 'customXml/item1.xml': marked }), '附带.docx'],
      [word({ 'word/theme/a.xml': marked }), '主题里的正文.docx'],
      [word({ 'word/mystyles.xml': marked }), '样式里的正文.docx'],
      [zipOf(partsOf(cell)), '底稿.xlsx'],
      [zipOf(partsOf('', { 'xl/comments1.xml': '<comments><text><t>机密★</t></text></comments>' })), '批注.xlsx'],
    ] as const) {
      const { file, done } = await add(bytes, name);
      await expect(done).rejects.toMatchObject({ code: 'secrecy_refused' });
      expect(existsSync(officer.files.path(file.sha256))).toBe(false);
    }
    const readingOf = async (bytes: Buffer, name: string) => (await (await add(bytes, name)).done).reading;
    expect(await readingOf(word({}), '正文.docx')).toBe('whole');
    expect(await readingOf(word({ 'word/media/image1.png': 'PNG' }), '有图.docx')).toBe('part');
    expect(await readingOf(zipOf(partsOf('')), '底稿.xlsx')).toBe('whole');
    // By its declared type, not by its name and place: what is not read for sure is looked at.
    const main = `<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>`;
    const rtf = `<Types>${main}<Override PartName="/word/chunk.xml" ContentType="application/rtf"/></Types>`;
    const unread: Record<string, string>[] = [
      { 'word/afchunk.rtf': '{\\rtf1 \\u26426?}' },
      { '[Content_Types].xml': rtf, 'word/chunk.xml': '{\\rtf1 \\u26426?}' },
      { 'word/pics/scan.png': 'PNG' },
      { 'word/chunk.html': '<p>&#26426;<br></p>' },
      { 'word/theme/b.xml': '\u0000<\u0000a' },
    ];
    for (const parts of unread) expect(await readingOf(word(parts), '块.docx')).toBe('part');
    expect(await readingOf(zipOf(partsOf('', { 'xl/pics/scan.png': 'PNG' })), '有图.xlsx')).toBe('part');
    const printer = `<Types><Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`;
    const usual = partsOf('', { '[Content_Types].xml': printer, 'xl/printerSettings/printerSettings1.bin': 'x' });
    expect(await readingOf(zipOf(usual), '打印过.xlsx')).toBe('whole');
    const bomb = word({ 'word/footer1.xml': `<w:p>${' '.repeat(64 * 1_048_576)}</w:p>` });
    expect(await readingOf(bomb, '炸弹.docx')).toBe('part');
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    expect(await readingOf(png, '样机.png')).toBe('none');
  }, 120_000);

  test('what no machine has read to its end is passed by nobody who does not say that he opened it, and in no batch', async () => {
    const id = await draftId();
    await attach(id);
    await submitAchievement(officer, { id });
    const found = await getReviewCase(secrecy, id);
    expect(found).toMatchObject({ mustOpen: true, attachments: [{ reading: 'part' }] });
    const [checks, opened] = [reviewChecklists.secrecy.map(({ key }) => key), [openedPapers.key]];
    await expect(clearAchievement(secrecy, { ...(await asShown(secrecy, id)), checks })).rejects.toMatchObject({
      code: 'invalid',
      field: 'checks',
    });
    const batch = { records: [{ id, seen: found.mark }], outcome: 'pass' as const };
    expect(await reviewMany(secrecy, batch)).toEqual({ done: 0, left: [{ id, why: 'flagged' }] });
    await clearAchievement(secrecy, { ...(await asShown(secrecy, id)), checks: [...checks, ...opened] });
    await publishAchievement(secrecy, await asShown(secrecy, id));
    const late = await attach(id);
    await expect(clearAttachment(secrecy, late.id)).rejects.toMatchObject({ code: 'invalid', field: 'opened' });
    await clearAttachment(secrecy, late.id, { isOpened: true });
    const deeds = await db.select().from(auditLines).where(eq(auditLines.subjectId, id));
    expect(deeds.map(({ deed }) => deed)).toContain('achievement.attachment_open');
    expect(await getReviewCase(secrecy, id)).toMatchObject({ mustOpen: false });
  }, 60_000);

  test('a page without words is looked at by a person', async () => {
    const document = new PdfDocument();
    document.text('words').addPage().rect(10, 10, 50, 50).fill();
    document.end();
    const { sha256 } = await officer.files.put(Readable.from([await buffer(document)]), 1e6);
    expect(await pdfTexts(officer.files.path(sha256))).toMatchObject({ isWhole: true, hasPictures: true });
  }, 60_000);

  test('what the screen points out in a paper stays with it until its review, told to who reviews; without rules nothing was screened', async () => {
    const setBy = officer.actor.userId;
    await db.delete(secrecyStops);
    await db.delete(secrecyRules);
    const bare = await draftId();
    const report = async (page: string) => ({
      kind: 'test_report' as const,
      title: '报告',
      file: await pdfOf({}, page),
    });
    const before = await addAttachment(officer, { id: bare, ...(await report('yield report')) });
    expect(before).toMatchObject({ reading: 'none', flags: [expect.stringContaining('没有筛过')] });
    await submitAchievement(officer, { id: bare });
    expect(await getReviewCase(secrecy, bare)).toMatchObject({ mustOpen: true });
    const given = { name: '领域：核能', kind: 'word' as const, text: 'reactor', action: 'review' as const, setBy };
    await db.insert(secrecyRules).values(given);
    const id = await draftId();
    const found = await addAttachment(officer, { id, ...(await report('a reactor core')) });
    expect(found).toMatchObject({ reading: 'whole', flags: ['领域：核能'] });
    expect((await attachmentsPage(officer, id)).attachments).toMatchObject([{ flags: [] }]);
    await submitAchievement(officer, { id });
    const opened = await getReviewCase(secrecy, id);
    expect(opened).toMatchObject({ mustOpen: true, attachments: [{ reading: 'whole', flags: ['领域：核能'] }] });
    const checks = reviewChecklists.secrecy.map(({ key }) => key);
    await expect(clearAchievement(secrecy, { ...(await asShown(secrecy, id)), checks })).rejects.toMatchObject({
      code: 'invalid',
      field: 'checks',
    });
    await clearAchievement(secrecy, { ...(await asShown(secrecy, id)), checks: [...checks, openedPapers.key] });
    await db.delete(secrecyRules);
  }, 60_000);

  test('a page with words and a picture is looked at by a person', async () => {
    const id = await draftId();
    const readingOf = async (draw: (document: PDFKit.PDFDocument) => void) => {
      const document = new PdfDocument();
      document.text('page 1 of 1');
      draw(document);
      document.end();
      const file = { ...(await officer.files.put(Readable.from([await buffer(document)]), 1e6)), name: '扫描.pdf' };
      return (await addAttachment(officer, { id, kind: 'test_report', title: '报告', file })).reading;
    };
    await rule('机密★');
    const pixel = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    expect(await readingOf(() => {})).toBe('whole');
    expect(await readingOf((document) => document.rect(0, 0, 9, 9).fill('red'))).toBe('whole');
    expect(await readingOf((document) => document.image(pixel, 0, 0, { width: 500 }))).toBe('part');
  }, 60_000);

  test('what cannot be read is left to the reviewer; what takes too long is ended', async () => {
    const broken = await officer.files.put(Readable.from([Buffer.from('%PDF-1.7 nothing')]), 1e6);
    expect(await pdfTexts(officer.files.path(broken.sha256))).toEqual({
      texts: [],
      isWhole: false,
      hasPictures: false,
    });
    const { sha256 } = await pdfOf({ Title: '慢' }, 'slow');
    expect(await pdfTexts(officer.files.path(sha256), 1)).toEqual({ texts: [], isWhole: false, hasPictures: false });
    expect(await pdfTexts(officer.files.path(sha256))).toMatchObject({ isWhole: true });
    const text = await officer.files.put(Readable.from([Buffer.from('no pdf')]), 1e6);
    expect(await pdfTexts(officer.files.path(text.sha256))).toEqual({ texts: [], isWhole: true, hasPictures: false });
  }, 60_000);

  test('what a field of a form holds, and the table of contents', async () => {
    const document = new PdfDocument();
    document.initForm();
    document.outline.addItem('Chapter').addItem('Below');
    document.formText('unit', 10, 10, 200, 20, { value: 'Typed' });
    document.end();
    const { sha256 } = await officer.files.put(Readable.from([await buffer(document)]), 1e6);
    const { texts, isWhole } = await pdfTexts(officer.files.path(sha256));
    expect(texts).toEqual(expect.arrayContaining(['Chapter', 'Below', 'Typed']));
    expect(isWhole).toBe(true);
  }, 60_000);

  test('neither a form sent again nor one more than fits is read', async () => {
    await rule('UNREAD');
    const id = await draftId();
    const key = crypto.randomUUID();
    const first = await addAttachment(officer, { id, kind: 'other', title: '一', file: await paper(), key });
    const { fileId, kind, title, addedBy } = first;
    const others = Array.from({ length: maxAttachments - 1 }, () => ({
      achievementId: id,
      fileId,
      kind,
      title,
      addedBy,
    }));
    await db.insert(achievementAttachments).values(others);
    // The screen would say secrecy_refused.
    const marked = { ...(await paper()), name: 'UNREAD.pdf' };
    await expect(addAttachment(officer, { id, kind: 'other', title: '多', file: marked })).rejects.toMatchObject({
      code: 'invalid',
    });
    expect((await addAttachment(officer, { id, kind: 'other', title: '一', file: marked, key })).id).toBe(first.id);
  }, 60_000);
});

describe('pictures', () => {
  const photo = async (colour: string) => ({
    ...(await officer.files.put(
      Readable.from([
        await sharp({ create: { width: 1600, height: 900, channels: 3, background: colour } })
          .withExif({ IFD0: { Copyright: 'place' } })
          .jpeg()
          .toBuffer(),
      ]),
      1e6,
    )),
    name: '样机.jpg',
  });
  const shownTo = async (ctx: Parameters<typeof shownPictures>[0], id: string) =>
    (await shownPictures(ctx, id)).map(({ title, width, height }) => `${title} ${width}×${height}`);

  test('of a record whose text is open to everybody are shown to everybody, drawn anew; of a summary to verified units', async () => {
    const anybody = { ...makeContext(db), files: officer.files };
    const member = { ...stranger, files: officer.files };
    for (const [publication, seen] of [
      ['full', ['样机 800×450']],
      ['abstract', []],
      ['nda', []],
    ] as const) {
      const id = await draftId({ publication });
      const file = await photo(`#00000${serial % 10}`);
      const { fileId } = await addAttachment(officer, { id, kind: 'picture', title: '样机', file });
      await attach(id);
      expect(await shownTo(officer, id), 'not public yet').toEqual([]);
      await publish(id);
      expect(await shownTo(anybody, id), publication).toEqual(seen);
      expect(await shownTo(member, id), publication).toEqual(publication === 'nda' ? [] : ['样机 800×450']);
      if (publication !== 'full') continue;
      const [found] = await shownPictures(anybody, id);
      const drawn = await sharp(await drawPicture(anybody, found!.sha256, 'small')).metadata();
      expect([drawn.format, drawn.width, drawn.exif]).toEqual(['webp', 800, undefined]);
      // Who asks at once waits for one drawing.
      const [one, same] = await Promise.all([1, 2].map(() => drawPicture(anybody, found!.sha256, 'large')));
      expect(one).toBe(same);
      // One that came later waits for the secrecy review.
      await addAttachment(officer, { id, kind: 'picture', title: '新照片', file: await photo('#ff0000') });
      expect(await shownTo(anybody, id)).toEqual(seen);
      expect(await mayOpen(stranger, fileId)).toBe(true);
    }
  });

  test('the same file stands in a record once, until it is taken away', async () => {
    const id = await draftId();
    const file = await paper();
    const first = await addAttachment(officer, { id, kind: 'test_report', title: '检测报告', file });
    const again = () => addAttachment(officer, { id, kind: 'other', title: '别的名字', file });
    await expect(again()).rejects.toMatchObject({ code: 'duplicate', field: 'file' });
    await addAttachment(officer, { id: await draftId(), kind: 'other', title: '另一项的', file });
    await removeAttachment(officer, first.id);
    expect((await again()).title).toBe('别的名字');
  });
});
