import { z } from 'zod';

const versionN = z.coerce.number().int().positive();
const people = z
  .union([z.array(z.uuid()), z.uuid().transform((one) => [one])])
  .default([])
  .refine((ids) => ids.length <= 10, '最多选 10 人');

/** A side agrees to sign on the page, and names who signs, who countersigns, and which side signs first. */
export const ArrangePageInput = z.object({
  versionN,
  first: z.enum(['own', 'other', 'any'], { error: '请选择谁先签' }),
  signers: people,
  countersigners: people,
  isAgreed: z.literal('on', { error: '请确认本单位同意采用页面签署' }),
});

export const CountersignPageInput = z.object({
  versionN,
  hasRead: z.literal('on', { error: '请确认已通读全文' }),
});

export const DropPageInput = z.object({ versionN });
