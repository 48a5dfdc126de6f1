import { gatheredDays, gatheredFrom } from './aggregation.ts';
import { expertDays, mostDays, usualDays } from './evaluation-days.ts';
import type { OpenRule } from './open-rule.ts';

/** Open rules of the library: what is looked at together, and lists whose text was not held against the standard. */
export const libraryOpenRules: readonly OpenRule[] = [
  {
    key: 'secrecy.gathering',
    area: '公示与审批',
    rule: '从多少项起，成果放在一起要人工审核（汇集）',
    value: `同一敏感领域 ${gatheredFrom.field} 项，同一项目 ${gatheredFrom.project} 项；导入时保密审查人员另行打勾，导出别的单位的把本单位 ${gatheredDays} 天内取走的合起来算，须先批准`,
    doubt: '保守国家秘密法第三十六条提出汇集风险，没有写数量；起点是平台默认值，由保密部门定',
    change: null,
  },
  {
    key: 'evaluation.days',
    area: '公示与审批',
    rule: '委托评价的期限',
    value: `委托单位不另选的，${usualDays} 天内出报告，最长 ${mostDays} 天；专家 ${expertDays} 天内评分`,
    doubt: '平台默认值，没有法定依据',
    change: '每次委托时选的日期',
  },
  {
    key: 'discipline.list',
    area: '税票与登记',
    rule: '学科分类与代码的一级、二级学科',
    value: 'GB/T 13745-2009，一级 3 位、二级 5 位；三级 7 位照填照存，不核对',
    doubt: '词表照一份转录本录入，没有和标准原文逐条核对；2009 年以后的修改单也没有核',
    change: null,
  },
];
