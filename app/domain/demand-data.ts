/** What an enterprise's demand (企业技术需求) says, as stored in a version. Amounts are fen as decimal strings. */
export interface DemandData {
  readonly schemaVersion: 1;
  readonly title: string;
  readonly summary: string;
  readonly problem: string;
  readonly statusQuo: string;
  readonly metrics: readonly DemandMetric[];
  readonly fields: readonly string[];
  readonly chains: readonly string[];
  readonly regionCode: string;
  readonly wantedTrlMin: number | null;
  readonly wantedTrlMax: number | null;
  /** Null when the enterprise did not say; both null is 面议. */
  readonly budgetMinFen: string | null;
  readonly budgetMaxFen: string | null;
  readonly cooperation: readonly string[];
  readonly acceptPayLater: boolean;
  readonly ipRequirement: string | null;
  readonly confidentiality: string;
  readonly validUntilOn: string;
  readonly solveByOn: string | null;
  /** 需求类型 and 预期成果形式; left out by versions from before they were asked. */
  readonly demandTypes?: readonly string[];
  readonly expectedForms?: readonly string[];
  /** For whom it was written down: 农户, a village, a county's growers. */
  readonly behalf?: string;
}

export interface DemandMetric {
  readonly name: string;
  readonly operator: '>=' | '<=' | '=' | 'range';
  readonly value: string;
  readonly unit: string;
  readonly method: string;
}

/** All words of a demand that matching reads. */
export const demandText = (data: DemandData): string =>
  [data.title, data.summary, data.problem, data.statusQuo, ...data.metrics.map((metric) => metric.name)].join('\n');
