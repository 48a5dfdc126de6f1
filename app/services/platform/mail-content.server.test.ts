import { decodeQR } from 'qr/decode.js';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { mailContent, wholeText } from './mail-content.server.ts';

const plain = { subject: '沙龙', body: '凭参会码入场：', link: '/tickets/abc', qr: null };

test('a link goes out as a whole address, in mail and SMS', async () => {
  expect(wholeText(plain, 'https://example.org')).toBe('凭参会码入场：https://example.org/tickets/abc');
  expect(wholeText({ body: '验证码 123456', link: '' }, 'https://example.org')).toBe('验证码 123456');
  expect(await mailContent(plain, 'https://example.org')).toEqual({
    subject: '沙龙',
    text: '凭参会码入场：https://example.org/tickets/abc',
  });
});

test('a mail with a ticket shows its QR, which a camera reads, and takes no markup from the text', async () => {
  const mail = await mailContent({ ...plain, body: '<b>甲</b>：', qr: 'CGT.ticket' }, 'https://example.org');
  expect(mail.html).toContain('&lt;b&gt;甲');
  expect(mail.html).toContain('src="cid:ticket"');
  const [picture] = mail.attachments ?? [];
  const { data, info } = await sharp(picture?.content as Buffer)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(decodeQR({ width: info.width, height: info.height, data: new Uint8Array(data) })).toBe('CGT.ticket');
});
