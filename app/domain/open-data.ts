import { trlBases } from './effective-trl.ts';
import { z } from 'zod';
import { betterDirections } from './advantage.ts';
import { anonymousRowsADay } from './api-key.ts';

const text = (description: string) => z.string().meta({ description });
const codes = (description: string) => z.array(z.string()).meta({ description });

const Advantage = z.strictObject({
  metric: text('指标'),
  unit: text('单位'),
  ours: text('本成果'),
  baseline: text('对照'),
  baselineName: text('对照名称'),
  better: z
    .enum(betterDirections)
    .nullable()
    .meta({ description: '哪边更好：higher 越高越好，lower 越低越好；单位没有说明的为 null' }),
});

const Project = z.strictObject({
  level: text('来源代码'),
  programme: text('计划名称'),
  no: z.string().nullable().meta({ description: '项目编号' }),
  acceptedOn: z.string().nullable().meta({ description: '验收日期' }),
  conclusion: z.string().nullable().meta({ description: '验收结论' }),
});

/** A public record as other platforms get it: what its page says to everybody, and nobody of the team. */
export const PublicRecord = z
  .strictObject({
    no: text('成果编号，例如 CG-2026-00001'),
    name: text('成果名称'),
    unit: text('完成单位'),
    regNo: z.string().nullable().meta({ description: '批准登记号；没有的为 null' }),
    regNoBasis: z
      .enum(['confirmed', 'stated'])
      .nullable()
      .meta({ description: '登记号谁说的：confirmed 登记部门在平台上编号或确认，stated 单位填报，未经平台核验' }),
    isListed: z.boolean().meta({ description: '是否平台挂牌' }),
    soldOn: z.iso
      .date()
      .nullable()
      .meta({ description: '成交日：最近一次挂牌以成交结束的日子；没有成交或重新挂牌的为 null' }),
    isSample: z.boolean().meta({ description: '是否演示数据' }),
    problem: text('解决什么问题'),
    solution: text('怎么做'),
    abstract: text('成果简介；公开方式是“摘要公开”的，只有摘要'),
    advantages: z.array(Advantage).meta({ description: '对比优势：和主流做法比的可衡量指标' }),
    keywords: codes('关键词'),
    fields: codes('技术领域代码'),
    chains: codes('产业链代码'),
    regionCode: text('所在地，GB/T 2260'),
    type: text('成果类别'),
    stage: z.string().nullable().meta({ description: '所处阶段代码' }),
    level: z.string().nullable().meta({ description: '成果水平代码，出自评价结论' }),
    projects: z.array(Project).meta({ description: '计划项目来源' }),
    evaluationReports: z.int().min(0).meta({ description: '在本平台出具的评价报告数' }),
    trl: z.int().min(1).max(9).nullable().meta({ description: '技术就绪水平，GB/T 22900' }),
    trlBasis: z.enum(trlBases).nullable().meta({
      description:
        '谁说的：self 单位自评，confirmed 自评、证据经他人核对，reported 单位按第三方报告填报，third_party 评价机构在本平台出具的报告里评定',
    }),
    transferModes: codes('合作方式代码'),
    rights: codes('知识产权类型代码'),
    priceKind: text(
      '价格：negotiable 面议，fixed 一口价，range 区间，pay_later 先用后付，formula 公式（下限是入门费，上限是封顶）',
    ),
    priceMinFen: z.string().nullable().meta({ description: '价格下限，分；没有写明的为 null' }),
    priceMaxFen: z.string().nullable().meta({ description: '价格上限，分' }),
    publishedAt: z.iso.datetime().nullable().meta({ description: '公开时间' }),
    confirmedOn: z.iso.date().nullable().meta({ description: '最近确认日' }),
    updatedAt: z.iso.datetime().meta({ description: '最近更新' }),
  })
  .meta({ description: '一项公开成果' });
export type PublicRecord = z.infer<typeof PublicRecord>;

export const publicRecordFields = Object.keys(PublicRecord.shape) as (keyof PublicRecord)[];

const Page = z.object({
  items: z.array(PublicRecord.partial()),
  next: z.string().nullable().meta({ description: '下一页的 after；null 表示没有了' }),
});
const Fault = z.object({ error: z.string() });

/** Codes of fields with what each holds, for the page that people read. */
export const recordFieldWords = (): { name: string; says: string }[] =>
  Object.entries(PublicRecord.shape).map(([name, schema]) => ({ name, says: schema.meta()?.description ?? '' }));

const schemaOf = (schema: z.ZodType) => {
  const { $schema: _dialect, ...plain } = z.toJSONSchema(schema, { target: 'draft-2020-12' });
  return plain;
};
const json = (schema: z.ZodType) => ({ 'application/json': { schema: schemaOf(schema) } });

const refusals = {
  '304': { description: '内容没有变（If-None-Match）' },
  '400': { description: '参数不对', content: json(Fault) },
  '401': { description: '密钥不对或已停用', content: json(Fault) },
  '429': { description: '超过当日行数，等到 Retry-After', content: json(Fault) },
};
const fields = {
  name: 'fields',
  in: 'query',
  description: '只要这些字段，用逗号隔开',
  schema: { type: 'string', examples: ['no,name,trl'] },
};

/** The description of the open data for machines (OpenAPI 3.1), made from the schemas that the records obey. */
export const openApiDocument = (origin: string) => ({
  openapi: '3.1.0',
  info: {
    title: '成果通开放数据',
    version: '1',
    description: `公开成果，只读。不带密钥每天最多 ${anonymousRowsADay} 行；更多请申请密钥。`,
  },
  servers: [{ url: origin }],
  security: [{}, { key: [] }],
  paths: {
    '/api/v1/achievements': {
      get: {
        operationId: 'listAchievements',
        summary: '公开成果，新的在前，每页 50 项',
        parameters: [
          { name: 'after', in: 'query', description: '上一页给出的 next', schema: { type: 'string' } },
          fields,
        ],
        responses: { '200': { description: '一页', content: json(Page) }, ...refusals },
      },
    },
    '/api/v1/achievements/{no}': {
      get: {
        operationId: 'getAchievement',
        summary: '一项公开成果',
        parameters: [{ name: 'no', in: 'path', required: true, schema: { type: 'string' } }, fields],
        responses: {
          '200': { description: '这项成果', content: json(PublicRecord) },
          '404': { description: '没有这项，或者已撤下', content: json(Fault) },
          ...refusals,
        },
      },
    },
  },
  components: { securitySchemes: { key: { type: 'http', scheme: 'bearer', description: '申请批准后领取的密钥' } } },
});
