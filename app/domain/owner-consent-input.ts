import { z } from 'zod';

const versionN = z.coerce.number().int().positive();

/** A co-owner's word on his own account. */
export const OwnerConsentInput = z.object({
  versionN,
  hasRead: z.literal('on', { error: '请确认：已通读全文，同意签署' }),
});

/** What a co-owner signed on paper; the file comes beside. */
export const OwnerPaperInput = z.object({
  versionN,
  owner: z.string({ error: '请选择共有权人' }).trim().min(1, '请选择共有权人').max(30),
});
