import { type Day, dayOf, formatInstant } from './days.ts';
import { labelOf } from './machine.ts';
import type { Paper, PaperBlock } from './paper.ts';
import {
  objectionMachine,
  type ObjectionState,
  publicityLabel,
  type PublicityState,
  type Raised,
  raisedBy,
  type ReviewEnd,
  reviewEndWords,
} from './publicity.ts';
import { type PostingPlace, postingPlaceLabels } from './publicity-posting.ts';
import { objectionWords, type PublicityNotice, sidesOfNotice } from './publicity-notice.ts';

/** An objection as the record keeps it: without who filed it. */
export interface RecordedObjection {
  readonly state: ObjectionState;
  readonly createdAt: Date;
  readonly grounds: string | null;
  readonly papers: readonly { readonly name: string; readonly sha256: string }[];
  readonly decision: string | null;
  readonly decidedAt: Date | null;
  /** Which approver of the unit answered it; null where nobody did. */
  readonly decidedBy: string | null;
  readonly reviewGrounds: string | null;
  readonly reviewDecision: string | null;
  readonly reviewedAt: Date | null;
  /** Who looked at that answer once more: another approver. */
  readonly reviewedBy: string | null;
  /** How the time for a review ended where none was asked. */
  readonly reviewEnd: ReviewEnd | null;
  /** Until when one may be asked for; null when nobody may. */
  readonly reviewUntil: Date | null;
}

export interface PublicityPaperFacts {
  readonly notice: PublicityNotice;
  readonly unit: string;
  readonly audience: 'unit' | 'public';
  readonly state: PublicityState;
  readonly startedAt: Date;
  readonly endsAt: Date;
  readonly sha256: string;
  readonly versionN: number;
  readonly objections: readonly RecordedObjection[];
  /** Notices of the same contract that stood before and are void, the oldest first. */
  readonly earlier: readonly {
    readonly versionN: number;
    readonly startedAt: Date;
    readonly state: PublicityState;
    readonly objections: readonly RecordedObjection[];
  }[];
  /** Where else the notice stood. */
  readonly postings: readonly {
    readonly place: PostingPlace;
    readonly url: string;
    readonly postedOn: Day;
    /** Of the picture. */ readonly sha256: string;
  }[];
  readonly printedOn: Day;
  readonly isSample: boolean;
}

const postingLine = ({ place, url, postedOn, sha256 }: PublicityPaperFacts['postings'][number]): string =>
  [`${postedOn} ${postingPlaceLabels[place]}`, url, `截图 SHA-256 ${sha256}`].filter((part) => part !== '').join('　');

/** What a change replaces, as it is signed. */
const changeItems = ({ change, licence }: PublicityNotice): (readonly [string, string])[] =>
  change === undefined
    ? []
    : [
        ...(change.licenceBefore === licence ? [] : [['原内容与范围', change.licenceBefore] as const]),
        [`现行的价格条款（第 ${change.baseVersionN} 版）`, change.priceTermsBefore.join('\n')],
      ];

/**
 * The record of a publicity (促进科技成果转化法 art. 18): what stood, for whom, from when to when, and what came of it. Once it
 * is over this is the unit's 公示无异议证明 where nobody objected, and else its 公示结果证明; before, it only says how things stand.
 */
export function publicityPaper(facts: PublicityPaperFacts): Paper {
  const { notice, unit, state, objections, postings } = facts;
  const sides = sidesOfNotice(notice);
  const isOver = state === 'ended';
  const raised = raisedBy(objections.map((row) => row.state));
  const verdict = isOver ? verdictOf(objections) : '公示尚未结束或已作废，本页不能作为公示结果的证明。';
  return {
    title: `科技成果转化定价公示${isOver ? certificateName(raised) : '记录'}`,
    no: notice.contractNo,
    meta: `${unit}，打印于 ${facts.printedOn}`,
    isSample: facts.isSample,
    stamp: {
      words: `公示文本　SHA-256 ${facts.sha256}`,
      code: `${notice.contractNo} V${facts.versionN} NOTICE SHA256:${facts.sha256}`,
    },
    blocks: [
      {
        kind: 'facts',
        items: [
          ['成果', `${notice.achievement.name}（${notice.achievement.no}）`],
          [sides.licensor, notice.licensor],
          [sides.licensee, notice.licensee],
          ['转化方式', `${notice.mode}；${notice.licence}`],
          [
            notice.change ? `变更后的价格条款（第 ${notice.change.versionN} 版）` : '价格条款',
            notice.priceTerms.join('\n'),
          ],
          ...changeItems(notice),
          ['公示范围', facts.audience === 'public' ? '向社会公开' : '本单位内'],
          [
            '公示期',
            `${notice.firstOn} 至 ${notice.lastOn}，${notice.days} ${notice.count === 'working' ? '个工作日' : '日'}`,
          ],
          ['发布时间', formatInstant(facts.startedAt)],
          ['状态', publicityLabel(state, raised)],
          ['受理异议', objectionWords(notice)],
          ...(notice.correction ? [['更正说明', notice.correction] as const] : []),
          ...(postings.length === 0 ? [] : [['站外公示', postings.map(postingLine).join('\n')] as const]),
        ],
      },
      ...(objections.length === 0 ? [] : [objectionTable(objections)]),
      ...facts.earlier.flatMap(earlierBlocks),
      { kind: 'paragraph', text: verdict },
      { kind: 'signatures', boxes: [{ heading: `${unit}（盖章）`, lines: ['经办人：', '日期：'] }] },
    ],
  };
}

/** What the unit may call this paper: 无异议 only where there was none. */
export const certificateName = (raised: Raised): string => (raised === 'none' ? '无异议证明' : '结果证明');

/** What was taken back was not answered, and is told apart. */
function verdictOf(objections: readonly RecordedObjection[]): string {
  if (objections.length === 0) return '公示期内未收到异议。';
  const withdrawn = objections.filter(({ state }) => state === 'withdrawn').length;
  const answered = objections.length - withdrawn;
  const reviewed = objections.filter(({ state }) => state === 'confirmed').length;
  const byAnother =
    reviewed > 0 ? `，其中 ${reviewed} 件经提出人申请，由没有参与首次答复的另一名审批人复核，维持原答复` : '';
  const parts = [
    answered > 0 ? `${answered} 件已书面答复，认定不成立（见上表）${byAnother}` : '',
    withdrawn > 0 ? `${withdrawn} 件由提出人撤回` : '',
  ].filter(Boolean);
  return `公示期内收到异议 ${objections.length} 件：${parts.join('，')}；没有未决异议。`;
}

/** 2026-11-24，审批人张三答复：…; the words only for who may read them, day and person for the unit. Null where nothing was said. */
const saidBy = (at: Date | null, who: string, deed: string, words: string | null): string | null => {
  if (at === null) return words && `${deed}：${words}`;
  return `${dayOf(at)}，${who}${deed}${words === null ? '。' : `：${words}`}`;
};

const approver = (name: string | null, note = ''): string => (name === null ? '' : `审批人${name}${note}`);

const reviewOf = ({ reviewGrounds, reviewEnd, reviewUntil, state, ...row }: RecordedObjection): (string | null)[] =>
  state === 'dismissed'
    ? [reviewUntil === null ? reviewEndWords(reviewEnd) : `提出人可以申请复核到 ${dayOf(reviewUntil)}。`]
    : [
        reviewGrounds && `申请复核：${reviewGrounds}`,
        saidBy(row.reviewedAt, approver(row.reviewedBy, '（没有参与首次答复）'), '复核', row.reviewDecision),
      ];

const answersOf = (row: RecordedObjection): string =>
  [saidBy(row.decidedAt, approver(row.decidedBy), '答复', row.decision), ...reviewOf(row)].filter(Boolean).join('\n');

const groundsOf = ({ grounds, papers }: RecordedObjection): string =>
  [grounds ?? '（内容只给经办人和审批人看）', ...papers.map(({ name, sha256 }) => `附件 ${name}\nSHA-256 ${sha256}`)]
    .filter(Boolean)
    .join('\n');

const objectionTable = (objections: readonly RecordedObjection[]): PaperBlock => ({
  kind: 'table',
  columns: [
    { label: '提出时间', width: 2 },
    { label: '内容和依据', width: 5 },
    { label: '处理', width: 2 },
    { label: '答复', width: 5 },
  ],
  rows: objections.map((row) => [
    formatInstant(row.createdAt),
    groundsOf(row),
    labelOf(objectionMachine, row.state),
    answersOf(row),
  ]),
});

const earlierBlocks = ({
  versionN,
  startedAt,
  state,
  objections,
}: PublicityPaperFacts['earlier'][number]): PaperBlock[] => [
  {
    kind: 'paragraph',
    text: `此前的公示：合同第 ${versionN} 版，${formatInstant(startedAt)} 发布，${publicityLabel(state, raisedBy(objections.map((row) => row.state)))}${objections.length === 0 ? '，没有异议。' : '，异议如下。'}`,
  },
  ...(objections.length === 0 ? [] : [objectionTable(objections)]),
];
