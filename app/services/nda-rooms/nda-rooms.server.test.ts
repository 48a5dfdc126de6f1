import { hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { PDFDocument } from '@cantoo/pdf-lib';
import { eq } from 'drizzle-orm';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { openingsADay } from '#app/domain/nda.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { endDeal } from '#app/services/deals/end-deal.server.ts';
import type { Received } from '#app/services/files/keep-file.server.ts';
import type { Database } from '#db/client.server.ts';
import { ndaAcceptances, roomDocuments, roomOpenings } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { makeTalkingDeal } from '#seeds/make-talking-deal.ts';
import { acceptNda } from './accept-nda.server.ts';
import { endNda, withdrawNda } from './end-nda.server.ts';
import { listNdaTodos } from './nda-todos.server.ts';
import { openDocument } from './open-document.server.ts';
import { proposeNda } from './propose-nda.server.ts';
import { getNdaRoom } from './queries.server.ts';
import { shareDocument } from './share-document.server.ts';
import { withdrawDocument } from './withdraw-document.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

async function pdfOf(pages: number, attached = false): Promise<Buffer> {
  const doc = await PDFDocument.create();
  for (let n = 0; n < pages; n += 1) doc.addPage([595, 842]).drawText('secret recipe', { x: 60, y: 700 });
  if (attached) await doc.attach(Buffer.from('all of it'), 'raw.txt', { mimeType: 'text/plain' });
  return Buffer.from(await doc.save());
}
const put = async (ctx: ActorContext, bytes: Buffer, name = '工艺.pdf'): Promise<Received> => ({
  ...(await ctx.files.put(Readable.from([bytes]), 10_000_000)),
  name,
});
async function textOf(bytes: Uint8Array): Promise<string[]> {
  const doc = await getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let n = 1; n <= doc.numPages; n += 1) {
    const { items } = await (await doc.getPage(n)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  return pages;
}

async function scene() {
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now });
  const talk = await makeTalkingDeal(ctx);
  const unit = await talk.as('unit', 'officer');
  const company = await talk.as('company', 'officer');
  const companyOwner = await talk.as('company', 'owner');
  const dealId = talk.deal.id;
  const propose = (by: ActorContext = unit, key?: string) =>
    proposeNda(by, { dealId, purpose: '评估能否在本厂试用', years: 5, extra: '', key });
  const share = async (title = '絮凝配方', bytes?: Buffer) =>
    shareDocument(unit, { dealId, title, note: '', file: await put(unit, bytes ?? (await pdfOf(2))) });
  const bind = async () => {
    const { id: ndaId, sha256 } = await propose();
    await acceptNda(unit, { dealId, ndaId, sha256 });
    return acceptNda(companyOwner, { dealId, ndaId, sha256 });
  };
  return { clock, ctx, talk, unit, company, companyOwner, dealId, propose, share, bind };
}
const missing = { code: 'not_found' };

describe('the agreement', () => {
  test('binds when both sides have accepted the very text; who and when are kept, and its hash is the text’s', async () => {
    const { unit, companyOwner, dealId, propose, talk } = await scene();
    const nda = await propose();
    for (const side of [unit, companyOwner]) expect(await listNdaTodos(side)).toMatchObject([{ kind: 'nda.accept' }]);
    expect(nda.sha256).toBe(hash('sha256', nda.text));
    expect(nda.text).toContain(talk.unit.name);
    expect(nda.text).toContain(talk.company.name);
    const input = { dealId, ndaId: nda.id, sha256: nda.sha256 };
    expect((await acceptNda(unit, input)).state).toBe('proposed');
    await expect(acceptNda(unit, input)).rejects.toMatchObject({ code: 'already_signed' });
    await expect(acceptNda(companyOwner, { ...input, sha256: '0'.repeat(64) })).rejects.toMatchObject({
      code: 'state_changed',
    });
    const bare = { ...companyOwner, actor: { ...companyOwner.actor, provedAt: null } };
    await expect(acceptNda(bare, input)).rejects.toMatchObject({ code: 'proof_required' });
    expect((await acceptNda({ ...companyOwner, address: '203.0.113.9' }, input)).state).toBe('active');
    const kept = await db.select().from(ndaAcceptances).where(eq(ndaAcceptances.ndaId, nda.id));
    expect(kept.map(({ orgId, userId, sha256 }) => ({ orgId, userId, sha256 }))).toEqual([
      { orgId: talk.unit.id, userId: unit.actor.userId, sha256: nda.sha256 },
      { orgId: talk.company.id, userId: companyOwner.actor.userId, sha256: nda.sha256 },
    ]);
    expect(kept[1]?.address).toBe('203.0.113.9');
  });

  test('the two sides accepting at once open it once', async () => {
    const { unit, companyOwner, dealId, propose } = await scene();
    const { id: ndaId, sha256 } = await propose();
    const both = await Promise.all([unit, companyOwner].map((ctx) => acceptNda(ctx, { dealId, ndaId, sha256 })));
    expect(both.map(({ state }) => state).toSorted()).toEqual(['active', 'proposed']);
    expect((await getNdaRoom(unit, dealId)).nda?.acceptances).toHaveLength(2);
  });

  test('one stands at a time; a form sent twice is one; a colleague of finance proposes none', async () => {
    const { talk, unit, company, dealId, propose } = await scene();
    const key = crypto.randomUUID();
    const [first, again] = await Promise.all([propose(unit, key), propose(unit, key)]);
    expect(again.id).toBe(first.id);
    await expect(propose(company)).rejects.toMatchObject({ code: 'duplicate' });
    await expect(propose(await talk.as('unit', 'finance'))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(withdrawNda(company, { dealId, ndaId: first.id })).rejects.toMatchObject({ code: 'forbidden' });
    await withdrawNda(unit, { dealId, ndaId: first.id });
    expect((await propose(company)).n).toBe(2);
  });
});

describe('a document', () => {
  test('opens for the other side only while both are bound, marked on every page, and each opening is in the log', async () => {
    const { unit, company, dealId, share, bind } = await scene();
    const { id: documentId } = await share();
    expect((await getNdaRoom(company, dealId)).documents).toEqual([]);
    expect((await getNdaRoom(company, dealId)).hidden).toBe(1);
    await expect(openDocument(company, { dealId, documentId })).rejects.toMatchObject(missing);
    await bind();
    const opened = await openDocument(company, { dealId, documentId });
    const pages = await textOf(opened.bytes);
    expect(pages).toHaveLength(2);
    for (const page of pages) {
      expect(page).toContain('secret recipe');
      expect(page).toContain(company.actor.name);
      expect(page).toContain('2026-11-21 10:00');
    }
    const log = (await getNdaRoom(unit, dealId)).documents[0]?.openings;
    expect(log).toHaveLength(1);
    expect(log?.[0]).toMatchObject({ name: company.actor.name });
    expect(pages[0]).toContain(log?.[0]?.mark);
    expect(opened.name).toContain(log?.[0]?.mark);
    // The reader's side sees no log of what is not its own.
    expect((await getNdaRoom(company, dealId)).documents[0]?.openings).toEqual([]);
  });

  test('closes with its withdrawal, with the end of the disclosure, and with the deal', async () => {
    const { unit, company, dealId, share, bind } = await scene();
    const one = await share();
    const two = await share('图纸');
    const { id: ndaId } = await bind();
    await openDocument(company, { dealId, documentId: one.id });
    await expect(withdrawDocument(company, { dealId, documentId: one.id })).rejects.toMatchObject(missing);
    await withdrawDocument(unit, { dealId, documentId: one.id });
    await expect(openDocument(company, { dealId, documentId: one.id })).rejects.toMatchObject(missing);
    await expect(withdrawDocument(unit, { dealId, documentId: one.id })).rejects.toMatchObject({
      code: 'state_changed',
    });
    expect((await getNdaRoom(company, dealId)).documents.map(({ id }) => id)).toEqual([two.id]);
    await endNda(company, { dealId, ndaId });
    await expect(openDocument(company, { dealId, documentId: two.id })).rejects.toMatchObject(missing);
    expect((await openDocument(unit, { dealId, documentId: two.id })).bytes.length).toBeGreaterThan(100);
    await bind();
    await openDocument(company, { dealId, documentId: two.id });
    await endDeal(unit, { id: dealId, reason: 'price', note: '' });
    for (const ctx of [unit, company]) {
      await expect(openDocument(ctx, { dealId, documentId: two.id })).rejects.toMatchObject(missing);
    }
    // The log outlives the room.
    expect((await getNdaRoom(unit, dealId)).documents.find(({ id }) => id === one.id)?.openings).toHaveLength(1);
  });

  test('is not there for strangers, for a document of another deal, and before the talk is accepted', async () => {
    const { ctx, company, dealId, share, bind } = await scene();
    const { id: documentId } = await share();
    await bind();
    const other = await scene();
    const foreign = await other.share();
    await expect(openDocument(company, { dealId, documentId: foreign.id })).rejects.toMatchObject(missing);
    const stranger = await asActor(ctx, await makePerson(db, await makeOrganisation(db), ['officer', 'owner']));
    await expect(openDocument(stranger, { dealId, documentId })).rejects.toMatchObject(missing);
    await expect(getNdaRoom(stranger, dealId)).rejects.toMatchObject(missing);
    expect(await db.$count(roomOpenings, eq(roomOpenings.documentId, documentId))).toBe(0);
  });

  test('that cannot be marked does not come in: a password, a text, a sheet; files hidden in a PDF go', async () => {
    const { unit, company, dealId, share, bind } = await scene();
    await expect(share('说明', Buffer.from('只是一段文字'))).rejects.toMatchObject({ code: 'file_refused' });
    await expect(share('坏的', Buffer.from('%PDF-1.7 broken'))).rejects.toMatchObject({ code: 'file_refused' });
    const locked = await PDFDocument.load(await pdfOf(1));
    locked.encrypt({ userPassword: 'x', ownerPassword: 'y', permissions: {} });
    await expect(share('加密', Buffer.from(await locked.save()))).rejects.toMatchObject({ code: 'file_refused' });
    expect(await db.$count(roomDocuments, eq(roomDocuments.dealId, dealId))).toBe(0);
    await bind();
    const { id: documentId } = await share('带附件', await pdfOf(1, true));
    const { bytes } = await openDocument(company, { dealId, documentId });
    const doc = await getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise;
    expect(await doc.getAttachments()).toBeNull();
    expect((await getNdaRoom(unit, dealId)).documents).toHaveLength(1);
  });

  test('that is a picture carries the mark in its pixels', async () => {
    const { company, dealId, share, bind } = await scene();
    await bind();
    const white = { create: { width: 900, height: 600, channels: 3 as const, background: '#ffffff' } };
    for (const plain of [await sharp(white).png().toBuffer(), await sharp(white).jpeg().toBuffer()]) {
      const { id: documentId } = await share('照片', plain);
      const { bytes, type } = await openDocument(company, { dealId, documentId });
      const { channels } = await sharp(bytes).stats();
      expect(channels[1]!.min).toBeLessThan(200);
      const { width, format } = await sharp(bytes).metadata();
      expect([width, `image/${format}`]).toEqual([900, type]);
    }
  });

  test('opens so often a day and no more, by however many clicks at once', async () => {
    const { company, dealId, share, bind, clock } = await scene();
    const { id: documentId } = await share();
    await bind();
    const orgId = company.actor.org!.orgId;
    const at = clock.now();
    const { userId } = company.actor;
    await db
      .insert(roomOpenings)
      .values(Array.from({ length: openingsADay - 1 }, () => ({ documentId, orgId, userId, at })));
    const tries = await Promise.allSettled([1, 2, 3].map(() => openDocument(company, { dealId, documentId })));
    expect(tries.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
    clock.moveDays(2);
    await openDocument(company, { dealId, documentId });
  });
});
