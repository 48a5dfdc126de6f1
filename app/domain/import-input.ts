import { z } from 'zod';
import { wholeKeys } from './import-mapping.ts';
import { duplicateChoices } from './import.ts';

/** The officer takes responsibility that nothing in the file is classified (保守国家秘密法 art. 35; 促进科技成果转化法 art. 11). */
export const ConfirmImport = z
  .object({
    commitment: z.literal('on', { error: '请先确认：这些成果不涉密，可以公开。' }),
    onDuplicate: z.enum(duplicateChoices).optional(),
    review: z.enum(['chain', 'named'], { error: '请选择怎样经过保密审查。' }),
    reviewedBy: z.union([z.uuid(), z.literal('')]).optional(),
  })
  .refine(({ review, reviewedBy }) => review !== 'named' || (reviewedBy ?? '') !== '', {
    error: '请选择审这份文件的保密审查人员。',
    path: ['reviewedBy'],
    // Judged beside the other fields, so that one answer names all that is wrong.
    when: () => true,
  });
export type ConfirmImport = z.infer<typeof ConfirmImport>;

/** An import, or the decision on it, stands still. */
export const RetryImport = z.object({ importId: z.uuid().optional() });

export const StartImport = z.object({ key: z.uuid().optional() });
export type StartImport = z.infer<typeof StartImport>;

export const UndoImport = z.object({
  sure: z.literal('on', { error: '请先确认：没有动过的，新增的会撤下，更新过的恢复原来的内容。' }),
});

/** What becomes of one row that repeats something. */
export const ChooseRow = z.object({
  rowNo: z.coerce.number().int().positive(),
  choice: z.enum(duplicateChoices, { error: '请选择怎么办。' }),
});

const column = z.string().max(40).optional();
/** As many columns of a file as are read. */
export const mostColumns = 200;
/** Our column for each column of the file, one field a column of his; `all_` gives all rows the same word. */
export const MapImport = z.object({
  name: z.string().trim().max(60, '名称不超过 60 字。').optional(),
  ...(Object.fromEntries([
    ...Array.from({ length: mostColumns }, (_, at) => [`col_${at}`, column]),
    ...wholeKeys.map((key) => [`all_${key}`, column]),
  ]) as Record<string, typeof column>),
});

const mappingId = z.uuid();
export const RenameMapping = z.object({
  id: mappingId,
  name: z.string().trim().min(1, '请填写名称。').max(60, '名称不超过 60 字。'),
});
export const RemoveMapping = z.object({ id: mappingId });
