import {
  chainSumWords,
  relationLabels,
  type Relation,
  type Valuation,
  valuationLabels,
  type ApprovalState,
  approvalMachine,
} from './approval.ts';
import { priorityLabels, type PriorityWord } from './completer-priority.ts';
import { type Day, formatInstant } from './days.ts';
import { labelOf } from './machine.ts';
import { type ClearanceGround, clearanceLabels, type ReviewOutcome } from './grant-clearance.ts';
import { type Fen, formatYuan } from './money.ts';
import type { Paper, PaperBlock } from './paper.ts';

export interface DecisionPaperFacts {
  readonly contract: {
    readonly no: string;
    readonly title: string;
    readonly versionN: number;
    readonly sha256: string;
  };
  readonly unit: string;
  /** What the text calls the two sides. */
  readonly sides: { readonly licensor: string; readonly licensee: string };
  readonly licensor: string;
  readonly licensee: string;
  readonly priceTerms: readonly string[];
  /** Null where it is unknown (`mostOf`). */
  readonly sumFen: Fen | null;
  /** 定价依据 in words (`pricingWords`), and why no publicity is asked; null where it is. */
  readonly pricing: { readonly words: string; readonly exemption: string | null };
  /** Blocks of the publicity's own record; null where none was required or none has begun. */
  readonly publicity: readonly PaperBlock[] | null;
  readonly approvals: readonly {
    readonly versionN: number;
    readonly state: ApprovalState;
    readonly starter: string;
    readonly startedAt: Date;
    readonly valuation: Valuation;
    readonly valuationNote: string;
    readonly relation: Relation;
    readonly relationNote: string;
    readonly note: string;
    readonly steps: readonly {
      readonly name: string;
      readonly doer: string;
      readonly standing: 'passed' | 'returned' | 'next' | 'waiting';
      readonly by: string | null;
      readonly at: Date | null;
      readonly note: string;
      readonly file: { readonly name: string; readonly sha256: string } | null;
    }[];
  }[];
  /** What the owner registered beside it: 国有资产程序, 赋权, in rows of the paper; empty where nothing is asked. */
  readonly records: readonly (readonly [label: string, words: string])[];
  readonly printedOn: Day;
  readonly isSample: boolean;
}

interface NamedFile {
  readonly name: string;
  readonly sha256: string;
}

const fileWords = (file: NamedFile | null): string =>
  file === null ? '没有上传' : `${file.name}\nSHA-256 ${file.sha256}`;

/** The rows of a state-owned assignment: who filed the valuation, where it was dealt, and the papers by name and hash. */
export const stateAssetRows = (filing: {
  readonly valuationNo: string;
  readonly valuationFen: Fen;
  readonly filedWith: string;
  readonly filedOn: Day;
  readonly exchange: string;
  readonly certificateNo: string;
  readonly dealtOn: Day;
  readonly filingFile: NamedFile | null;
  readonly certificateFile: NamedFile | null;
}): DecisionPaperFacts['records'] => [
  [
    '评估备案',
    `${filing.filedOn} ${filing.filedWith}，${filing.valuationNo}，评估值 ${formatYuan(filing.valuationFen)}`,
  ],
  ['评估备案表', fileWords(filing.filingFile)],
  ['进场交易', `${filing.dealtOn} ${filing.exchange}，交易凭证 ${filing.certificateNo}`],
  ['交易凭证', fileWords(filing.certificateFile)],
];

/** The rows of an entitlement: its day, who signs for the owners, the agreement by name and hash. */
export const entitlementRows = (record: {
  readonly agreedOn: Day;
  readonly unitActsAlone: boolean;
  readonly file: NamedFile | null;
}): DecisionPaperFacts['records'] => [
  [
    '赋权',
    `${record.agreedOn} 赋权协议，${record.unitActsAlone ? '约定由本单位单独签署和履行' : '每份合同逐一征求共有权人同意'}`,
  ],
  ['赋权协议', fileWords(record.file)],
];

/** The rows of why it goes beside earlier contracts: what was stated of each by whom and when, and how it was looked at. */
export const clearanceRows = (
  said: readonly {
    readonly earlierNo: string;
    readonly ground: ClearanceGround;
    readonly reason: string;
    readonly by: string;
    readonly createdAt: Date;
    readonly versionN: number;
    readonly file: { readonly name: string } | null;
    readonly review: { readonly outcome: ReviewOutcome; readonly at: Date } | null;
    readonly reviewedBy: string | null;
    readonly denial: { readonly reason: string; readonly at: Date } | null;
  }[],
): DecisionPaperFacts['records'] =>
  said.map(({ earlierNo, ground, reason, by, createdAt, versionN, file, review, reviewedBy, denial }) => [
    `在先合同 ${earlierNo}`,
    [
      `${clearanceLabels[ground]}：${reason}`,
      `第 ${versionN} 版，${by}，${formatInstant(createdAt)}${file === null ? '' : `，${file.name}`}`,
      ...(review === null
        ? []
        : [
            `复核${review.outcome === 'approved' ? '同意' : '没有同意'}：${reviewedBy ?? ''}，${formatInstant(review.at)}`,
          ]),
      ...(denial === null
        ? []
        : [`对方${ground === 'consent' ? '表示没有同意' : '提出异议'}，${formatInstant(denial.at)}：${denial.reason}`]),
    ].join('\n'),
  ]);

/** The rows of who may buy first: whom the unit asked by when, and the last word of each; null: it asked nobody. */
export const priorityRows = (
  inquiry: {
    readonly askedAt: Date;
    readonly untilOn: Day;
    readonly people: readonly {
      readonly name: string;
      readonly last: { readonly word: PriorityWord; readonly answeredAt: Date; readonly reason: string } | null;
    }[];
  } | null,
): DecisionPaperFacts['records'] => {
  if (inquiry === null) return [['优先受让', '没有征询完成人是否在同等条件下优先受让（民法典第八百四十七条）']];
  const { askedAt, untilOn, people } = inquiry;
  return [
    ['优先受让', `${formatInstant(askedAt)} 征询 ${people.length} 名完成人，最迟 ${untilOn} 答复`],
    ...people.map(({ name, last }): readonly [string, string] => [name, answerWords(last)]),
  ];
};

const answerWords = (
  last: { readonly word: PriorityWord; readonly answeredAt: Date; readonly reason: string } | null,
) =>
  last === null
    ? '没有答复'
    : `${formatInstant(last.answeredAt)} ${priorityLabels[last.word]}${last.reason === '' ? '' : `：${last.reason}`}`;

const words = { passed: '同意', returned: '不同意', next: '待审批', waiting: '未到' } as const;

/**
 * The whole decision file of a deal as one paper: price terms, publicity, valuation, relations, every step of the approval.
 * Decision makers who followed the rules in good faith answer for no later change of value (国发〔2016〕16号); this is what
 * they show. Runs that were returned stay in it.
 */
export function decisionPaper(facts: DecisionPaperFacts): Paper {
  const { contract, approvals, publicity } = facts;
  return {
    title: '科技成果转化决策档案',
    no: contract.no,
    meta: `${facts.unit}，打印于 ${facts.printedOn}`,
    isSample: facts.isSample,
    stamp: {
      words: `合同第 ${contract.versionN} 版　SHA-256 ${contract.sha256}`,
      code: `${contract.no} V${contract.versionN} SHA256:${contract.sha256}`,
    },
    blocks: [
      { kind: 'heading', text: '一、事项' },
      {
        kind: 'facts',
        items: [
          ['合同', `${contract.no}　${contract.title}`],
          [facts.sides.licensor, facts.licensor],
          [facts.sides.licensee, facts.licensee],
          ['定价依据', facts.pricing.words],
          ['价格条款', facts.priceTerms.join('\n')],
          ['审批按此金额', chainSumWords(facts.sumFen)],
        ],
      },
      { kind: 'heading', text: '二、定价公示' },
      ...(publicity ?? [
        { kind: 'paragraph' as const, text: facts.pricing.exemption ?? '本单位还没有公示记录：公示尚未开始。' },
      ]),
      { kind: 'heading', text: '三、评估、关联关系与逐级审批' },
      ...(approvals.length === 0 ? undeclared : approvals.flatMap(approvalBlocks)),
      ...(facts.records.length === 0
        ? []
        : [
            { kind: 'heading' as const, text: '四、国有资产程序、赋权、在先合同与优先受让' },
            { kind: 'facts' as const, items: facts.records },
          ]),
      { kind: 'signatures', boxes: [{ heading: `${facts.unit}（盖章）`, lines: ['经办人：', '日期：'] }] },
    ],
  };
}

/** The most readers that the file names; the others are counted. */
const mostNamed = 50;

/**
 * Who opened the notice on the platform while it stood, by name (转化法 art. 18: 在本单位公示): 张三（甲大学，2026-11-21 10:30）. The
 * public reads without a name.
 */
export function readersWords(
  readers: readonly { readonly name: string; readonly organisation: string; readonly at: Date }[],
  audience: 'unit' | 'public',
): string {
  const open = audience === 'public' ? '公示栏对社会公开，不登录的阅读不记名。' : '';
  if (readers.length === 0) return `公示期间还没有人在平台上打开过公示。${open}`;
  const named = readers
    .slice(0, mostNamed)
    .map((row) => `${row.name}（${row.organisation}，${formatInstant(row.at)}）`);
  const more = readers.length > mostNamed ? '等' : '';
  return `共 ${readers.length} 人在公示期间打开过公示，按先后：${named.join('、')}${more}。${open}`;
}

/** Without a chain nobody was asked: what the file needs is declared by hand, on the paper itself. */
const undeclared: PaperBlock[] = [
  {
    kind: 'paragraph',
    text: '没有审批记录：本单位没有适用这个金额的审批流程，或者审批尚未发起。以下由经办人填写并签字。',
  },
  {
    kind: 'facts',
    items: [
      ['评估情况', '□ 已评估，报告编号：　　　　　　　　　　\n□ 未评估，理由：　　　　　　　　　　'],
      ['关联交易', '□ 双方没有关联关系\n□ 有关联关系，说明和回避情况：　　　　　　　　　　'],
      ['决定方式', '□ 负责人决定　□ 办公会等集体决定，会议和日期：　　　　　　　　　　'],
    ],
  },
];

const approvalBlocks = (run: DecisionPaperFacts['approvals'][number]): PaperBlock[] => [
  {
    kind: 'facts',
    items: [
      ['合同版本', `第 ${run.versionN} 版，${labelOf(approvalMachine, run.state)}`],
      ['发起', `${run.starter}，${formatInstant(run.startedAt)}`],
      ['评估与定价说明', [valuationLabels[run.valuation], run.valuationNote].filter(Boolean).join('：')],
      ['关联交易', [relationLabels[run.relation], run.relationNote].filter(Boolean).join('：')],
      ...(run.note ? [['说明', run.note] as const] : []),
    ],
  },
  {
    kind: 'table',
    columns: [
      { label: '环节', width: 3 },
      { label: '决定', width: 2 },
      { label: '人与时间', width: 3 },
      { label: '意见与附件', width: 5 },
    ],
    rows: run.steps.map((step) => [
      `${step.name}\n${step.doer}`,
      words[step.standing],
      [step.by, step.at && formatInstant(step.at)].filter(Boolean).join('\n'),
      [step.note, step.file && `附件 ${step.file.name}\nSHA-256 ${step.file.sha256}`].filter(Boolean).join('\n'),
    ]),
  },
];
