import { Link } from '@remix-run/react';
import type { DealSide } from '#app/domain/deal-access.ts';
import type { Trust } from '#app/domain/trust.ts';
import { originWords } from '../deal-words.ts';
import { KeyValue } from '../key-value.tsx';
import { SectionHead } from '../section-head.tsx';
import { TrustMark } from '../trust-mark.tsx';

interface DealFactsProps {
  room: {
    readonly side: DealSide | null;
    readonly licensorName: string;
    /** Null while the enterprise stays anonymous. */
    readonly licenseeName: string | null;
    readonly achievementNo: string;
    readonly achievement: { readonly trl: number | null };
    readonly demandTitle: string | null;
    readonly askerName: string | null;
    readonly deal: {
      readonly no: string;
      readonly achievementVersionN: number;
      readonly demandId: string | null;
      readonly origin: keyof typeof originWords;
      readonly purpose: string | null;
    };
  };
  price: string;
  trust: { readonly licensor: Trust | null; readonly licensee: Trust | null };
}

/** Who talks about what, and where the talk came from. */
export function DealFacts({ room, price, trust }: DealFactsProps) {
  const { deal } = room;
  const demand =
    room.side === 'licensee' && deal.demandId !== null ? (
      <Link to={`/desk/demands/${deal.demandId}`} className="link-quiet">
        {room.demandTitle}
      </Link>
    ) : (
      room.demandTitle
    );
  return (
    <section className="rounded-lg border border-line bg-card px-4 py-4 sm:px-5">
      <SectionHead look="plain">双方和成果</SectionHead>
      <KeyValue
        items={[
          { label: '成果方', value: <Party name={room.licensorName} trust={trust.licensor} /> },
          {
            label: '需求方',
            value:
              room.licenseeName === null ? (
                '匿名企业，接受后可见'
              ) : (
                <Party name={room.licenseeName} trust={trust.licensee} />
              ),
          },
          {
            label: '成果',
            value: (
              <Link to={`/achievements/${room.achievementNo}`} className="link-quiet">
                {room.achievementNo}，第 {deal.achievementVersionN} 版
              </Link>
            ),
          },
          { label: '成熟度', value: room.achievement.trl === null ? '未填写' : `TRL ${room.achievement.trl}` },
          { label: '价格', value: price },
          ...(room.demandTitle !== null ? [{ label: '需求', value: demand }] : []),
          ...(room.askerName !== null ? [{ label: '申请人', value: room.askerName }] : []),
          { label: '来源', value: originWords[deal.origin] },
          { label: '编号', value: <span className="nums">{deal.no}</span> },
        ]}
      />
      {deal.purpose !== null && (
        <>
          <h3 className="mt-3 text-sm font-bold">申请时说</h3>
          <p className="whitespace-pre-line break-words text-sm">{deal.purpose}</p>
        </>
      )}
    </section>
  );
}

function Party({ name, trust }: { name: string; trust: Trust | null }) {
  return (
    <>
      {name}
      <span className="block">
        <TrustMark trust={trust} />
      </span>
    </>
  );
}
