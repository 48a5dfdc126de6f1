import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { isAppError } from '#app/domain/errors.ts';
import { getOwnAttempt } from '#app/services/payments/receipt-queries.server.ts';
import { settlePayment } from '#app/services/payments/settle-payment.server.ts';
import { Amount } from '#app/ui/amount.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction = () => [{ title: '支付结果 · 成果通' }];

/** Where the payer comes back to. It asks the provider as the webhook does: whoever comes first books the payment. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const id = rowId(args.params, 'attemptId');
    await settlePayment(ctx, { attemptId: id }).catch((error: unknown) => {
      // The provider does not answer: the page says what is known, the webhook or the sweep brings the rest.
      if (!isAppError(error) || error.code !== 'unavailable') throw error;
    });
    const { attempt, label, receiptId } = await getOwnAttempt(ctx, id);
    const { state, amountFen, obligationId } = attempt;
    return { id, state, amountFen, obligationId, label, receiptId };
  });
}

export default function PaymentReturn() {
  const { id, state, amountFen, obligationId, label, receiptId } = useLoaderData<typeof loader>();
  const back = <ButtonLink to={`/desk/obligations/${obligationId}`}>回到这笔应付款</ButtonLink>;
  return (
    <>
      <PageTitle meta={label}>支付结果</PageTitle>
      {state === 'paid' && (
        <Notice
          kind="success"
          live="polite"
          title={
            <>
              已到账 <Amount fen={amountFen} />
            </>
          }
          actions={
            <>
              {receiptId && (
                <ButtonLink look="primary" to={`/desk/receipts/${receiptId}`}>
                  看收款单
                </ButtonLink>
              )}
              {back}
            </>
          }
        >
          钱直接进了收款方自己的账户，平台不经手。
        </Notice>
      )}
      {(state === 'pending' || state === 'created') && (
        <Notice
          kind="attention"
          live="polite"
          title="还没有收到支付渠道的到账确认"
          actions={
            <>
              <ButtonLink look="primary" to={`/desk/payments/${id}/return`} reloadDocument>
                再查一次
              </ButtonLink>
              {back}
            </>
          }
        >
          如果已经付款，请稍等片刻，到账后会发通知；没有付款可以回去继续付。不会重复入账。
        </Notice>
      )}
      {(state === 'failed' || state === 'expired') && (
        <Notice kind="attention" title={state === 'expired' ? '支付页面已超时' : '支付没有成功'} actions={back}>
          没有扣款，可以重新付，或者改用对公转账。
        </Notice>
      )}
      {state === 'refused' && (
        <Notice kind="danger" title="付款与应付款不符，没有入账" actions={back}>
          已通知双方财务核对，请联系收款方。
        </Notice>
      )}
    </>
  );
}
