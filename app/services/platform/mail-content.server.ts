import QRCode from 'qrcode';
import type { SendMailOptions } from 'nodemailer';
import type { outbox } from '#db/schema/index.ts';

type Message = Pick<typeof outbox.$inferSelect, 'subject' | 'body' | 'link' | 'qr'>;

/** The text with its link as a whole address, which a phone makes a link of. */
export const wholeText = ({ body, link }: Pick<Message, 'body' | 'link'>, baseUrl = ''): string =>
  link === '' ? body : `${body}${baseUrl}${link}`;

/** A mail as plain text; one with a ticket shows its QR besides, as a picture that lies in the mail and is fetched nowhere. */
export async function mailContent(
  message: Message,
  baseUrl: string | undefined,
): Promise<Pick<SendMailOptions, 'subject' | 'text' | 'html' | 'attachments'>> {
  const text = wholeText(message, baseUrl);
  if (message.qr === null) return { subject: message.subject, text };
  const picture = await QRCode.toBuffer(message.qr, { type: 'png', errorCorrectionLevel: 'M', margin: 4, width: 320 });
  return {
    subject: message.subject,
    text,
    html: `<p>${escaped(message.body)}<a href="${escaped(`${baseUrl ?? ''}${message.link}`)}">打开参会码</a></p><p><img src="cid:ticket" alt="参会码" width="320" height="320"></p>`,
    attachments: [{ filename: '参会码.png', content: picture, contentType: 'image/png', cid: 'ticket' }],
  };
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
