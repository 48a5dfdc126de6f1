import type { Day } from '#app/domain/days.ts';
import { labelOf } from '#app/domain/machine.ts';
import { auctionMachine, type AuctionState } from '#app/domain/trade.ts';
import { KeyValue } from '../key-value.tsx';
import { SectionHead } from '../section-head.tsx';

interface AuctionNoticeProps {
  auction: {
    readonly state: AuctionState;
    readonly house: string;
    readonly licenceNo: string;
    readonly place: string;
    readonly noticeOn: Day;
    readonly viewingFromOn: Day;
    readonly viewingToOn: Day;
    readonly saleOn: Day;
  };
}

/** The licensed house's notice as everybody may read it: who sells, where and when it is shown and sold. */
export const AuctionNotice = ({ auction }: AuctionNoticeProps) => (
  <section id="auction">
    <SectionHead note={labelOf(auctionMachine, auction.state)}>拍卖公告</SectionHead>
    <div className="mt-4">
      <KeyValue
        items={[
          { label: '拍卖企业', value: `${auction.house}（批准证书 ${auction.licenceNo}）` },
          { label: '公告日期', value: auction.noticeOn },
          { label: '展示', value: `${auction.viewingFromOn} 至 ${auction.viewingToOn}` },
          { label: '拍卖', value: `${auction.saleOn}，${auction.place}` },
        ]}
      />
      <p className="mt-3 text-sm text-ink-soft">竞买登记、看样和竞价由拍卖企业办理。</p>
    </div>
  </section>
);
