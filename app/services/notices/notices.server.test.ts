import { and, eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { NoticeArea, NoticeChannel } from '#app/domain/notice-rules.ts';
import type { Database } from '#db/client.server.ts';
import { notices, noticeSettings, outbox } from '#db/schema/index.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { asActor, makeContext, makeOrganisation, makePerson, testClock } from '#seeds/make.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { inTransaction } from '../context.server.ts';
import { ownWishes, saveWishes } from './notice-settings.server.ts';
import { passNotices, writeDigests } from './pass-notices.server.ts';
import { readUnsubscribeLink, unsubscribe, unsubscribePath } from './unsubscribe.server.ts';

let db: Database;
beforeAll(async () => {
  ({ db } = await testDatabase());
});

const words = { wordsOf: () => '对方接受了对接。', baseUrl: 'https://example.com' };

async function scene(at = '2026-11-21T02:00:00Z') {
  const clock = testClock(at);
  const ctx = makeContext(db, { now: clock.now });
  const person = await makePerson(db, await makeOrganisation(db, { kind: 'enterprise' }));
  const actor = await asActor(ctx, person);
  const tell = (kind = 'deal.accept') =>
    inTransaction(ctx, (tx) =>
      notifyPeople(tx, [person.id], { kind, params: { title: '标题\r\nBcc: x' }, href: '/desk/deals' }),
    );
  const sent = () => db.select().from(outbox).where(eq(outbox.userId, person.id)).orderBy(outbox.createdAt);
  const choose = (digest: 'each' | 'daily' | 'none', on: readonly `${NoticeArea}.${NoticeChannel}`[] = ['deal.mail']) =>
    saveWishes(actor, {
      digest,
      quietFrom: 22,
      quietTo: 7,
      choices: (['deal', 'money'] as const).flatMap((area) =>
        (['mail', 'sms', 'wechat'] as const).map((channel) => ({
          area,
          channel,
          isOn: on.includes(`${area}.${channel}`),
        })),
      ),
    });
  return { clock, ctx, person, actor, tell, sent, choose };
}

test('each notice is one mail however many pass at once, and its title opens no second header', async () => {
  const { ctx, tell, sent, person } = await scene();
  await tell();
  await Promise.all([passNotices(ctx, words), passNotices(ctx, words), passNotices(ctx, words)]);
  await passNotices(ctx, words);
  const [mail, ...more] = await sent();
  expect(more).toEqual([]);
  expect(mail).toMatchObject({ channel: 'mail', recipient: person.email, area: 'deal' });
  expect(mail?.subject).toBe('对方接受了对接。 标题 Bcc: x');
});

test('in quiet hours it waits until they are over; what is a week old goes nowhere', async () => {
  const { clock, ctx, tell, sent } = await scene('2026-11-21T15:30:00Z');
  await tell();
  await passNotices(ctx, words);
  expect((await sent())[0]?.nextTryAt?.toISOString()).toBe('2026-11-21T23:00:00.000Z');
  await tell();
  clock.moveDays(7);
  await passNotices(ctx, words);
  expect(await sent()).toHaveLength(1);
});

test('a daily digest carries what is unread at eight, once', async () => {
  const { clock, ctx, person, tell, sent, choose } = await scene();
  await choose('daily');
  await tell();
  await tell();
  await tell('receipt.confirm');
  await passNotices(ctx, words);
  expect(await writeDigests(ctx, words)).toBe(0);
  const [first] = await db.select().from(notices).where(eq(notices.userId, person.id)).limit(1);
  await db.update(notices).set({ readAt: ctx.now() }).where(eq(notices.id, first!.id));
  clock.moveDays(1);
  await Promise.all([writeDigests(ctx, words), writeDigests(ctx, words)]);
  const mails = await sent();
  expect(mails).toHaveLength(1);
  expect(mails[0]?.subject).toMatch(/^成果通：[12] 条未读通知$/);
});

test('SMS and WeChat go by template where the person asked for them and has an address there', async () => {
  const { ctx, person, tell, sent, choose } = await scene();
  await choose('none', ['deal.sms', 'deal.wechat']);
  await tell();
  await passNotices(ctx, words);
  expect((await sent()).map(({ channel }) => channel)).toEqual(['sms']);
  await db.update(noticeSettings).set({ wechatId: 'openid-1' }).where(eq(noticeSettings.userId, person.id));
  await tell();
  await passNotices(ctx, words);
  const last = (await sent()).find(({ channel }) => channel === 'wechat');
  expect(last).toMatchObject({ recipient: 'openid-1', template: 'notice' });
  expect(Object.values(last?.templateParams ?? {}).every((value) => value.length <= 40)).toBe(true);
});

test('one click ends one area or all, twice is once, a forged link is nobody’s', async () => {
  const { ctx, actor, person, tell, sent } = await scene();
  await ownWishes(actor);
  const [row] = await db.select().from(noticeSettings).where(eq(noticeSettings.userId, person.id));
  const code = (area: NoticeArea | null) =>
    unsubscribePath(person.id, row!.mailSecret, area).replace('/unsubscribe/', '');
  expect(code('deal')).not.toContain(row!.mailSecret);
  await expect(readUnsubscribeLink(ctx, code('deal').replace('.deal.', '.money.'))).rejects.toMatchObject({
    code: 'not_found',
  });
  await unsubscribe(ctx, code('deal'));
  await unsubscribe(ctx, code('deal'));
  expect((await ownWishes(actor)).on).not.toContain('deal.mail');
  expect((await ownWishes(actor)).on).toContain('money.mail');
  await tell();
  await passNotices(ctx, words);
  expect(await sent()).toEqual([]);
  await unsubscribe(ctx, code(null));
  expect((await ownWishes(actor)).digest).toBe('none');
  const mine = and(eq(outbox.userId, person.id), eq(outbox.channel, 'mail'));
  await tell('receipt.confirm');
  await passNotices(ctx, words);
  expect(await db.$count(outbox, mine)).toBe(0);
});
