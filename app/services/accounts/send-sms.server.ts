import { and, eq, sql } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import type { Database, Tx } from '#db/client.server.ts';
import { outbox } from '#db/schema/index.ts';
import { lockName } from '../lock-name.server.ts';

/**
 * Puts an SMS on its way: at most 5 a minute and 30 a day to one number, whoever asks for them and from whatever address.
 *
 * @throws AppError rate_limited
 */
export async function sendSms(db: Database | Tx, number: string, subject: string, body: string): Promise<void> {
  await db.transaction(async (tx) => {
    // One after the other for a number: side by side all would count the same.
    await lockName(tx, `sms:${number}`);
    const sentSince = (interval: string) =>
      tx.$count(
        outbox,
        and(
          eq(outbox.channel, 'sms'),
          eq(outbox.recipient, number),
          sql`${outbox.createdAt} > now() - ${interval}::interval`,
        ),
      );
    if ((await sentSince('1 day')) >= 30) {
      throw new AppError('rate_limited', { says: '今天发往这个号码的短信太多了，请明天再试。' });
    }
    if ((await sentSince('1 minute')) >= 5) throw new AppError('rate_limited');
    await tx.insert(outbox).values({ channel: 'sms', recipient: number, subject, body });
  });
}
