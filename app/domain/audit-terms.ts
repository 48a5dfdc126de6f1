/** How the licensor looks into the licensee's accounts (Civil Code art. 846: the way is agreed). */
export interface AuditTerms {
  /** In a calendar year. */
  readonly timesAYear: number;
  /** Notice before the accounts are opened, in working days. */
  readonly noticeDays: number;
  /** How long the licensee keeps books and papers, in years from each report. */
  readonly keepYears: number;
  /** From which shortfall of what was reported the licensee bears the costs; 50_000 = 5 %. */
  readonly shortfallPpm: number;
}

/** What counts where a contract says nothing, and what its text then says (design default, to be confirmed: `audit.notice`). */
export const usualAudit: AuditTerms = { timesAYear: 1, noticeDays: 10, keepYears: 3, shortfallPpm: 50_000 };

/** Most that a form takes: of this platform. */
export const mostAudit = { timesAYear: 12, noticeDays: 60, keepYears: 30 } as const;

/** What a contract agreed, or the usual. */
export const auditOf = ({ audit }: { readonly audit?: AuditTerms }): AuditTerms => audit ?? usualAudit;
