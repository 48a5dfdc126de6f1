import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import { vagueMark } from '#app/domain/advantage.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { ConfirmListings, ListingId } from '#app/domain/listing-input.ts';
import { listingEndLabels } from '#app/domain/listing-end.ts';
import { confirmDueOn, listingDeeds, listingMachine, type ListingState, pricingLabels } from '#app/domain/listing.ts';
import { labelOf } from '#app/domain/machine.ts';
import { confirmListings } from '#app/services/listings/confirm-listings.server.ts';
import { mayList } from '#app/services/listings/own-listing.server.ts';
import { listOwnListings } from '#app/services/listings/queries.server.ts';
import { answerAfterContract } from '#app/services/listings/answer-after-contract.server.ts';
import { withdrawListing } from '#app/services/listings/withdraw-listing.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { ChoiceChip } from '#app/ui/chip.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Freshness } from '#app/ui/freshness.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { listingPrice } from '#app/ui/listings/listing-words.ts';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import type { Tone } from '#app/ui/tone.ts';
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
    const rows = await listOwnListings(ctx, { isDue, isVague });
    const ended = params.get('ended') ?? params.get('upheld');
    return {
      rows,
      isDue,
      isVague,
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
      await answerAfterContract(ctx, { ...input, goesOn: true });
      return redirect(`${tabOf(args.request)}kept=${input.listingId}`);
    }),
    conclude: deed(ListingId, mayList, async (ctx, input) => {
      await answerAfterContract(ctx, { ...input, goesOn: false });
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

const tones: Readonly<Record<ListingState, Tone>> = {
  listed: 'good',
  disputed: 'danger',
  stale: 'attention',
  concluded: 'good',
  replaced: 'neutral',
  unlisted: 'neutral',
  withdrawn: 'neutral',
};

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number];

const columnsOf = (today: Day, isOfficer: boolean): Column<Row>[] => [
  {
    key: 'name',
    head: '成果',
    phone: 'title',
    width: '23%',
    cell: (row) => (
      <>
        <Link to={`/desk/achievements/${row.achievementId}`} className="link">
          {row.name}
        </Link>
        {row.isVague && (
          <span className="block">
            <Tag tone="neutral">{vagueMark}</Tag>
          </span>
        )}
      </>
    ),
  },
  {
    key: 'state',
    head: '状态',
    phone: 'state',
    cell: (row) => (
      <>
        <span className="whitespace-nowrap">
          <StateMark tone={tones[row.state]}>{labelOf(listingMachine, row.state)}</StateMark>
        </span>
        {row.concludedBy !== null && row.concludedOn !== null && (
          <span className="block text-sm text-ink-soft">
            <DateText value={row.concludedOn} /> {listingEndLabels[row.concludedBy]}
          </span>
        )}
        {row.askedContractId !== null && (
          <Link to={`/desk/contracts/${row.askedContractId}`} className="link block text-sm">
            已签许可合同
          </Link>
        )}
        {row.lapsed.length > 0 && (
          <Link to="/desk/patents?tab=lapsed" className="link block text-sm">
            {row.lapsed.length} 件专利已失效
          </Link>
        )}
      </>
    ),
  },
  {
    key: 'price',
    head: '价格',
    phone: 'amount',
    width: '24%',
    cell: (row) => (
      <span className={row.priceKind === 'formula' ? 'whitespace-normal text-sm' : 'whitespace-normal'}>
        {listingPrice(row)}
        <span className="text-sm text-ink-soft">，{pricingLabels[row.pricing]}</span>
      </span>
    ),
  },
  {
    key: 'confirmed',
    head: '最近确认',
    phone: 'date',
    cell: (row) => (
      <>
        <Freshness confirmedOn={row.confirmedOn} today={today} />
        {row.endedAt === null && (
          <span className="block text-sm text-ink-soft">
            <DateText value={confirmDueOn(row.confirmedOn)} /> 到期
          </span>
        )}
      </>
    ),
  },
  {
    key: 'deeds',
    head: '操作',
    phone: 'evidence',
    width: '27%',
    cell: (row) =>
      isOfficer &&
      row.endedAt === null && (
        <span className="flex flex-wrap gap-2">
          {row.askedContractId !== null && <AfterContract id={row.id} />}
          {row.askedContractId === null && listingDeeds(row.state).confirm && (
            <IntentForm intent="confirm">
              <input type="hidden" name="ids" value={row.id} />
              <SubmitButton look={row.state === 'stale' ? 'primary' : 'secondary'}>确认仍有效</SubmitButton>
            </IntentForm>
          )}
          {listingDeeds(row.state).trade && row.pricing === 'exchange' && (
            <ButtonLink to={`/desk/listings/${row.id}/trade`}>挂牌交易公告</ButtonLink>
          )}
          {row.pricing === 'auction' && <ButtonLink to={`/desk/listings/${row.id}/auction`}>拍卖</ButtonLink>}
          {listingDeeds(row.state).confirm && (
            <ButtonLink look="quiet" to={`/desk/achievements/${row.achievementId}/list`}>
              改条件
            </ButtonLink>
          )}
          <Withdraw id={row.id} />
        </span>
      ),
  },
];

/** Asked first: what is taken back begins anew, with its notice. */
const Withdraw = ({ id }: { id: string }) => (
  <details>
    <summary className="link-quiet inline-flex min-h-11 cursor-pointer items-center">撤牌</summary>
    <IntentForm intent="withdraw" className="grid justify-items-start gap-2">
      <p className="whitespace-normal text-sm text-ink-soft">撤下后不再展示为可交易；再挂牌时，协议定价重新公示。</p>
      <input type="hidden" name="listingId" value={id} />
      <SubmitButton look="danger">确认撤牌</SubmitButton>
    </IntentForm>
  </details>
);

/** A licence that leaves room for more was signed: does the listing go on? */
const AfterContract = ({ id }: { id: string }) => (
  <>
    <IntentForm intent="keep">
      <input type="hidden" name="listingId" value={id} />
      <SubmitButton>继续挂牌</SubmitButton>
    </IntentForm>
    <IntentForm intent="conclude">
      <input type="hidden" name="listingId" value={id} />
      <SubmitButton look="secondary">已成交，不再挂牌</SubmitButton>
    </IntentForm>
  </>
);

const Said = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="mb-4">
    <Notice kind="success" live="polite" title={title}>
      {children}
    </Notice>
  </div>
);

export default function Listings() {
  const { rows, isDue, isVague, isOfficer, today, confirmed, ended, isUpheld, answered } =
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
        <ChoiceChip to="/desk/listings" current={!isDue && !isVague}>
          全部
        </ChoiceChip>
        <ChoiceChip to="/desk/listings?due=1" current={isDue}>
          待确认
        </ChoiceChip>
        <ChoiceChip to="/desk/listings?vague=1" current={isVague}>
          {vagueMark}
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
        columns={columnsOf(today, isOfficer)}
        rows={rows}
        rowKey={(row) => row.id}
        empty={
          <EmptyState
            title={isDue ? '没有要确认的挂牌' : isVague ? '在挂牌的都有可比的指标' : '还没有挂牌'}
            action={<ButtonLink to="/desk/achievements?state=published">从已发布的成果里选</ButtonLink>}
          >
            已发布的成果可以挂牌：写明合作方式、定价方式和价格。
          </EmptyState>
        }
      />
    </>
  );
}
