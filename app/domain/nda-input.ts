import { z } from 'zod';
import { ndaYears } from './nda.ts';

const key = z.uuid().optional();
const years = `请填 ${ndaYears.least} 到 ${ndaYears.most} 之间的整年数`;

export const ProposeNdaInput = z.object({
  purpose: z.string({ error: '请写明资料用来做什么' }).trim().min(4, '请写明资料用来做什么').max(200, '最多 200 个字'),
  years: z.coerce.number({ error: years }).int(years).min(ndaYears.least, years).max(ndaYears.most, years),
  extra: z.string().trim().max(1000, '最多 1000 个字').default(''),
  key,
});
export const AcceptNdaInput = z.object({
  ndaId: z.uuid(),
  /** The hash of the text that stood on the page: another text is not what was agreed to. */
  sha256: z.string().length(64),
  agree: z.literal('on', { error: '请先勾选同意' }),
});
export const NdaDeedInput = z.object({ ndaId: z.uuid() });
export const RoomDocumentInput = z.object({
  title: z.string({ error: '请写资料名称' }).trim().min(1, '请写资料名称').max(100, '最多 100 个字'),
  note: z.string().trim().max(500, '最多 500 个字').default(''),
  key,
});
export const RoomDocumentDeed = z.object({ documentId: z.uuid() });
