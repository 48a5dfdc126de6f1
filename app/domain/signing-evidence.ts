import { canonicalJson } from './canonical-json.ts';

/** What the evidence of a contract records, in the order of a usual signing. */
export const evidenceKinds = [
  'frozen',
  'owner_consented',
  'grant_cleared',
  'clearance_approved',
  'consent_confirmed',
  'consent_denied',
  'clearance_objected',
  'page_agreed',
  'page_dropped',
  'page_countersigned',
  'signed',
  'scan',
  'scan_confirmed',
  'scan_refused',
  'esign_agreed',
  'esign_opened',
  'esign_signed',
  'esign_kept',
  'esign_ended',
  'esign_given_up',
  'esign_late',
  'concluded',
  'amended',
  'text_kept',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

export const evidenceLabels: Readonly<Record<EvidenceKind, string>> = {
  frozen: '文本冻结',
  owner_consented: '共有权人同意',
  grant_cleared: '说明与在先合同并存的依据',
  clearance_approved: '许可方另一名审批人复核同意并存的依据',
  consent_confirmed: '在先合同的对方确认同意',
  consent_denied: '在先合同的对方表示没有同意',
  clearance_objected: '在先合同的对方对并存的依据提出异议',
  page_agreed: '同意采用页面签署',
  page_dropped: '收回页面签署的安排',
  page_countersigned: '页面会签',
  signed: '页面签署',
  scan: '上传用印扫描件',
  scan_confirmed: '确认扫描件与冻结文本一致',
  scan_refused: '扫描件退回',
  esign_agreed: '同意用电子签名服务签署',
  esign_opened: '送交电子签名服务商',
  esign_signed: '在服务商处签署',
  esign_kept: '签署文件与证据报告归档',
  esign_ended: '电子签署终止',
  esign_given_up: '声明电子签署作废',
  esign_late: '服务商迟到的签署文件归档，不算作签署',
  concluded: '双方签署完成',
  amended: '变更签署',
  text_kept: '条款全文固定留存',
};

/** What an entry says; every value is text, a whole number or a yes, so that its canonical form never changes. */
export type EvidenceBody = Readonly<Record<string, string | number | boolean | null>>;

export interface EvidenceEntry {
  readonly n: number;
  readonly kind: EvidenceKind;
  /** ISO instant. */
  readonly at: string;
  readonly body: EvidenceBody;
  readonly previousSha256: string;
  readonly sha256: string;
}

/** Before the first entry of a contract. */
export const noPrevious = '0'.repeat(64);

/**
 * The one text of an entry that is hashed: its contract, place, moment, kind, body and the hash of the entry before it. Whoever
 * changes, drops or moves an entry breaks every hash after it.
 */
export const evidenceText = (contractNo: string, entry: Omit<EvidenceEntry, 'sha256'>): string =>
  canonicalJson({
    contractNo,
    n: entry.n,
    at: entry.at,
    kind: entry.kind,
    body: entry.body,
    previousSha256: entry.previousSha256,
  });
