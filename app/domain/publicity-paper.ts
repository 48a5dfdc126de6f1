import { type Day, formatInstant } from './days.ts';
import { labelOf } from './machine.ts';
import type { Paper } from './paper.ts';
import { objectionMachine, type ObjectionState, publicityMachine, type PublicityState } from './publicity.ts';
import { type PostingPlace, postingPlaceLabels } from './publicity-posting.ts';
import { type PublicityNotice, sidesOfNotice } from './publicity-notice.ts';

export interface PublicityPaperFacts {
  readonly notice: PublicityNotice;
  readonly unit: string;
  readonly audience: 'unit' | 'public';
  readonly state: PublicityState;
  readonly startedAt: Date;
  readonly endsAt: Date;
  readonly sha256: string;
  readonly versionN: number;
  readonly objections: readonly {
    readonly state: ObjectionState;
    readonly createdAt: Date;
    readonly decision: string | null;
    readonly reviewDecision: string | null;
  }[];
  /** Where else the notice stood. */
  readonly postings: readonly { readonly place: PostingPlace; readonly url: string; readonly postedOn: Day }[];
  readonly printedOn: Day;
  readonly isSample: boolean;
}

const postingLine = ({ place, url, postedOn }: PublicityPaperFacts['postings'][number]): string =>
  [`${postedOn} ${postingPlaceLabels[place]}`, url].filter((part) => part !== '').join('　');

/**
 * The record of a publicity (促进科技成果转化法 art. 18): what stood, for whom, from when to when, and what came of it. Once it
 * is over without an open objection this is the unit's 公示无异议证明; before, it only says how things stand.
 */
export function publicityPaper(facts: PublicityPaperFacts): Paper {
  const { notice, unit, state, objections, postings } = facts;
  const sides = sidesOfNotice(notice);
  const isOver = state === 'ended';
  const upheld = objections.some((row) => row.state === 'upheld');
  const verdict = isOver
    ? objections.length === 0
      ? `公示期内未收到异议。`
      : `公示期内收到异议 ${objections.length} 件，均已书面答复，没有未决异议。`
    : `公示尚未结束或已作废，本页不能作为无异议证明。`;
  return {
    title: isOver && !upheld ? '科技成果转化定价公示无异议证明' : '科技成果转化定价公示记录',
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
          ['价格条款', notice.priceTerms.join('\n')],
          ['公示范围', facts.audience === 'public' ? '向社会公开' : '本单位内'],
          [
            '公示期',
            `${notice.firstOn} 至 ${notice.lastOn}，${notice.days} ${notice.count === 'working' ? '个工作日' : '日'}`,
          ],
          ['发布时间', formatInstant(facts.startedAt)],
          ['状态', labelOf(publicityMachine, state)],
          ['受理异议', notice.contact],
          ...(postings.length === 0 ? [] : [['站外公示', postings.map(postingLine).join('\n')] as const]),
        ],
      },
      ...(objections.length === 0
        ? []
        : [
            {
              kind: 'table' as const,
              columns: [
                { label: '异议提出时间', width: 2 },
                { label: '处理', width: 1 },
                { label: '答复', width: 4 },
              ],
              rows: objections.map((row) => [
                formatInstant(row.createdAt),
                labelOf(objectionMachine, row.state),
                [row.decision, row.reviewDecision && `复核：${row.reviewDecision}`].filter(Boolean).join('\n'),
              ]),
            },
          ]),
      { kind: 'paragraph', text: verdict },
      { kind: 'signatures', boxes: [{ heading: `${unit}（盖章）`, lines: ['经办人：', '日期：'] }] },
    ],
  };
}
