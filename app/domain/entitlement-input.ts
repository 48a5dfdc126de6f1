import { z } from 'zod';
import { isDay } from './days.ts';
import { entitlementKinds, type EntitlementHolder } from './entitlement.ts';
import { parsePpm } from './money.ts';

const day = (missing: string) => z.string({ error: missing }).refine(isDay, missing);
const optional = <T>(read: (text: string) => T | null, message: string) =>
  z
    .string()
    .trim()
    .default('')
    .transform((text, context): T | null => {
      if (text === '') return null;
      const value = read(text);
      if (value !== null) return value;
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    });
const readYears = (text: string): number | null => (/^\d{1,2}$/.test(text) ? Number(text) : null);

/** 鲁松砚 60%, one a line. */
function readHolder(line: string): EntitlementHolder | null {
  const [, name = '', share = ''] = /^(\S{1,30})[\s,，、/]+([\d.]+)\s*%?$/.exec(line.trim()) ?? [];
  const sharePpm = parsePpm(share);
  return name === '' || sharePpm === null ? null : { name, sharePpm };
}

/** An entitlement as the officer types it. */
export const EntitlementInput = z
  .object({
    kind: z.enum(entitlementKinds, { error: '请选择赋权方式' }),
    share: optional(parsePpm, '请填 0 到 100 之间的百分数'),
    termYears: optional(readYears, '请填整数，单位年'),
    holders: z.string({ error: '请写明被赋权的完成人' }).transform((text, context) => {
      const lines = text.split('\n').filter((line) => line.trim() !== '');
      const holders = lines.flatMap((line) => readHolder(line) ?? []);
      if (holders.length > 0 && holders.length === lines.length) return holders;
      context.addIssue({ code: 'custom', message: '一行一人，姓名后面写比例，例如：鲁松砚 60%' });
      return z.NEVER;
    }),
    agreedOn: day('请填赋权协议的日期'),
    noticeFrom: day('请填公示开始日期'),
    noticeTo: day('请填公示结束日期'),
    /** The agreement lets the unit sign and perform alone. */
    unitActsAlone: z
      .literal('on')
      .optional()
      .transform((tick) => tick === 'on'),
    note: z.string().trim().max(500, '最多 500 个字').default(''),
  })
  .transform(({ share, termYears, kind, ...rest }) => ({
    ...rest,
    kind,
    sharePpm: kind === 'ownership' ? share : null,
    termYears: kind === 'long_use' ? termYears : null,
  }));
