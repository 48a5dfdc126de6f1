/** One entry of a code list. Everything beyond these five keys is particular to a list and travels as an attribute. */
export interface Term {
  readonly code: string;
  readonly label: string;
  readonly parent?: string;
  readonly note?: string;
  /** The document the entry comes from, by its public number; 平台规则 where the platform itself decided. */
  readonly source: string;
}
