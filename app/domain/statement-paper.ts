/** What stands beside a report: its print under the licensee's seal, the list of its sales invoices. */
export const statementPaperKinds = ['sealed', 'invoices'] as const;
export type StatementPaperKind = (typeof statementPaperKinds)[number];
export const statementPaperLabels: Readonly<Record<StatementPaperKind, string>> = {
  sealed: '盖章的申报表',
  invoices: '销项发票清单',
};
