import type { Logger } from 'pino';
import type { outbox } from '#db/schema/index.ts';

export type OutboxMessage = Pick<
  typeof outbox.$inferSelect,
  'id' | 'channel' | 'recipient' | 'body' | 'template' | 'templateParams'
>;

/** Sends SMS or WeChat messages by registered templates. Throws when the gateway does not take one. */
export interface TemplateSender {
  send(message: OutboxMessage): Promise<void>;
}

/**
 * The operator's gateway behind HTTP: takes {to, text, template, params} as JSON. The message's id goes along as the key of
 * idempotency, so that a gateway that took it just before the line broke can tell the second copy.
 */
export const httpSender = (url: string): TemplateSender => ({
  async send(message) {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': message.id },
      body: JSON.stringify({
        to: message.recipient,
        text: message.body,
        ...(message.template !== null && { template: message.template, params: message.templateParams }),
      }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!answer.ok) throw new Error(`${message.channel} gateway answered ${answer.status}`);
  },
});

/** Says in the log that something would have gone out; no address and no text. For trials without a gateway. */
export const logSender = (log: Logger): TemplateSender => ({
  send: async ({ id, channel, template }) => log.info({ message: id, channel, template }, 'template message'),
});
