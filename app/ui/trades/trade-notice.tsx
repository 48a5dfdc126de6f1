import { formatWan } from '#app/domain/money.ts';
import { extensionMinutes, type LateCause } from '#app/domain/trade.ts';
import { DateText } from '../date-text.tsx';
import { KeyValue } from '../key-value.tsx';
import { SectionHead } from '../section-head.tsx';
import { lateBiddingRows } from './late-bidding-rows.tsx';

interface TradeNoticeProps {
  trade: {
    readonly object: string;
    readonly payTerms: string;
    readonly qualification: string;
    readonly askFen: bigint;
    readonly stepFen: bigint;
    readonly depositFen: bigint;
    readonly announcedAt: Date;
    readonly applyUntil: Date;
    readonly biddingAt: Date;
    readonly closesAt: Date;
    readonly openedAt: Date | null;
    readonly plannedClosesAt: Date | null;
    readonly lateBecause: LateCause | null;
    readonly noticeUntil: Date | null;
    /** Null until bidding has begun. */
    readonly qualified: number | null;
  };
}

/** What is sold, on which terms, and when. */
export function TradeNotice({ trade }: TradeNoticeProps) {
  return (
    <section>
      <SectionHead note={<DateText value={trade.announcedAt} as="minute" />}>公告</SectionHead>
      <div className="mt-4">
        <KeyValue
          items={[
            { label: '交易标的', value: <span className="whitespace-pre-line">{trade.object}</span> },
            { label: '付款', value: trade.payTerms },
            { label: '意向方条件', value: <span className="whitespace-pre-line">{trade.qualification}</span> },
            { label: '挂牌价', value: formatWan(trade.askFen) },
            { label: '加价幅度', value: `每次至少 ${formatWan(trade.stepFen)}` },
            {
              label: '保证金',
              value: trade.depositFen === 0n ? '不收' : `${formatWan(trade.depositFen)}，交到挂牌单位账户，平台不经手`,
            },
            { label: '登记截止', value: <DateText value={trade.applyUntil} as="minute" /> },
            {
              label: '网络竞价',
              value: (
                <>
                  <DateText value={trade.openedAt ?? trade.biddingAt} as="minute" /> 至{' '}
                  <DateText value={trade.closesAt} as="minute" />
                  ，最后 {extensionMinutes} 分钟内有人报价，截止时间顺延到报价后 {extensionMinutes}{' '}
                  分钟。合格的意向方只有一家的，不竞价，由它按挂牌价受让
                </>
              ),
            },
            ...lateBiddingRows(trade),
            ...(trade.qualified === null ? [] : [{ label: '合格意向方', value: `${trade.qualified} 家` }]),
            ...(trade.noticeUntil === null
              ? []
              : [{ label: '结果公示', value: <DateText value={trade.noticeUntil} as="minute" /> }]),
          ]}
        />
      </div>
    </section>
  );
}
