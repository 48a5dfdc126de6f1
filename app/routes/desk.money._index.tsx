import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { isSupplier } from '#app/domain/access.ts';
import { dayOf } from '#app/domain/days.ts';
import { type DistributionState, enteredDistributionStates } from '#app/domain/distribution.ts';
import { statesOf } from '#app/domain/machine.ts';
import { receiptMachine, receiptStatesUnderWay } from '#app/domain/payment-machine.ts';
import { mayDoMoney } from '#app/domain/receipt-deeds.ts';
import { findOwnCommission } from '#app/services/brokers/mandate-queries.server.ts';
import { listOwnShares } from '#app/services/distributions/queries.server.ts';
import { listOverInvoiced } from '#app/services/invoices/list-over-invoiced.server.ts';
import { listUninvoiced } from '#app/services/invoices/list-uninvoiced.server.ts';
import { maySeeMoney } from '#app/services/payments/money-access.server.ts';
import { moneyOverview } from '#app/services/payments/money-overview.server.ts';
import { listGivenBack } from '#app/services/payments/list-given-back.server.ts';
import { listOpenObligations } from '#app/services/payments/queries.server.ts';
import { listReceipts } from '#app/services/payments/receipt-queries.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { listWrittenOff } from '#app/services/write-offs/queries.server.ts';
import { CommissionFigures } from '#app/ui/commission-figures.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ExportLinks } from '#app/ui/export-links.tsx';
import { MoneyFigures } from '#app/ui/money/money-figures.tsx';
import { OpenClaims } from '#app/ui/money/open-claims.tsx';
import { OwnShares } from '#app/ui/money/own-shares.tsx';
import { MoneyRecord, Receipts } from '#app/ui/money/receipt-tables.tsx';
import { OverInvoicedClaims, UninvoicedClaims } from '#app/ui/money/uninvoiced-claims.tsx';
import { WrittenOffClaims } from '#app/ui/money/written-off-claims.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '收付与分配 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const today = dayOf(ctx.now());
    const shares = await listOwnShares(ctx);
    const commission = await findOwnCommission(ctx);
    const { org } = ctx.actor;
    if (org === null || !maySeeMoney(ctx)) return { today, shares, commission, book: null };
    const [overview, open, claimed, arrived, givenBack, writtenOff, uninvoiced, overInvoiced] = await Promise.all([
      moneyOverview(ctx, org.orgId),
      listOpenObligations(ctx),
      listReceipts(ctx, receiptStatesUnderWay),
      listReceipts(ctx, answeredStates),
      listGivenBack(ctx, { limit: rowsOfRecord }),
      listWrittenOff(ctx),
      listUninvoiced(ctx, rowsOfRecord),
      listOverInvoiced(ctx),
    ]);
    return {
      today,
      shares,
      commission,
      book: {
        overview,
        open,
        claimed,
        arrived,
        givenBack,
        writtenOff,
        uninvoiced,
        overInvoiced,
        kind: org.kind,
        isFinance: mayDoMoney(ctx.actor, 'confirm'),
      },
    };
  });
}

const rowsOfRecord = 200;
const answeredStates = statesOf(receiptMachine).filter((state) => !receiptStatesUnderWay.includes(state));

type Data = ReturnType<typeof useLoaderData<typeof loader>>;
type Book = NonNullable<Data['book']>;

export default function Money() {
  const { today, shares, commission, book } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle
        aside={`截至 ${today}`}
        actions={
          book && (
            <>
              {book.isFinance && <ButtonLink to="/desk/money/bank">银行流水对账</ButtonLink>}
              <ButtonLink to="/desk/money/ageing">账龄与到期</ButtonLink>
              <ButtonLink to="/desk/ledger">账簿</ButtonLink>
              <ExportLinks to="/desk/money/export" />
            </>
          )
        }
      >
        收付与分配
      </PageTitle>
      <div className="grid gap-8">
        {commission && <CommissionFigures commission={commission} />}
        {book && <Organisation book={book} today={today} isBroker={commission !== null} />}
        {(shares.length > 0 || book === null) && <OwnShares shares={shares} />}
      </div>
    </>
  );
}

const isEntered = (state: DistributionState | null): boolean =>
  state !== null && enteredDistributionStates.includes(state);

function Organisation({ book, today, isBroker }: { book: Book; today: string; isBroker: boolean }) {
  const { open, claimed, arrived, overview } = book;
  const toPay = open.filter((row) => row.isPayer);
  const toReceive = open.filter((row) => !row.isPayer);
  const toShare = arrived
    .filter(({ unsharedFen }) => unsharedFen > 0n)
    // Of one that was shared and has more to share since, the rest waits for its plan.
    .map((row) => ({ ...row, distribution: isEntered(row.distribution) ? null : row.distribution }));
  const isPayee = isSupplier(book.kind) || overview.asPayee.dueFen > 0n;
  const isPayer = book.kind === 'enterprise' || overview.asPayer.dueFen > 0n;
  const isCommissionAll = isBroker && book.kind === 'broker_agency';
  return (
    <>
      {isPayee && <MoneyFigures side="payee" figures={overview.asPayee} />}
      {isPayer && <MoneyFigures side="payer" figures={overview.asPayer} />}
      {!isCommissionAll && open.length + claimed.length + arrived.length === 0 && (
        <EmptyState title="还没有收付" action={<ButtonLink to="/desk/contracts">看合同</ButtonLink>}>
          里程碑验收通过、收入申报之后，应收应付会出现在这里。
        </EmptyState>
      )}
      {toPay.length > 0 && <OpenClaims isPayer title="待付" rows={toPay} today={today} />}
      {toReceive.length > 0 && <OpenClaims title="待收" rows={toReceive} today={today} />}
      {claimed.length > 0 && (
        <Receipts title="待确认到账" note="付款方已传回单，收款方财务核对银行流水后确认" rows={claimed} />
      )}
      {toShare.length > 0 && <Receipts title="待分配" note="到账才分配" rows={toShare} isSharing />}
      {book.uninvoiced.length > 0 && <UninvoicedClaims rows={book.uninvoiced} limit={rowsOfRecord} />}
      {book.overInvoiced.length > 0 && <OverInvoicedClaims rows={book.overInvoiced} />}
      {book.writtenOff.length > 0 && <WrittenOffClaims rows={book.writtenOff} />}
      <MoneyRecord arrived={arrived} givenBack={book.givenBack} limit={rowsOfRecord} />
    </>
  );
}
