import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { isProofFresh } from '#app/domain/access.ts';
import { refundableFen } from '#app/domain/allocation.ts';
import { dayOf } from '#app/domain/days.ts';
import { NoInput } from '#app/domain/form-input.ts';
import { lastProposal } from '#app/domain/last-proposal.ts';
import { formatYuan } from '#app/domain/money.ts';
import {
  DistributionInput,
  PlaceAdvanceInput,
  proposeDistributionInput,
  recordRefundInput,
  RefundCardInput,
  RefundIdInput,
  RejectReceiptInput,
  RejectRefundInput,
  ReturnDistributionInput,
  TakeBackAdvanceInput,
} from '#app/domain/money-input.ts';
import { distributionDeeds, mayDoMoney, mayTakeBack, moneyGate, receiptDeeds } from '#app/domain/receipt-deeds.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { approveDistribution } from '#app/services/distributions/approve-distribution.server.ts';
import { distribute } from '#app/services/distributions/distribute.server.ts';
import { proposeDistribution } from '#app/services/distributions/propose-distribution.server.ts';
import { listDisputes } from '#app/services/disputes/queries.server.ts';
import { listDistributions } from '#app/services/distributions/queries.server.ts';
import { returnDistribution } from '#app/services/distributions/return-distribution.server.ts';
import { getOwnShareFacts, getShareFacts } from '#app/services/distributions/share-facts.server.ts';
import { listEntriesOfReceipt } from '#app/services/ledger/queries.server.ts';
import { listPlacements, placeableClaims } from '#app/services/payments/advance-queries.server.ts';
import { confirmReceipt } from '#app/services/payments/confirm-receipt.server.ts';
import { placeAdvance } from '#app/services/payments/place-advance.server.ts';
import { getReceiptUse } from '#app/services/payments/receipt-use.server.ts';
import { getReceipt } from '#app/services/payments/receipt-queries.server.ts';
import { rejectReceipt } from '#app/services/payments/reject-receipt.server.ts';
import { takeBackAdvance } from '#app/services/payments/take-back-advance.server.ts';
import { withdrawReceipt } from '#app/services/payments/withdraw-receipt.server.ts';
import { approveRefund } from '#app/services/refunds/approve-refund.server.ts';
import { confirmRefund } from '#app/services/refunds/confirm-refund.server.ts';
import { listRefunds } from '#app/services/refunds/queries.server.ts';
import { recordRefund } from '#app/services/refunds/record-refund.server.ts';
import { refundCard } from '#app/services/refunds/refund-card.server.ts';
import { getRefundFacts } from '#app/services/refunds/refund-facts.server.ts';
import { rejectRefund } from '#app/services/refunds/reject-refund.server.ts';
import { withdrawRefund } from '#app/services/refunds/withdraw-refund.server.ts';
import { Amount } from '#app/ui/amount.tsx';
import { BookEntries } from '#app/ui/book-entries.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { DisputeNotice } from '#app/ui/dispute-notice.tsx';
import { DistributionCard } from '#app/ui/distribution-card.tsx';
import { DistributionForm } from '#app/ui/distribution-form.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { AdvancePlacements } from '#app/ui/money/advance-placements.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { ReceiptDeeds } from '#app/ui/receipt-deeds.tsx';
import { ReceiptFacts } from '#app/ui/receipt-facts.tsx';
import { ReceiptMark } from '#app/ui/receipt-mark.tsx';
import { RefundCard } from '#app/ui/refund-card.tsx';
import { RefundForm } from '#app/ui/refund-form.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { askedFenOf } from '#app/web/asked-fen.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm, judgedDeed, tryOut } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { voucherFault, voucherOf } from '#app/web/voucher.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `收款单 ${data?.receipt.no ?? ''} · 成果通` }];

const maxVoucherBytes = 10 * 1_048_576;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const receipt = await getReceipt(ctx, rowId(args.params));
    const distributions = receipt.isPayee ? await listDistributions(ctx, receipt.id) : [];
    const refunds = await listRefunds(ctx, receipt.id);
    const use = await getReceiptUse(ctx, receipt);
    const deeds = receiptDeeds(ctx.actor, { ...receipt, ...use });
    const placements = await listPlacements(ctx, receipt.id);
    const facts = deeds.includes('propose') ? await getShareFacts(ctx, receipt.id) : null;
    const mayPlace = receipt.isPayee && mayDoMoney(ctx.actor, 'place');
    return {
      receipt,
      key: crypto.randomUUID(),
      deeds,
      isProved: isProofFresh(ctx.actor, ctx.now()),
      facts,
      last: facts && lastProposal(distributions[0], facts.people),
      distributions: distributions.map((row) => ({
        ...row,
        deeds: distributionDeeds(ctx.actor, row),
        isOwnProposal: row.proposedBy === ctx.actor.userId,
      })),
      refunds,
      disputes: await listDisputes(ctx, receipt.id),
      placements: placements.map((row) => ({
        ...row,
        mayTakeBack:
          mayPlace &&
          row.takenBackAt === null &&
          mayTakeBack(use, { ...row, isElsewhere: row.obligation.id !== receipt.obligationId }),
      })),
      claims: deeds.includes('place') ? await placeableClaims(ctx, receipt) : null,
      refundableFen: deeds.includes('refund') ? refundableFen(use.left, use.hasLiveDistribution) : 0n,
      askedFen: askedFenOf(args.request),
      today: dayOf(ctx.now()),
      entries: await listEntriesOfReceipt(ctx, {
        receiptId: receipt.id,
        distributionIds: distributions.map((row) => row.id),
        refundIds: refunds.map((row) => row.id),
      }),
    };
  });
}

export const action = (args: ActionFunctionArgs) => {
  if (isUpload(args.request)) return recordBankRefund(args);
  const back = async (work: (receiptId: string) => Promise<unknown>) => {
    const id = rowId(args.params);
    await work(id);
    return redirect(`/desk/receipts/${id}`);
  };
  const proposalInput = async (ctx: ActorContext) =>
    proposeDistributionInput(await getOwnShareFacts(ctx, rowId(args.params)));
  return handleForm(args, {
    confirm: deed(NoInput, (ctx) => back((receiptId) => confirmReceipt(ctx, { receiptId }))),
    reject: deed(RejectReceiptInput, moneyGate('reject'), (ctx, { reason }) =>
      back((receiptId) => rejectReceipt(ctx, { receiptId, reason })),
    ),
    withdraw: deed(NoInput, (ctx) => back((receiptId) => withdrawReceipt(ctx, { receiptId }))),
    placeAdvance: deed(PlaceAdvanceInput, moneyGate('place'), (ctx, { amount: amountFen, ...input }) =>
      back((receiptId) => placeAdvance(ctx, { ...input, amountFen, receiptId })),
    ),
    takeBackAdvance: deed(TakeBackAdvanceInput, moneyGate('place'), (ctx, input) =>
      back((receiptId) => takeBackAdvance(ctx, { ...input, receiptId })),
    ),
    refundCard: deed(RefundCardInput, moneyGate('refund'), (ctx, { amount: amountFen, ...input }) =>
      back((receiptId) => refundCard(ctx, { ...input, amountFen, receiptId })),
    ),
    approveRefund: deed(RefundIdInput, moneyGate('approveRefund'), (ctx, input) =>
      back(() => approveRefund(ctx, input)),
    ),
    confirmRefund: deed(RefundIdInput, moneyGate('confirmRefund'), (ctx, input) =>
      back(() => confirmRefund(ctx, input)),
    ),
    rejectRefund: deed(RejectRefundInput, moneyGate('rejectRefund'), (ctx, input) =>
      back(() => rejectRefund(ctx, input)),
    ),
    withdrawRefund: deed(RefundIdInput, moneyGate('withdrawRefund'), (ctx, input) =>
      back(() => withdrawRefund(ctx, input)),
    ),
    propose: judgedDeed(moneyGate('propose'), proposalInput, (ctx, { publicityContact: contact, ...input }) => {
      const publicity = contact === '' ? null : { contact };
      return back((receiptId) => proposeDistribution(ctx, { ...input, publicity, receiptId }));
    }),
    // Whose receipt it is was asked to judge the form.
    preview: tryOut(proposalInput, moneyGate('propose'), async () => undefined),
    approve: deed(DistributionInput, moneyGate('approve'), (ctx, input) =>
      back(() => approveDistribution(ctx, { id: input.distributionId })),
    ),
    return: deed(ReturnDistributionInput, moneyGate('return'), (ctx, input) =>
      back(() => returnDistribution(ctx, { id: input.distributionId, note: input.note })),
    ),
    distribute: deed(DistributionInput, moneyGate('distribute'), (ctx, input) =>
      back(() => distribute(ctx, { id: input.distributionId })),
    ),
  });
};

const recordBankRefund = (args: ActionFunctionArgs) => {
  const receiptId = () => rowId(args.params);
  const see = (ctx: ActorContext) => getReceipt(ctx, receiptId());
  return handleUpload(args, { maxBytes: maxVoucherBytes, may: moneyGate('refund'), see }, ({ files, refusal }) => ({
    refund: judgedDeed(
      moneyGate('refund'),
      async (ctx, form) => {
        const slip = { receiptId: receiptId(), bankSerial: String(form.get('bankSerial') ?? '') };
        return recordRefundInput(await getRefundFacts(ctx, slip), voucherFault(files, refusal));
      },
      async (ctx, { amount: amountFen, ...input }) => {
        await recordRefund(ctx, { ...input, amountFen, receiptId: receiptId(), voucher: voucherOf(files) });
        return redirect(`/desk/receipts/${receiptId()}`);
      },
    ),
  }));
};

export default function ReceiptPage() {
  const { receipt, deeds, isProved, distributions, facts, entries, key, ...data } = useLoaderData<typeof loader>();
  const { refunds, disputes, refundableFen, placements, claims, askedFen, today } = data;
  const reply = useActionData<FormReply>();
  const { '': message, ...fields } = reply?.errors ?? {};
  return (
    <>
      <Breadcrumbs items={[{ label: '收付与分配', to: '/desk/money' }, { label: receipt.no }]} />
      <PageTitle
        marks={<ReceiptMark boxed state={receipt.state} />}
        aside={
          receipt.backFen > 0n && (
            <>
              已退 <Amount fen={receipt.backFen} />
              ，净 <Amount fen={receipt.amountFen - receipt.backFen} bold />
            </>
          )
        }
        meta={
          <Link to={`/desk/contracts/${receipt.contract.id}`} className="link-quiet">
            {receipt.contract.no} {receipt.contract.title}
          </Link>
        }
      >
        {receipt.no} <Amount fen={receipt.amountFen} />
      </PageTitle>
      <ErrorSummary errors={fields} message={message?.[0]} scope={reply?.intent} />
      <div className="grid gap-8">
        {disputes.map((dispute) => (
          <DisputeNotice key={dispute.id} dispute={dispute} isPayee={receipt.isPayee} />
        ))}
        <ReceiptFacts receipt={receipt} />
        <ReceiptDeeds
          receiptId={receipt.id}
          amountFen={receipt.amountFen}
          deeds={deeds}
          excessFen={receipt.excessFen}
          isAdvanceMeant={receipt.isAdvanceMeant}
          isProved={isProved}
          isChecked={receipt.state === 'checked'}
          needsSecond={receipt.needsSecond}
          reply={reply}
        />
        {(distributions.length > 0 || facts) && (
          <section>
            <SectionHead look="plain" note="到账才分配">
              分配
            </SectionHead>
            <div className="grid gap-6">
              {distributions.map((row) => (
                <DistributionCard key={row.id} distribution={row} reply={reply} />
              ))}
              {facts && receipt.creditFen > 0n && (
                <Notice kind="attention" title={`这份合同还有贷项 ${formatYuan(receipt.creditFen)} 没有抵完`}>
                  申报更正后多收的款项，要抵以后的应收款，抵不完的退还对方。分配以前想好留多少。
                  <Link to={`/desk/contracts/${receipt.contract.id}/credits`} className="link">
                    看贷项怎样来
                  </Link>
                </Notice>
              )}
              {facts && <DistributionForm facts={facts} last={data.last} replayKey={key} reply={reply} />}
            </div>
          </section>
        )}
        <AdvancePlacements
          receiptId={receipt.id}
          advanceFen={receipt.left.advanceFen}
          placements={placements}
          claims={claims}
          replayKey={key}
          isProved={isProved}
          reply={reply}
        />
        {refunds.length > 0 && (
          <section>
            <SectionHead look="plain">退款</SectionHead>
            <div className="grid gap-4">
              {refunds.map((row) => (
                <RefundCard
                  key={row.id}
                  refund={row}
                  receiptId={receipt.id}
                  isPayee={receipt.isPayee}
                  isProved={isProved}
                  reply={reply}
                />
              ))}
            </div>
          </section>
        )}
        {refundableFen > 0n && (
          <RefundForm
            receiptId={receipt.id}
            method={receipt.method}
            mostFen={refundableFen}
            left={receipt.left}
            claimLabel={receipt.obligation.label}
            limitFen={receipt.limitFen}
            askedFen={askedFen}
            paidOn={receipt.paidOn}
            today={today}
            replayKey={key}
            isProved={isProved}
            reply={reply}
          />
        )}
        {entries.length > 0 && (
          <section>
            <SectionHead
              look="plain"
              note="单位：元"
              action={
                <Link to="/desk/ledger" className="link-quiet">
                  看账簿
                </Link>
              }
            >
              记账
            </SectionHead>
            <BookEntries caption="这笔款的分录，单位元" entries={entries} />
          </section>
        )}
      </div>
    </>
  );
}
