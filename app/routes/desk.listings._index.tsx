import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { vagueMark } from '#app/domain/advantage.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { ConfirmListings, ListingId } from '#app/domain/listing-input.ts';
import { confirmDueOn, listingDeeds } from '#app/domain/listing.ts';
import { confirmListings } from '#app/services/listings/confirm-listings.server.ts';
import { mayList } from '#app/services/listings/own-listing.server.ts';
import { listOwnListings } from '#app/services/listings/queries.server.ts';
import { keepListing } from '#app/services/listings/keep-listing.server.ts';
import { sellListing } from '#app/services/listings/sell-listing.server.ts';
import { withdrawListing } from '#app/services/listings/withdraw-listing.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { ChoiceChip } from '#app/ui/chip.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { ownListingColumns } from '#app/ui/listings/own-listing-columns.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { Table } from '#app/ui/table.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { countIn } from '#app/web/params.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '平台挂牌 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const params = new URL(args.request.url).searchParams;
    const isDue = params.get('due') === '1';
    const isVague = params.get('vague') === '1';
    const isGone = params.get('gone') === '1';
    const rows = await listOwnListings(ctx, { isDue, isVague, isGone });
    const ended = params.get('ended') ?? params.get('upheld');
    return {
      rows,
      isDue,
      isVague,
      isGone,
      isOfficer: mayList(ctx.actor),
      today: dayOf(ctx.now()),
      confirmed: { done: countIn(params, 'confirmed'), left: countIn(params, 'left') },
      ended: rows.find(({ id, state }) => id === ended && state === 'withdrawn')?.name ?? null,
      isUpheld: params.has('upheld'),
      answered: answeredIn(rows, params),
    };
  });
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    confirm: deed(ConfirmListings, mayList, async (ctx, input) => {
      const done = await confirmListings(ctx, input);
      return redirect(`${tabOf(args.request)}confirmed=${done}&left=${new Set(input.ids).size - done}`);
    }),
    keep: deed(ListingId, mayList, async (ctx, input) => {
      await keepListing(ctx, input);
      return redirect(`${tabOf(args.request)}kept=${input.listingId}`);
    }),
    conclude: deed(ListingId, mayList, async (ctx, input) => {
      await sellListing(ctx, input);
      return redirect(`/desk/listings?sold=${input.listingId}`);
    }),
    withdraw: deed(ListingId, mayList, async (ctx, input) => {
      const { id } = await withdrawListing(ctx, input);
      return redirect(`/desk/listings?ended=${id}`);
    }),
  });

/** Its notice has not begun: it begins the day after the price was set. */
const isAfresh = ({ noticeFirstOn, confirmedOn }: { noticeFirstOn: Day | null; confirmedOn: Day }): boolean =>
  noticeFirstOn !== null && noticeFirstOn > confirmedOn;

/** What the owner answered after a contract, read back from the rows: an address alone says nothing. */
function answeredIn(rows: Awaited<ReturnType<typeof listOwnListings>>, params: URLSearchParams): string | null {
  const kept = rows.find(({ id, endedAt }) => id === params.get('kept') && endedAt === null);
  const sold = rows.find(({ id, state }) => id === params.get('sold') && state === 'concluded');
  const changed = rows.find(({ id, endedAt }) => id === params.get('changed') && endedAt === null);
  if (changed) return `已改挂牌条件：${changed.name}${isAfresh(changed) ? '，价格重新公示' : ''}`;
  return kept ? `继续挂牌：${kept.name}` : sold ? `已按成交下架：${sold.name}` : null;
}

/** The tab on which the form was sent, ready for more. */
const tabOf = (request: Request): string =>
  new URL(request.url).searchParams.get('due') === '1' ? '/desk/listings?due=1&' : '/desk/listings?';

const Said = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="mb-4">
    <Notice kind="success" live="polite" title={title}>
      {children}
    </Notice>
  </div>
);

const emptyWords = ({ isDue, isVague, isGone }: { isDue: boolean; isVague: boolean; isGone: boolean }): string => {
  if (isGone) return '没有摘牌、撤牌或者成交解除后可以重新挂牌的';
  return isDue ? '没有要确认的挂牌' : isVague ? '在挂牌的都有可比的指标' : '还没有挂牌';
};

export default function Listings() {
  const { rows, isDue, isVague, isGone, isOfficer, today, confirmed, ended, isUpheld, answered } =
    useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const due = rows.filter((row) => isDue && row.askedContractId === null && listingDeeds(row.state).confirm);
  return (
    <>
      <PageTitle meta="挂牌每 90 天确认一次；到期没有确认的标为待确认，再过 30 天摘牌。转让、独占许可签约，挂牌交易或拍卖成交的，自动标为已成交。公众看得到最近确认的日子。">
        平台挂牌
      </PageTitle>
      <ErrorSummary message={Object.values(reply?.errors ?? {})[0]?.[0]} />
      {!reply && confirmed.done > 0 && (
        <Said title={`已确认 ${confirmed.done} 项仍有效，有效到 ${confirmDueOn(today)}`}>
          {confirmed.left > 0 && `另外 ${confirmed.left} 项已经变动，没有确认。`}
        </Said>
      )}
      {!reply && ended !== null && (
        <Said title={`${isUpheld ? '异议成立，已撤牌' : '已撤牌'}：${ended}`}>
          {isUpheld && '提出人已收到通知。'}不再展示为可交易；成果仍然公开。
        </Said>
      )}
      {!reply && answered !== null && <Said title={answered}>{null}</Said>}
      <nav aria-label="按时间看" className="mb-4 flex flex-wrap gap-2">
        <ChoiceChip to="/desk/listings" current={!isDue && !isVague && !isGone}>
          全部
        </ChoiceChip>
        <ChoiceChip to="/desk/listings?due=1" current={isDue}>
          待确认
        </ChoiceChip>
        <ChoiceChip to="/desk/listings?vague=1" current={isVague}>
          {vagueMark}
        </ChoiceChip>
        <ChoiceChip to="/desk/listings?gone=1" current={isGone}>
          可重新挂牌
        </ChoiceChip>
      </nav>
      {isOfficer && due.length > 1 && (
        <IntentForm intent="confirm" className="mb-4">
          {due.map((row) => (
            <input key={row.id} type="hidden" name="ids" value={row.id} />
          ))}
          <SubmitButton>{`这 ${due.length} 项都仍然有效，全部确认`}</SubmitButton>
        </IntentForm>
      )}
      <Table
        caption="平台挂牌"
        columns={ownListingColumns(today, isOfficer)}
        rows={rows}
        rowKey={(row) => row.id}
        empty={
          <EmptyState
            title={emptyWords({ isDue, isVague, isGone })}
            action={<ButtonLink to="/desk/achievements?state=published">从已发布的成果里选</ButtonLink>}
          >
            已发布的成果可以挂牌：写明合作方式、定价方式和价格。
          </EmptyState>
        }
      />
    </>
  );
}
