import { z } from 'zod';
import { isDay } from './days.ts';

const row = z.object({
  no: z.string().min(1).max(60),
  name: z.string().min(1).max(200),
  unitName: z.string().min(1).max(120),
  acceptedOn: z.string().refine(isDay),
});
/** One accepted project; the funding is known where a sheet says it. */
export type ProjectRow = z.infer<typeof row> & { readonly fundingFen?: bigint | null };

/** Lines of 项目编号, 项目名称, 承担单位, 验收日期, divided by tab, comma or bar; every wrong line is named. */
export const EnterProjects = z.object({
  lines: z
    .string({ error: '请粘贴项目清单。' })
    .max(500_000, '一次最多 50 万字。')
    .transform((text, context): ProjectRow[] => {
      const rows = text.split(/\r?\n/).flatMap((line, at) => {
        if (line.trim() === '') return [];
        const [no, name, unitName, acceptedOn] = line.split(/\t|,|，|\|/).map((cell) => cell.trim());
        const parsed = row.safeParse({ no, name, unitName, acceptedOn });
        if (parsed.success) return [parsed.data];
        const message = `第 ${at + 1} 行要有项目编号、项目名称、承担单位、验收日期（如 2026-03-31）。`;
        context.addIssue({ code: 'custom', message });
        return [];
      });
      if (rows.length === 0) context.addIssue({ code: 'custom', message: '请粘贴项目清单，一行一项。' });
      return rows;
    }),
});
export const PleadDuty = z.object({
  dutyId: z.uuid(),
  reason: z.string({ error: '请写明理由。' }).trim().min(10, '请写明理由，至少 10 字。').max(1000, '最多 1000 字。'),
});
export const DecidePlea = z.object({
  dutyId: z.uuid(),
  outcome: z.enum(['exempt', 'refuse'], { error: '请选择处理结果。' }),
  decision: z.string({ error: '请写明依据。' }).trim().min(1, '请写明依据。').max(500, '最多 500 字。'),
});
const ids = z.union([z.uuid(), z.array(z.uuid()).max(200)], { error: '请选择要催办的项目。' });
export const DunDuties = z.object({ ids }).transform(({ ids: typed }) => ({
  ids: typeof typed === 'string' ? [typed] : typed,
}));
export const LinkProject = z.object({
  projectId: z.uuid(),
  achievementNo: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^CG-\d{4}-[0-9A-Z]+$/, '请填成果编号，例如 CG-2026-00042。'),
});
