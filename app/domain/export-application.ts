import { machine } from './machine.ts';

/** Somebody asks to take away more of other units' records than a day allows; the operator answers. */
export const exportApplicationMachine = machine({
  name: 'export_application',
  initial: 'asked',
  states: {
    asked: {
      label: '待审批',
      on: {
        approve: { to: 'approved', by: ['reviewer'], says: '批准，在有效期和行数以内' },
        refuse: { to: 'refused', by: ['reviewer'], says: '不批准，写明原因' },
        withdraw: { to: 'withdrawn', by: ['applicant'], says: '撤回申请' },
      },
    },
    approved: { label: '已批准', on: { revoke: { to: 'revoked', by: ['reviewer'], says: '收回批准' } } },
    refused: { label: '未批准', final: true },
    withdrawn: { label: '已撤回', final: true },
    revoked: { label: '已收回', final: true },
  },
});
export type ExportApplicationState = keyof typeof exportApplicationMachine.states;

/** Rows of other units' records that one person may take away within 24 hours without asking. */
export const freeExportRows = 500;

/** Most rows of one application: a search shows no more, and whoever needs more asks a narrower question. */
export const mostExportRows = 10_000;

/** An approval holds for so many days. */
export const exportApprovalDays = 30;

export const exportFormats = ['xlsx', 'csv', 'jsonl'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/**
 * What each single record may say, a great many together may not: shown before every export of other units' records and
 * before every approval (保守国家秘密法 art. 36, aggregation).
 */
export const aggregationWarning =
  '单条信息已经公开，汇集起来仍可能泄露不宜公开的情况（保守国家秘密法第三十六条）。只按写明的用途使用，不转交他人，不与其他数据拼接出人员、项目布局或产业短板。每次导出都会记录。';
