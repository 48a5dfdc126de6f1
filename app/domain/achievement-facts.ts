/** A unit that made the achievement (完成单位), in the order of the registration form; the first one owns the record. */
export interface MakingUnit {
  /** Identical with the seal. */
  readonly name: string;
  /** 统一社会信用代码 with a right check character. */
  readonly uscc: string | null;
  /** Code list `unit_nature`. */
  readonly nature: string | null;
  /** 政府设立的研究开发机构、高等院校 (促进科技成果转化法 art. 18); null where nobody said. */
  readonly isStateEstablished: boolean | null;
}

/** A project that paid for the work (计划项目来源); the first one also stands in `source` and `projectNo`. */
export interface AchievementProject {
  /** Code list `project_source`. */
  readonly level: string;
  readonly programme: string;
  readonly no: string | null;
  readonly fundingFen: string | null;
  readonly acceptedOn: string | null;
  /** Acceptance conclusion (验收结论). */
  readonly conclusion: string | null;
}

/** A right the achievement rests on. What is optional came later; a trade secret has a name only. */
export interface AchievementRight {
  /** Code list `ip_type`. */
  readonly type: string;
  readonly name: string;
  readonly number: string | null;
  /** Code list `ip_status`. */
  readonly status: string;
  readonly expiresOn: string | null;
  readonly filedOn?: string | null;
  readonly grantedOn?: string | null;
  readonly applicant?: string | null;
  readonly holder?: string | null;
  /** Annual fee paid until (年费缴至). */
  readonly paidUntilOn?: string | null;
  /** Shares of co-owners, as written in their agreement. */
  readonly coOwners?: string | null;
  /** Pledge, licence or dispute in words: for signed-in readers, never the public page. */
  readonly encumbrance?: string | null;
}

/** What the use of the achievement brought in one year, in fen as decimal strings; the public sees bands only. */
export interface YearOfUse {
  readonly year: number;
  readonly revenueFen: string | null;
  readonly profitFen: string | null;
  readonly taxFen: string | null;
  readonly savedFen: string | null;
}

/**
 * The fields of the registration form that came later (domain of 科技成果登记表): absent in older versions, all written by
 * new ones. Months are 'YYYY-MM', days 'YYYY-MM-DD', codes name a code list.
 */
export interface AchievementFacts {
  readonly researchFrom: string | null;
  readonly researchTo: string | null;
  /** 批准登记日期 and 批准登记单位: set with a registration number. */
  readonly regOn: string | null;
  readonly regOrg: string | null;
  /** 推荐单位 */
  readonly recommendOrg: string | null;
  readonly standardForm: string | null;
  readonly evaluationMode: string | null;
  /** Code list `discipline`. */
  readonly disciplines: readonly string[];
  /** 社会经济目标: code list `objective` (GB/T 24450). */
  readonly objective: string | null;
  readonly units: readonly MakingUnit[];
  readonly projects: readonly AchievementProject[];
  /** 财政资金形成: deposit and transfer duty (促进科技成果转化法 art. 11, 46). */
  readonly isFiscalFunded: boolean;
  /** What kind of know-how is kept secret, in a sentence; the know-how itself never comes here. */
  readonly tradeSecret: string | null;
  /** Code list `publication_level`; 摘要公开 unless said otherwise. */
  readonly publication: string;
  readonly isDualUse: boolean;
  /** Item of the export control list; a value means manual review and no foreign reader. */
  readonly exportControl: string | null;
  readonly applicationStatus: string | null;
  readonly use: readonly YearOfUse[];
  readonly videoUrl: string | null;
}
