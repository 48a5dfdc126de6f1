import { chainSumWords, type Relation, relationLabels, type Valuation, valuationLabels } from './approval.ts';
import { type Day, formatInstant } from './days.ts';
import type { Fen } from './money.ts';
import type { Paper } from './paper.ts';

export interface ApprovalFormFacts {
  readonly contract: {
    readonly no: string;
    readonly title: string;
    readonly versionN: number;
    readonly sha256: string;
  };
  /** Whose form it is. */
  readonly unit: string;
  /** What the text calls the two sides. */
  readonly sides: { readonly licensor: string; readonly licensee: string };
  readonly licensor: string;
  readonly licensee: string;
  readonly kind: string;
  readonly priceTerms: readonly string[];
  /** Null where it is unknown (`mostOf`). */
  readonly sumFen: Fen | null;
  /** What the decision rests on; null while nobody has begun the approval. */
  readonly grounds: {
    readonly starter: string;
    readonly startedAt: Date;
    readonly valuation: Valuation;
    readonly valuationNote: string;
    readonly relation: Relation;
    readonly relationNote: string;
    readonly note: string;
  } | null;
  readonly steps: readonly {
    readonly name: string;
    readonly doer: string;
    readonly outcome: 'passed' | 'returned' | null;
    readonly by: string | null;
    readonly at: Date | null;
    readonly note: string;
    /** The scan of a step that was decided on paper; who is named then only recorded it. */
    readonly scan: string | null;
  }[];
  readonly printedOn: Day;
  readonly isSample: boolean;
}

const words = { passed: '同意', returned: '不同意' } as const;
/** Room for the pen, where nothing is decided yet. */
const room = '\n\n\n';

/** One step: opinion, signature, date; filled in where it was decided, empty for the pen where not. */
function rowOf({ name, doer, outcome, by, at, note, scan }: ApprovalFormFacts['steps'][number]): string[] {
  if (outcome === null || by === null || at === null) return [`${name}\n${doer}`, room, '', ''];
  const opinion = [words[outcome], note].filter(Boolean).join('：');
  return scan === null
    ? [`${name}\n${doer}`, opinion, `${by}\n（在平台上决定）`, formatInstant(at)]
    : [name, `${opinion}\n线下决定，见扫描件“${scan}”`, `${by}登记`, formatInstant(at)];
}

/**
 * 审批表: what a unit decides on and one row for each step of its chain, to be carried round and signed. Steps decided on the page stand
 * in it; of a step on paper it names the scan and who recorded it, never as the one who decided. A unit
 * without a chain gets empty rows.
 */
export function approvalFormPaper(facts: ApprovalFormFacts): Paper {
  const { contract, grounds } = facts;
  return {
    title: '技术合同审批表',
    no: contract.no,
    meta: `${facts.unit}，打印于 ${facts.printedOn}`,
    isSample: facts.isSample,
    stamp: {
      words: `合同第 ${contract.versionN} 版　SHA-256 ${contract.sha256}`,
      code: `${contract.no} V${contract.versionN} SHA256:${contract.sha256}`,
    },
    blocks: [
      { kind: 'heading', text: '一、合同' },
      {
        kind: 'facts',
        items: [
          ['合同', `${contract.no}　${contract.title}，第 ${contract.versionN} 版`],
          ['合同类型', facts.kind],
          [facts.sides.licensor, facts.licensor],
          [facts.sides.licensee, facts.licensee],
          ['价款', facts.priceTerms.join('\n')],
          ['审批按此金额', chainSumWords(facts.sumFen)],
        ],
      },
      { kind: 'heading', text: '二、定价依据与关联交易' },
      {
        kind: 'facts',
        items: [
          ['定价依据', grounds ? joined(valuationLabels[grounds.valuation], grounds.valuationNote) : ''],
          ['关联交易', grounds ? joined(relationLabels[grounds.relation], grounds.relationNote) : ''],
          ['说明', grounds ? grounds.note || '无' : ''],
          ['经办人', grounds ? `${grounds.starter}，${formatInstant(grounds.startedAt)} 发起` : ''],
        ],
      },
      { kind: 'heading', text: '三、审批意见' },
      {
        kind: 'table',
        columns: [
          { label: '环节', width: 3 },
          { label: '意见', width: 6 },
          { label: '签名', width: 3 },
          { label: '日期', width: 3 },
        ],
        rows: facts.steps.length > 0 ? facts.steps.map(rowOf) : Array.from({ length: 4 }, () => ['', room, '', '']),
      },
    ],
  };
}

const joined = (label: string, note: string): string => [label, note].filter(Boolean).join('：');
