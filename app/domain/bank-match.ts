import { foldBankSerial } from './bank-serial.ts';
import { type Day, diffDays } from './days.ts';
import { type Fen, formatYuan } from './money.ts';
import { foldAccountName } from './payee-account.ts';
import { referencesIn } from './payment-reference.ts';

/** A line of money that came in, as it is compared. */
export interface IncomingRow {
  readonly bookedOn: Day;
  readonly amountFen: Fen;
  readonly otherName: string;
  readonly memo: string;
  readonly serialKey: string;
}

/** What a line of money may be: a slip that the payer has handed in, or an open claim that nobody has said is paid. */
export interface MatchCandidate {
  readonly kind: 'receipt' | 'obligation';
  readonly id: string;
  /** The claim's code, as the payer was asked to write it. */
  readonly reference: string;
  readonly contractNo: string;
  readonly payerName: string;
  /** Of the slip, or what is still payable of the claim. */
  readonly amountFen: Fen;
  /** Of the slip only. */
  readonly paidOn: Day | null;
  readonly serialKey: string | null;
}

/** How sure a proposal is. `strong`: the code or the serial and the amount agree. */
export type MatchLevel = 'strong' | 'likely' | 'weak';
export const matchLevelLabels: Readonly<Record<MatchLevel, string>> = {
  strong: '把握大',
  likely: '比较像',
  weak: '不确定',
};

export interface MatchProposal {
  readonly candidate: MatchCandidate;
  /** 0 to 100. */
  readonly score: number;
  readonly level: MatchLevel;
  /** Why, and what does not agree, in words for the person who decides. */
  readonly reasons: readonly string[];
  readonly doubts: readonly string[];
}

/** Points for what agrees (design default: `bank.match`). The code says which claim; amount and name by themselves only say that it may be. */
const points = { serial: 55, reference: 55, amount: 25, payer: 20, nearPayer: 8, contract: 15, day: 5 } as const;
/** Below it nothing is proposed. */
export const leastScore = 35;

const company = /(?:有限责任公司|股份有限公司|有限公司|公司)$/;
const core = (name: string): string => foldAccountName(name).replace(company, '');

/** Names of one company, cut off by a bank or written without its legal form: '定西薯月淀粉' ~ '定西薯月淀粉有限公司'. */
export const isNearName = (a: string, b: string): boolean => {
  const [short, long] = [core(a), core(b)].toSorted((x, y) => x.length - y.length);
  return short !== undefined && long !== undefined && short.length >= 4 && long.startsWith(short);
};

function judge(row: IncomingRow, candidate: MatchCandidate): Omit<MatchProposal, 'level'> {
  const reasons: string[] = [];
  const doubts: string[] = [];
  let score = 0;
  const add = (value: number, says: string) => {
    score += value;
    reasons.push(says);
  };
  if (candidate.serialKey !== null && candidate.serialKey === foldBankSerial(row.serialKey)) {
    add(points.serial, '流水号与付款方回单一致');
  }
  const written = referencesIn(row.memo);
  if (written.includes(candidate.reference)) add(points.reference, `附言写有付款码 ${candidate.reference}`);
  else if (written.length > 0) {
    score -= points.reference;
    doubts.push('附言里的付款码是另一笔的');
  }
  if (foldBankSerial(row.memo).includes(foldBankSerial(candidate.contractNo))) {
    add(points.contract, `附言写有合同号 ${candidate.contractNo}`);
  }
  const differenceFen = row.amountFen - candidate.amountFen;
  if (differenceFen === 0n) add(points.amount, candidate.kind === 'receipt' ? '金额与回单一致' : '金额与未付清的一致');
  else if (candidate.kind === 'receipt') {
    score -= points.amount;
    doubts.push(`金额与回单差 ${formatYuan(differenceFen < 0n ? -differenceFen : differenceFen)}`);
  } else if (differenceFen < 0n) doubts.push(`部分付款，还差 ${formatYuan(-differenceFen)}`);
  else doubts.push(`多付 ${formatYuan(differenceFen)}，多出的记为预收款`);
  if (row.otherName !== '' && foldAccountName(row.otherName) === foldAccountName(candidate.payerName)) {
    add(points.payer, '付款户名就是付款方');
  } else if (isNearName(row.otherName, candidate.payerName)) add(points.nearPayer, '付款户名与付款方相近');
  else if (row.otherName !== '') {
    score -= points.payer / 2;
    doubts.push(`付款户名是${row.otherName}，不是${candidate.payerName}`);
  }
  if (candidate.paidOn !== null) {
    const days = Math.abs(diffDays(candidate.paidOn, row.bookedOn));
    if (days <= 3) add(points.day, '入账日与回单日期相近');
    else doubts.push(`入账日与回单日期差 ${days} 天`);
  }
  return { candidate, score: Math.max(0, Math.min(100, score)), reasons, doubts };
}

/**
 * What a line of incoming money may be, the likeliest first, each with why. A slip with the same amount is preferred to its claim.
 * Two that fit alike make both uncertain: a person decides. Nothing is booked by a proposal.
 */
export function proposeMatches(row: IncomingRow, candidates: readonly MatchCandidate[]): MatchProposal[] {
  const found = candidates
    .map((candidate) => judge(row, candidate))
    .filter(({ score }) => score >= leastScore)
    .sort(
      (a, b) => b.score - a.score || Number(b.candidate.kind === 'receipt') - Number(a.candidate.kind === 'receipt'),
    );
  const [best, second] = found;
  const isTie = best !== undefined && second !== undefined && best.score - second.score < 5;
  return found.map((one, i): MatchProposal => {
    if (isTie && one.score >= best.score - 4) {
      return { ...one, level: 'weak', doubts: [...one.doubts, '另有一笔同样像，请看清再确认'] };
    }
    const level = one.score >= 75 ? 'strong' : one.score >= 45 ? 'likely' : 'weak';
    return { ...one, level: i > 0 && level === 'strong' ? 'likely' : level };
  });
}

/** A receipt whose money may have gone back. */
export interface ReturnCandidate {
  readonly receiptId: string;
  readonly no: string;
  readonly payerName: string;
  readonly bankSerialKey: string | null;
  /** What can still go back of it. */
  readonly refundableFen: Fen;
  readonly paidOn: Day;
  /** A refund that finance has recorded already and the payer has not answered. */
  readonly openRefund: { readonly id: string; readonly amountFen: Fen; readonly serialKey: string | null } | null;
}

export interface ReturnProposal {
  readonly candidate: ReturnCandidate;
  readonly score: number;
  readonly level: MatchLevel;
  readonly reasons: readonly string[];
}

const returnWords = /退|冲正|撤销|原路|返还|退票|退汇/;

/** Which receipt a line of outgoing money gives back, the likeliest first: same other side, an amount it still has, the bank's words. */
export function proposeReturns(row: IncomingRow, candidates: readonly ReturnCandidate[]): ReturnProposal[] {
  return candidates
    .flatMap((candidate): ReturnProposal[] => {
      const reasons: string[] = [];
      let score = 0;
      const { openRefund, refundableFen } = candidate;
      const isRecorded = openRefund !== null && openRefund.amountFen === row.amountFen;
      if (!isRecorded && row.amountFen > refundableFen) return [];
      if (isRecorded) {
        score += 40;
        reasons.push('与已登记的退款金额一致');
        if (openRefund.serialKey === foldBankSerial(row.serialKey)) {
          score += 30;
          reasons.push('流水号与登记的一致');
        }
      } else if (row.amountFen === refundableFen) {
        score += 25;
        reasons.push('金额是整张收款单');
      }
      if (foldAccountName(row.otherName) === foldAccountName(candidate.payerName)) {
        score += 25;
        reasons.push('收款户名就是原付款方');
      }
      if (returnWords.test(row.memo)) {
        score += 20;
        reasons.push('摘要写有退款或退汇');
      }
      if (foldBankSerial(row.memo).includes(foldBankSerial(candidate.no))) {
        score += 30;
        reasons.push(`摘要写有收款单号 ${candidate.no}`);
      }
      if (row.bookedOn < candidate.paidOn || score < leastScore) return [];
      const level = score >= 70 ? 'strong' : score >= 45 ? 'likely' : 'weak';
      return [{ candidate, score: Math.min(100, score), level, reasons }];
    })
    .sort((a, b) => b.score - a.score);
}
