import { z } from 'zod';
import { isDay } from './days.ts';
import type { DemandData, DemandMetric } from './demand-data.ts';
import { maxMetrics } from './demand-form.ts';
import { parseFen } from './money.ts';

type Context = z.core.$RefinementCtx;

function refuse(context: Context, message: string, path: (string | number)[] = []): never {
  context.addIssue({ code: 'custom', message, path });
  return z.NEVER;
}

const typed = z
  .string()
  .nullish()
  .transform((value) => (value ?? '').trim());

/** Text of at most so many characters; `missing` is said when it is empty, null lets it be. */
const words = (missing: string | null, longest: number, shortest = 1) =>
  typed.transform((value, context) => {
    if (value === '') return missing === null ? value : refuse(context, missing);
    if (value.length > longest) return refuse(context, `最多 ${longest} 个字，现在 ${value.length} 个`);
    return value.length < shortest ? refuse(context, `至少写 ${shortest} 个字，让对方一眼看懂`) : value;
  });

const codes = (missing: string | null, most: number) =>
  z
    .union([z.string(), z.array(z.string())])
    .nullish()
    .transform((value, context) => {
      const list = [...new Set([value ?? []].flat().filter((code) => code !== ''))];
      if (list.length === 0 && missing !== null) return refuse(context, missing);
      if (list.some((code) => !/^[A-Za-z0-9._-]{1,32}$/.test(code))) return refuse(context, '请从列表里选');
      return list.length > most ? refuse(context, `最多选 ${most} 项`) : list;
    });

const level = typed.transform((value, context) => {
  if (value === '') return null;
  return /^[1-9]$/.test(value) ? Number(value) : refuse(context, '请选 1 到 9 级');
});

const wan = typed.transform((value, context) => {
  if (value === '') return null;
  const fen = parseFen(value, 'wan');
  return fen === null ? refuse(context, '请填金额，单位万元，例如 60 或 12.5') : fen.toString();
});

const day = (missing: string | null) =>
  typed.transform((value, context) => {
    if (value === '') return missing === null ? null : refuse(context, missing);
    return isDay(value) ? value : refuse(context, '请填日期，例如 2027-05-11');
  });

const operators: readonly DemandMetric['operator'][] = ['>=', '<=', '=', 'range'];
const isNumber = (text: string) => /^-?\d{1,12}(\.\d{1,6})?$/.test(text);

/** One measurable target. A row left quite empty is no row. */
const metric = z
  .object({ name: typed, operator: typed, value: typed, unit: typed, method: typed })
  .transform((row, context): DemandMetric | null => {
    if (row.name === '' && row.value === '' && row.unit === '' && row.method === '') return null;
    const before = context.issues.length;
    const fault = (name: string, message: string) => context.addIssue({ code: 'custom', message, path: [name] });
    if (row.name === '') fault('name', '请写指标名称');
    if (row.name.length > 40) fault('name', '最多 40 个字');
    const operator = operators.find((word) => word === row.operator);
    if (operator === undefined) fault('operator', '请选比较方式');
    const value = row.value.normalize('NFKC').replace(/[,\s]/g, '');
    const parts = value.split(/[-~至—]/);
    const isRange = parts.length === 2 && parts.every(isNumber) && Number(parts[0]) <= Number(parts[1]);
    if (operator === 'range' && !isRange) fault('value', '范围写成 5-8，小的在前');
    if (operator !== undefined && operator !== 'range' && !isNumber(value)) fault('value', '要求请填数字，才能检验');
    if (row.unit.length > 20) fault('unit', '最多 20 个字');
    if (row.method.length > 60) fault('method', '最多 60 个字');
    if (operator === undefined || context.issues.length > before) return z.NEVER;
    return { name: row.name, operator, value: isRange ? parts.join('-') : value, unit: row.unit, method: row.method };
  });

const isDraft = { draft: true, public: false } as const;

/** Reads the form of a demand. A draft may leave almost everything open; what goes public may not. */
function demandSchema(mode: keyof typeof isDraft) {
  const loose = isDraft[mode];
  const needed = (message: string) => (loose ? null : message);
  return z
    .object({
      title: words('请写需求名称', 60, loose ? 1 : 6),
      summary: words(needed('请用一两句话说清要什么'), 500),
      problem: words(needed('请写要解决的问题'), 2000),
      statusQuo: words(null, 2000),
      demandTypes: codes(null, 3),
      expectedForms: codes(null, 5),
      behalf: words(null, 60),
      metrics: z.array(metric).max(maxMetrics, `最多 ${maxMetrics} 项指标`).nullish(),
      fields: codes(needed('请选技术领域，最多 3 项'), 3),
      chains: codes(null, 5),
      regionCode: typed.transform((value, context) =>
        /^\d{6}$/.test(value) ? value : refuse(context, '请选所在地区'),
      ),
      wantedTrlMin: level,
      wantedTrlMax: level,
      budgetMin: wan,
      budgetMax: wan,
      cooperation: codes(needed('请选至少一种合作方式'), 15),
      acceptPayLater: typed,
      ipRequirement: codes(null, 1),
      confidentiality: z.enum(['name_public', 'anonymous', 'targeted'], { error: '请选公开程度' }),
      validUntilOn: day('请填有效期'),
      solveByOn: day(null),
      pledge: typed.transform((value, context) =>
        loose || value === 'yes' ? value : refuse(context, '请确认内容不涉密、可以按所选程度公开'),
      ),
    })
    .transform((form): DemandData => {
      return {
        schemaVersion: 1,
        title: form.title,
        summary: form.summary,
        problem: form.problem,
        statusQuo: form.statusQuo,
        metrics: (form.metrics ?? []).filter((row) => row !== null),
        fields: form.fields,
        chains: form.chains,
        regionCode: form.regionCode,
        wantedTrlMin: form.wantedTrlMin,
        wantedTrlMax: form.wantedTrlMax,
        // 0 means 面议 in the calls that enterprises know.
        budgetMinFen: form.budgetMin === '0' ? null : form.budgetMin,
        budgetMaxFen: form.budgetMax === '0' ? null : form.budgetMax,
        cooperation: form.cooperation,
        acceptPayLater: form.acceptPayLater === 'yes',
        ipRequirement: form.ipRequirement[0] ?? null,
        confidentiality: form.confidentiality,
        validUntilOn: form.validUntilOn ?? '',
        solveByOn: form.solveByOn,
        // Left out where nothing is said, so that older versions keep their fingerprint when they are saved again.
        ...(form.demandTypes.length > 0 && { demandTypes: form.demandTypes }),
        ...(form.expectedForms.length > 0 && { expectedForms: form.expectedForms }),
        ...(form.behalf !== '' && { behalf: form.behalf }),
      };
    });
}

const DraftData = demandSchema('draft');
const PublicData = demandSchema('public');

const head = z.object({ key: z.uuid().optional(), versionN: z.coerce.number().int().positive().optional() });

/** Bounds that stand the wrong way round, whatever else is wrong with the form. */
function orderFaults(values: Readonly<Record<string, unknown>>): { path: string[]; message: string }[] {
  const read = <T>(schema: z.ZodType<T>, name: string): T | null => schema.safeParse(values[name]).data ?? null;
  const faults: { path: string[]; message: string }[] = [];
  const [least, most] = [read(level, 'wantedTrlMin'), read(level, 'wantedTrlMax')];
  if (least !== null && most !== null && least > most)
    faults.push({ path: ['wantedTrlMax'], message: '最高级不能低于最低级' });
  const [low, high] = [read(wan, 'budgetMin'), read(wan, 'budgetMax')];
  if (low !== null && high !== null && BigInt(low) > BigInt(high))
    faults.push({ path: ['budgetMax'], message: '预算上限不能低于下限' });
  return faults;
}

/** A form and its head in one: conform parses flat names, so both read the same values. */
const withHead = <Data extends z.ZodType<DemandData, unknown>>(data: Data) =>
  z.looseObject({}).transform((values, context) => {
    const form = data.safeParse(values);
    const top = head.safeParse(values);
    const disordered = orderFaults(values);
    for (const issue of [...(form.error?.issues ?? []), ...disordered, ...(top.error?.issues ?? [])]) {
      context.addIssue({ code: 'custom', message: issue.message, path: issue.path });
    }
    return form.success && top.success && disordered.length === 0 ? { ...top.data, data: form.data } : z.NEVER;
  });

export const DemandDraftInput = withHead(DraftData);
export const DemandPublicInput = withHead(PublicData);

/** A demand that somebody writes down for a unit that he serves: what the unit lets go public as it stands. */
export const EnterDemandInput = z.intersection(DemandPublicInput, z.object({ orgId: z.uuid('请选单位') }));

export const demandCloseReasons = [
  'found_elsewhere',
  'no_budget',
  'plan_changed',
  'no_fit',
  'split',
  'merged',
  'other',
] as const;
export type DemandCloseReason = (typeof demandCloseReasons)[number];
export const DemandCloseInput = z
  .object({
    reason: z.enum(demandCloseReasons, { error: '请选关闭的原因' }),
    note: z.string().trim().max(500, '最多 500 个字').default(''),
  })
  .refine((input) => input.reason !== 'other' || input.note !== '', {
    path: ['note'],
    message: '选「其他原因」时请写明是什么',
  });
export const DemandRenewInput = z.object({
  validUntilOn: z.string({ error: '请填新的有效期' }).refine(isDay, '请填日期，例如 2027-05-11'),
});
