import { formatInstant } from './days.ts';
import { capitalFen, type Fen, formatYuan } from './money.ts';
import type { Paper } from './paper.ts';

export interface TradePaperFacts {
  readonly no: string;
  readonly achievement: { readonly no: string; readonly name: string; readonly versionN: number };
  readonly seller: string;
  readonly winner: { readonly name: string; readonly n: number };
  readonly object: string;
  readonly payTerms: string;
  readonly askFen: Fen;
  readonly stepFen: Fen;
  readonly priceFen: Fen;
  readonly announcedAt: Date;
  readonly applyUntil: Date;
  readonly biddingAt: Date;
  readonly closedAt: Date;
  readonly noticeUntil: Date;
  readonly extensions: number;
  readonly qualified: number;
  readonly bids: readonly {
    readonly n: number;
    readonly bidder: number;
    readonly amountFen: Fen;
    readonly at: Date;
    readonly isExtending: boolean;
  }[];
  readonly objections: number;
  /** The result is open to objection, stands, or was undone since. */
  readonly outcome: 'noticed' | 'sold' | 'dissolved';
  /** When bidding began, where that was later than announced. */
  readonly openedAt: Date | null;
  readonly isSample: boolean;
}

/** Shanghai time to the second: bids are told apart by it. */
const toSecond = (at: Date): string =>
  `${formatInstant(at)}:${String(at.getUTCSeconds()).padStart(2, '0')}.${String(at.getUTCMilliseconds()).padStart(3, '0')}`;

const outcomeWords: Readonly<Record<TradePaperFacts['outcome'], string>> = {
  noticed: '结果公示中，公示期满无异议后成交',
  sold: '公示期满，已成交',
  dissolved: '公示期满后成交，成交已解除',
};

/** 挂牌交易纪要: who offered what when on the server's clock, and what came of it (促进科技成果转化法 art. 18). */
export function tradePaper(facts: TradePaperFacts): Paper {
  const { bids, winner, priceFen } = facts;
  return {
    title: '科技成果挂牌交易纪要',
    no: facts.no,
    meta: outcomeWords[facts.outcome],
    isSample: facts.isSample,
    stamp: null,
    blocks: [
      {
        kind: 'facts',
        items: [
          ['成果', `${facts.achievement.name}（${facts.achievement.no}，第 ${facts.achievement.versionN} 版）`],
          ['转让或许可方', facts.seller],
          ['受让或被许可方', `${winner.name}（${winner.n} 号竞买人）`],
          ['交易标的', facts.object],
          ['挂牌价', formatYuan(facts.askFen)],
          ['加价幅度', formatYuan(facts.stepFen)],
          [
            facts.outcome === 'dissolved' ? '解除前的成交价' : '成交价',
            `${formatYuan(priceFen)}（${capitalFen(priceFen)}）`,
          ],
          ['付款', facts.payTerms],
        ],
      },
      { kind: 'heading', text: '经过' },
      {
        kind: 'facts',
        items: [
          ['公告', `${formatInstant(facts.announcedAt)} 起，意向登记至 ${formatInstant(facts.applyUntil)}`],
          ['合格意向方', `${facts.qualified} 家`],
          [
            '网络竞价',
            bids.length === 0
              ? '只有一家合格，按挂牌价成交'
              : `${formatInstant(facts.openedAt ?? facts.biddingAt)} 至 ${formatInstant(facts.closedAt)}，报价 ${bids.length} 次，延时 ${facts.extensions} 次`,
          ],
          ['结果公示', `至 ${formatInstant(facts.noticeUntil)}，收到异议 ${facts.objections} 件`],
        ],
      },
      ...(bids.length === 0
        ? []
        : [
            { kind: 'heading', text: '报价记录（服务器时间）' } as const,
            {
              kind: 'table',
              columns: [
                { label: '次序', width: 1, align: 'right' },
                { label: '竞买人', width: 2 },
                { label: '报价', width: 3, align: 'right' },
                { label: '时间', width: 4 },
                { label: '延时', width: 1 },
              ],
              rows: bids.map((bid) => [
                String(bid.n),
                `${bid.bidder} 号`,
                formatYuan(bid.amountFen),
                toSecond(bid.at),
                bid.isExtending ? '是' : '',
              ]),
            } as const,
          ]),
      {
        kind: 'signatures',
        boxes: [
          { heading: `转让或许可方：${facts.seller}`, lines: ['代表签字：', '日期：', '（盖章）'] },
          { heading: `受让或被许可方：${winner.name}`, lines: ['代表签字：', '日期：', '（盖章）'] },
        ],
      },
    ],
  };
}
