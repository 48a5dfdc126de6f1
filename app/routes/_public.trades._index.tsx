import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listPublicTrades } from '#app/services/trades/queries.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { TradeRow } from '#app/ui/trades/trade-row.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '挂牌交易 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(() => listPublicTrades(ctx));
}

export default function Trades() {
  const { running, ended } = useLoaderData<typeof loader>();
  return (
    <div className="grid gap-10 pt-10 pb-14">
      <PageTitle meta="公开征集意向，两家以上合格的在网上竞价，只有一家的按挂牌价受让，结果公示无异议后成交。这里是定价的一种办法，不同于展示成果的“平台挂牌”。">
        挂牌交易
      </PageTitle>
      <section>
        <SectionHead note={`${running.length} 项`}>正在进行</SectionHead>
        {running.length === 0 ? (
          <EmptyState title="现在没有挂牌交易" action={<ButtonLink to="/achievements">看成果</ButtonLink>}>
            多数成果由双方协议定价，可以直接申请对接。
          </EmptyState>
        ) : (
          running.map((row) => <TradeRow key={row.id} row={row} />)
        )}
      </section>
      {ended.length > 0 && (
        <section>
          <SectionHead>最近结束</SectionHead>
          {ended.map((row) => (
            <TradeRow key={row.id} row={row} />
          ))}
        </section>
      )}
    </div>
  );
}
