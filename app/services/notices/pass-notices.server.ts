import { and, asc, inArray, isNull, isNotNull, lte } from 'drizzle-orm';
import { attendeeMessages } from '#app/domain/event-messages.ts';
import { digestOf, mailOf, type NoticeLine, templateOf } from '#app/domain/notice-mail.ts';
import { afterQuiet, areaOf, digestAt, type NoticeArea } from '#app/domain/notice-rules.ts';
import { notices, outbox, users } from '#db/schema/index.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { confirmPath } from '../listings/confirm-link.server.ts';
import { type NoticeWishes, wishesOf } from './notice-settings.server.ts';

export interface NoticeWords {
  /** The sentence of a notice; the pages' own table. */
  readonly wordsOf: (notice: Pick<Notice, 'kind' | 'params'>) => string;
  readonly baseUrl: string;
}

type Notice = typeof notices.$inferSelect;
type Message = typeof outbox.$inferInsert;

/** What is older is read in the inbox: nobody gets mail of last week after a long silence. */
const staleMs = 2 * 86_400_000;
/** Attendees of an event get these by their own message, on the address that they gave for it. */
const toldElsewhere = new Set<string>(attendeeMessages);

/**
 * Hands new notices to mail, SMS and WeChat as each person chose. A notice is taken under its row's lock and marked in the same
 * transaction in which its messages are written: none is lost, none is written twice, however many pass at once.
 */
export async function passNotices(ctx: Context, words: NoticeWords): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const fresh = await tx.db
      .select()
      .from(notices)
      .where(isNull(notices.passedAt))
      .orderBy(asc(notices.createdAt))
      .limit(500)
      .for('update', { skipLocked: true });
    if (fresh.length === 0) return 0;
    const [wishes, people] = await Promise.all([
      wishesOf(
        tx,
        fresh.map(({ userId }) => userId),
      ),
      peopleOf(tx, fresh),
    ]);
    const messages: Message[] = [];
    const digests = new Map<number, string[]>();
    for (const notice of fresh) {
      const wish = wishes.get(notice.userId);
      const person = people.get(notice.userId);
      const isStale = tx.now().getTime() - notice.createdAt.getTime() > staleMs;
      if (wish === undefined || person === undefined || isStale || toldElsewhere.has(notice.kind)) continue;
      const area = areaOf(notice.kind);
      const isMailed = person.emailVerified && wish.isOn(area, 'mail');
      if (isMailed && wish.digest === 'daily') {
        const at = digestAt(notice.createdAt, wish).getTime();
        digests.set(at, [...(digests.get(at) ?? []), notice.id]);
      }
      if (isMailed && wish.digest === 'each') messages.push(mailTo(tx, notice, area, person.email, wish, words));
      messages.push(...templatesTo(tx, notice, area, person.phoneNumber, wish, words));
    }
    if (messages.length > 0) await tx.db.insert(outbox).values(messages);
    for (const [at, ids] of digests)
      await tx.db
        .update(notices)
        .set({ digestAt: new Date(at) })
        .where(inArray(notices.id, ids));
    await tx.db
      .update(notices)
      .set({ passedAt: tx.now() })
      .where(
        inArray(
          notices.id,
          fresh.map(({ id }) => id),
        ),
      );
    return fresh.length;
  });
}

/** Writes the daily mails that are due, one for each person, of what he has not read meanwhile. */
export async function writeDigests(ctx: Context, words: NoticeWords): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const due = await tx.db
      .select()
      .from(notices)
      .where(and(isNotNull(notices.digestAt), lte(notices.digestAt, tx.now()), isNull(notices.digestedAt)))
      .orderBy(asc(notices.userId), asc(notices.createdAt))
      .limit(5000)
      .for('update', { skipLocked: true });
    if (due.length === 0) return 0;
    const [wishes, people] = await Promise.all([
      wishesOf(
        tx,
        due.map(({ userId }) => userId),
      ),
      peopleOf(tx, due),
    ]);
    const messages = [...people].flatMap(([userId, person]): Message[] => {
      const wish = wishes.get(userId);
      if (wish === undefined || wish.digest === 'none') return [];
      const lines = due
        .filter((notice) => notice.userId === userId && notice.readAt === null)
        .map((notice) => ({ ...lineOf(notice, words, wish), area: areaOf(notice.kind) }))
        .filter(({ area }) => wish.isOn(area, 'mail'));
      if (lines.length === 0) return [];
      const mail = digestOf(lines, settingsUrl(words));
      return [{ channel: 'mail', recipient: person.email, ...mail, userId, createdAt: tx.now() }];
    });
    if (messages.length > 0) await tx.db.insert(outbox).values(messages);
    await tx.db
      .update(notices)
      .set({ digestedAt: tx.now() })
      .where(
        inArray(
          notices.id,
          due.map(({ id }) => id),
        ),
      );
    return messages.length;
  });
}

async function peopleOf(tx: In<Context>, rows: readonly Notice[]) {
  const ids = [...new Set(rows.map(({ userId }) => userId))];
  const found = await tx.db
    .select({
      id: users.id,
      email: users.email,
      emailVerified: users.emailVerified,
      phoneNumber: users.phoneNumber,
      phoneNumberVerified: users.phoneNumberVerified,
    })
    .from(users)
    .where(inArray(users.id, ids));
  return new Map(
    found.map(({ id, phoneNumberVerified, ...person }) => [
      id,
      { ...person, phoneNumber: phoneNumberVerified ? person.phoneNumber : null },
    ]),
  );
}

const settingsUrl = ({ baseUrl }: NoticeWords): string => `${baseUrl}/desk/notices/settings`;

const lineOf = (notice: Notice, { wordsOf, baseUrl }: NoticeWords, wish: NoticeWishes): NoticeLine => {
  const direct = directPath(notice, wish);
  return {
    words: wordsOf(notice),
    title: notice.params.title ?? '',
    url: `${baseUrl}${notice.href}`,
    ...(direct !== null && { direct: `${baseUrl}${direct}` }),
  };
};

/** Where a notice asks for one yes, the mail carries the reader's own signed link to it. */
function directPath({ kind, userId, params }: Notice, { mailSecret }: NoticeWishes): string | null {
  const { orgId, day } = params;
  if (kind !== 'listing.due' || orgId === undefined || day === undefined) return null;
  return confirmPath({ userId, orgId, day }, mailSecret);
}

function mailTo(
  tx: In<Context>,
  notice: Notice,
  area: NoticeArea,
  email: string,
  wish: NoticeWishes,
  words: NoticeWords,
): Message {
  const { userId } = notice;
  const mail = mailOf(lineOf(notice, words, wish), settingsUrl(words));
  return {
    channel: 'mail',
    recipient: email,
    ...mail,
    userId,
    area,
    nextTryAt: afterQuiet(tx.now(), wish),
    createdAt: tx.now(),
  };
}

function templatesTo(
  tx: In<Context>,
  notice: Notice,
  area: NoticeArea,
  phone: string | null,
  wish: NoticeWishes,
  words: NoticeWords,
): Message[] {
  const line = lineOf(notice, words, wish);
  const { template, params } = templateOf(line);
  const common = {
    subject: params.what ?? '',
    body: `${line.words}${line.title}`,
    template,
    templateParams: params,
    userId: notice.userId,
    area,
    nextTryAt: afterQuiet(tx.now(), wish),
    createdAt: tx.now(),
  };
  return [
    ...(phone !== null && wish.isOn(area, 'sms') ? [{ ...common, channel: 'sms' as const, recipient: phone }] : []),
    ...(wish.wechatId !== null && wish.isOn(area, 'wechat')
      ? [{ ...common, channel: 'wechat' as const, recipient: wish.wechatId }]
      : []),
  ];
}
