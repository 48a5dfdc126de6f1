import { type Day, dayOf } from './days.ts';
import { type Fen, formatYuan } from './money.ts';
import type { Paper } from './paper.ts';

/** One deal that a broker had a mandate in, as his record tells it. */
export interface WorkLine {
  readonly dealNo: string;
  readonly achievement: string;
  readonly client: string;
  /** What the client confirmed that he did; empty while nobody did. */
  readonly role: string;
  readonly startsOn: Day;
  readonly stage: string;
  readonly contractNo: string | null;
  readonly signedOn: Day | null;
  /** Cash that arrived under contracts signed within the mandate; what was only signed is no money. */
  readonly cashFen: Fen;
  readonly confirmedBy: readonly string[];
}

export interface WorkRecordFacts {
  readonly name: string;
  readonly org: string;
  readonly level: string;
  readonly certificateNo: string;
  readonly isSample: boolean;
  readonly lines: readonly WorkLine[];
  readonly at: Date;
}

/** What a broker may be said to have done in a deal; the party chooses one when it confirms. */
export const workRoles = ['matched', 'negotiated', 'contracted', 'followed'] as const;
export type WorkRole = (typeof workRoles)[number];
export const workRoleLabels: Readonly<Record<WorkRole, string>> = {
  matched: '供需撮合',
  negotiated: '参与洽谈',
  contracted: '促成签约',
  followed: '履约跟进',
};

/** 业绩证明 for 职称评审: deals with roles and cash received, and which party confirmed each; unconfirmed ones say so. */
export const workRecordPaper = (facts: WorkRecordFacts): Paper => {
  const confirmed = facts.lines.filter(({ confirmedBy }) => confirmedBy.length > 0);
  const sum = (lines: readonly WorkLine[]): Fen => lines.reduce((total, { cashFen }) => total + cashFen, 0n);
  return {
    title: '技术经纪人业绩证明',
    no: facts.certificateNo,
    meta: `${facts.name}，${facts.org}，截至 ${dayOf(facts.at)}`,
    isSample: facts.isSample,
    stamp: null,
    blocks: [
      {
        kind: 'facts',
        items: [
          ['姓名', facts.name],
          ['所在机构', facts.org],
          ['等级', facts.level],
          ['证书编号', facts.certificateNo],
          ['受托项目', `${facts.lines.length} 项，其中经当事方确认 ${confirmed.length} 项`],
          ['签订合同', `${facts.lines.filter(({ signedOn }) => signedOn !== null).length} 份`],
          ['到账金额', `${formatYuan(sum(facts.lines))}，其中经确认 ${formatYuan(sum(confirmed))}`],
        ],
      },
      {
        kind: 'table',
        columns: [
          { label: '项目', width: 5 },
          { label: '委托方和角色', width: 4 },
          { label: '合同', width: 4 },
          { label: '到账（元）', width: 3, align: 'right' },
          { label: '确认', width: 3 },
        ],
        rows: facts.lines.map((line) => [
          `${line.achievement}　${line.dealNo}`,
          `${line.client}　${line.role || '未确认'}（${line.startsOn} 起）`,
          line.signedOn === null ? line.stage : `${line.contractNo ?? ''}　${line.signedOn}`,
          formatYuan(line.cashFen),
          line.confirmedBy.length === 0 ? '未确认' : line.confirmedBy.join('、'),
        ]),
      },
      {
        kind: 'note',
        text: '到账：委托有效期内签订的合同实际到账、已核销应付款的金额，退回的已扣除；签约不等于到账。',
      },
      { kind: 'signatures', boxes: [{ heading: `${facts.org}（盖章）`, lines: ['经办：', '日期：'] }] },
    ],
  };
};
