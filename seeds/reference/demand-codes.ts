import type { Term } from './term.ts';
import { transferModes } from './transfer-modes.ts';

const source = '平台规则';

/** 需求类型 */
export const demandTypes = [
  { code: 'breakthrough', label: '技术攻关', source },
  { code: 'adopt', label: '成果引进（转让、许可）', source },
  { code: 'joint_research', label: '联合研发', source },
  { code: 'product_upgrade', label: '产品升级', source },
  { code: 'process', label: '工艺改进', source },
  { code: 'test_pilot', label: '检测、中试', source },
  { code: 'talent', label: '人才与团队引进', source },
  { code: 'co_platform', label: '共建平台', source },
  { code: 'consulting', label: '技术咨询', source },
  { code: 'retrofit', label: '设备改造', source },
] as const satisfies readonly Term[];

/** 知识产权要求: who owns what comes out of the work. */
export const ipRequirements = [
  { code: 'demander', label: '归需求方', source },
  { code: 'supplier', label: '归承接方', source },
  { code: 'shared', label: '共有', source },
  { code: 'negotiable', label: '协商', source },
] as const satisfies readonly Term[];

/** 公开程度 */
export const confidentialities = [
  { code: 'name_public', label: '名称公开', source },
  { code: 'anonymous', label: '匿名', source },
  { code: 'targeted', label: '定向推送', source },
] as const satisfies readonly Term[];

/** 预期成果形式 */
export const expectedForms = [
  { code: 'prototype', label: '样机', source },
  { code: 'process_package', label: '工艺包', source },
  { code: 'patent', label: '专利', source },
  { code: 'standard', label: '标准', source },
  { code: 'production_line', label: '生产线', source },
] as const satisfies readonly Term[];

/** 是否揭榜挂帅 */
export const bountyModes = [
  { code: 'none', label: '否', source },
  { code: 'open_bid', label: '揭榜挂帅', source },
  { code: 'race', label: '赛马', source },
  { code: 'prize', label: '悬赏', source },
] as const satisfies readonly Term[];

/** 技术指标 operators. */
export const metricOperators = [
  { code: '>=', label: '≥', source },
  { code: '<=', label: '≤', source },
  { code: '=', label: '=', source },
  { code: 'range', label: '范围', source },
] as const satisfies readonly Term[];

/** 合作方式 a demand may ask for: the ways of transfer, and work done to order. */
export const cooperations = [
  ...transferModes.map(({ code, label, source }) => ({ code, label, source })),
  { code: 'DEV_ENTRUST', label: '委托开发', source },
  { code: 'DEV_COOP', label: '合作开发', source },
  { code: 'SERVICE', label: '技术服务', source },
  { code: 'CONSULT', label: '技术咨询', source },
  { code: 'PLATFORM', label: '共建载体', source },
] as const satisfies readonly Term[];

export type CooperationCode = (typeof cooperations)[number]['code'];
