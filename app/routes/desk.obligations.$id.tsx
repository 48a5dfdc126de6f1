import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { dayOf } from '#app/domain/days.ts';
import { formatFen, formatYuan } from '#app/domain/money.ts';
import { claimTransferInput, Nothing } from '#app/domain/money-input.ts';
import { moneyRecord, type RecordRow } from '#app/domain/money-record.ts';
import { moneyGate } from '#app/domain/receipt-deeds.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { claimBankTransfer } from '#app/services/payments/claim-bank-transfer.server.ts';
import { dunObligation } from '#app/services/payments/dun-obligation.server.ts';
import { openCardPayment } from '#app/services/payments/open-card-payment.server.ts';
import { getObligation } from '#app/services/payments/queries.server.ts';
import { getTransferFacts } from '#app/services/payments/transfer-facts.server.ts';
import { Amount } from '#app/ui/amount.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { CheckboxGroup } from '#app/ui/checkbox-group.tsx';
import { claimWords } from '#app/ui/claim-words.ts';
import { Clock } from '#app/ui/clock.tsx';
import { DateInput } from '#app/ui/date-input.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { FigureRow } from '#app/ui/figure-row.tsx';
import { FileInput } from '#app/ui/file-input.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { KeyValue } from '#app/ui/key-value.tsx';
import { MoneyInput } from '#app/ui/money-input.tsx';
import { type MoneyColumn, MoneyTable, totalFen } from '#app/ui/money-table.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { PartyName } from '#app/ui/party-name.tsx';
import { RecordMark } from '#app/ui/receipt-mark.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { useTyped } from '#app/ui/typed-value.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm, judgedDeed } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { voucherFault, voucherOf } from '#app/web/voucher.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.obligation.label ?? '应付款'} · 成果通` },
];

const maxVoucherBytes = 10 * 1_048_576;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({
    obligation: await getObligation(ctx, rowId(args.params)),
    today: dayOf(ctx.now()),
    key: crypto.randomUUID(),
  }));
}

export async function action(args: ActionFunctionArgs) {
  const { request, context, params } = args;
  if (request.headers.get('content-type')?.startsWith('multipart/form-data')) return claim(args);
  return handleForm(args, {
    card: deed(Nothing, async (ctx) => {
      const attempt = await openCardPayment(ctx, { obligationId: rowId(params), baseUrl: context.platform.baseUrl });
      return redirect(attempt.checkoutUrl ?? `/desk/payments/${attempt.id}/return`);
    }),
    dun: deed(Nothing, async (ctx) => {
      const obligationId = rowId(params);
      await dunObligation(ctx, { obligationId });
      return redirect(`/desk/obligations/${obligationId}`);
    }),
  });
}

const claim = (args: ActionFunctionArgs) => {
  const see = (ctx: ActorContext) => getObligation(ctx, rowId(args.params));
  const gate = { maxBytes: maxVoucherBytes, may: moneyGate('pay'), see };
  const obligationId = () => rowId(args.params);
  return handleUpload(args, gate, ({ files, refusal }) => ({
    claim: judgedDeed(
      moneyGate('pay'),
      async (ctx, form) => {
        const slip = { obligationId: obligationId(), bankSerial: String(form.get('bankSerial') ?? '') };
        return claimTransferInput(await getTransferFacts(ctx, slip), voucherFault(files, refusal));
      },
      async (ctx, { amount, ...input }) => {
        const voucher = voucherOf(files);
        const transfer = { ...input, obligationId: obligationId(), amountFen: amount, voucher };
        return redirect(`/desk/receipts/${(await claimBankTransfer(ctx, transfer)).id}`);
      },
    ),
  }));
};

type Obligation = ReturnType<typeof useLoaderData<typeof loader>>['obligation'];

const reasons: Readonly<Record<Obligation['kind'], string>> = {
  milestone: '里程碑验收通过，按合同应付',
  royalty: '收入申报后，按合同提成应付',
  interest: '逾期付款的违约金',
  commission: '技术经纪佣金',
  credit_return: '合同到头，更正多计的提成没有抵完，许可方应退还',
};

export default function ObligationPage() {
  const { obligation, today } = useLoaderData<typeof loader>();
  const { contract, amountFen, paidFen, claimedFen, awaitedFen, payableFen, outstandingFen, isPayer } = obligation;
  const isPaid = outstandingFen <= 0n;
  const words = claimWords[isPayer ? 'payer' : 'payee'];
  return (
    <>
      <Breadcrumbs items={[{ label: '收付与分配', to: '/desk/money' }, { label: obligation.label }]} />
      <PageTitle
        marks={
          <StateMark boxed tone={isPaid ? 'good' : obligation.dueOn < today ? 'danger' : 'attention'}>
            {isPaid ? '已付清' : obligation.dueOn < today ? '逾期未付清' : '待付款'}
          </StateMark>
        }
        meta={
          <>
            <Link to={`/desk/contracts/${contract.id}`} className="link-quiet">
              {contract.no} {contract.title}
            </Link>
          </>
        }
      >
        {obligation.label}
      </PageTitle>
      <div className="grid gap-8">
        <FigureRow
          figures={[
            { label: words.due, value: <Amount fen={amountFen} />, swatch: 'ink' },
            { label: '到账', value: <Amount fen={paidFen} />, note: '收款方已确认', swatch: 'accent' },
            {
              label: words.awaited,
              value: <Amount fen={awaitedFen} />,
              note:
                claimedFen > awaitedFen ? `已传回单；另有多付的 ${formatYuan(claimedFen - awaitedFen)}` : '已传回单',
              swatch: 'gold',
            },
            {
              label: words.left,
              value: <Amount fen={payableFen} />,
              note: `${words.open} ${formatYuan(outstandingFen)}${awaitedFen > 0n ? '，含待确认的' : ''}`,
            },
          ]}
        />
        <KeyValue
          items={[
            {
              label: '因何而付',
              value:
                obligation.kind === 'royalty' ? (
                  <Link to={`/desk/contracts/${contract.id}/statements`} className="link-quiet">
                    {reasons.royalty}
                  </Link>
                ) : (
                  reasons[obligation.kind]
                ),
            },
            { label: '付款方', value: <PartyName org={obligation.payer} /> },
            { label: '收款方', value: <PartyName org={obligation.payee} /> },
            {
              label: '最晚付款',
              value: isPaid ? <DateText value={obligation.dueOn} /> : <Clock dueOn={obligation.dueOn} today={today} />,
            },
          ]}
        />
        {obligation.receipts.length > 0 && <Receipts obligation={obligation} />}
        {obligation.mayPay && <Pay obligation={obligation} />}
        {!isPayer && !isPaid && <Dunning obligation={obligation} today={today} />}
        {obligation.dunnings.length > 0 && <Dunnings rows={obligation.dunnings} isPayer={isPayer} />}
      </div>
    </>
  );
}

type PaidRow = RecordRow<Obligation['receipts'][number], Obligation['givenBack'][number]>;

const paidColumns: readonly (Column<PaidRow> | MoneyColumn<PaidRow>)[] = [
  { key: 'no', head: '收款单', phone: 'title', cell: (row) => (row.back ? `${row.no} 退回` : row.no) },
  { key: 'on', head: '日期', phone: 'date', cell: (row) => <DateText value={row.paidOn} /> },
  {
    key: 'method',
    head: '方式',
    cell: (row) => (row.method === 'card' ? (row.back ? '在线退款' : '在线支付') : '对公转账'),
  },
  {
    key: 'fen',
    head: '金额',
    phone: 'amount',
    fen: (row) => row.amountFen,
    to: (row) => `/desk/receipts/${row.receiptId}`,
  },
  { key: 'state', head: '状态', phone: 'state', cell: (row) => <RecordMark row={row} /> },
];

function Receipts({ obligation }: { obligation: Obligation }) {
  const { counts, rest } = moneyRecord(obligation.receipts, obligation.givenBack);
  const advanceFen = totalFen(counts, (row) => row.amountFen) - obligation.paidFen;
  return (
    <section>
      <SectionHead
        look="plain"
        note={advanceFen > 0n && `其中 ${formatYuan(advanceFen)} 是多付的，记为预收，不抵这笔应付款`}
      >
        已付的款
      </SectionHead>
      <MoneyTable
        caption="已付的款"
        rows={counts}
        rowKey={(row) => row.key}
        totalLabel={obligation.givenBack.length > 0 ? '已到账合计，已减退款' : '已到账合计'}
        after={{ title: '没有到账或者待确认，不计入合计', rows: rest }}
        columns={paidColumns}
      />
    </section>
  );
}

/** What the payee can do while the other side has not paid. */
function Dunning({ obligation, today }: { obligation: Obligation; today: string }) {
  const reply = useActionData<FormReply>();
  const error = reply?.intent === 'dun' ? Object.values(reply.errors).flat()[0] : undefined;
  const { mayDun, isDunnedToday, payableFen, dueOn, payer } = obligation;
  if (!mayDun) {
    return <Notice>等付款方付款。在线付款到账会自动入账；对公转账由本单位财务核对银行流水后确认。</Notice>;
  }
  return (
    <section>
      <SectionHead look="plain">催收</SectionHead>
      <ErrorSummary message={error} />
      <Notice
        kind={dueOn < today ? 'danger' : 'attention'}
        title={`${dueOn < today ? '已逾期' : '快到期了'}，还有 ${formatYuan(payableFen)} 没有付`}
        actions={
          isDunnedToday ? undefined : (
            <IntentForm intent="dun">
              <SubmitButton intent="dun">发催款通知</SubmitButton>
            </IntentForm>
          )
        }
      >
        {isDunnedToday
          ? '今天已经发过催款通知，每天最多发一次。'
          : `通知会发给${payer.name}的经办人和财务，每天最多一次，双方都能在这里看到记录。`}
      </Notice>
    </section>
  );
}

const dunningColumns: readonly Column<Obligation['dunnings'][number]>[] = [
  { key: 'on', head: '日期', phone: 'title', cell: (row) => <DateText value={row.sentOn} /> },
  { key: 'by', head: '发出', phone: 'state', cell: (row) => row.sender ?? '收款方' },
  { key: 'fen', head: '当时未付', phone: 'amount', cell: (row) => <Amount fen={row.outstandingFen} /> },
];

function Dunnings({ rows, isPayer }: { rows: Obligation['dunnings']; isPayer: boolean }) {
  return (
    <section>
      <SectionHead look="plain" note={isPayer ? '收款方发来' : '已发给付款方的经办人和财务'}>
        催款通知
      </SectionHead>
      <Table caption="催款通知" rows={rows} rowKey={(row) => row.id} columns={dunningColumns} />
    </section>
  );
}

function Pay({ obligation }: { obligation: Obligation }) {
  const reply = useActionData<FormReply>();
  const { payableFen, hasCardAccount, isWithinCardLimit } = obligation;
  const cardError = reply?.intent === 'card' ? Object.values(reply.errors).flat()[0] : undefined;
  return (
    <>
      {hasCardAccount && isWithinCardLimit && (
        <section>
          <SectionHead look="plain">在线支付</SectionHead>
          <ErrorSummary message={cardError} />
          <IntentForm intent="card">
            <SubmitButton intent="card">
              在线支付 <Amount fen={payableFen} />
            </SubmitButton>
            <p className="mt-2 text-sm text-ink-soft">转到支付页面，钱直接进收款方自己的账户，平台不经手。</p>
          </IntentForm>
        </section>
      )}
      {hasCardAccount && !isWithinCardLimit && payableFen > 0n && (
        <Notice>单笔超过 999,999.99 元，不能在线支付，请用对公转账。</Notice>
      )}
      <Transfer obligation={obligation} />
    </>
  );
}

function Transfer({ obligation }: { obligation: Obligation }) {
  const { key, today } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const errors = reply?.intent === 'claim' ? reply.errors : {};
  const typed = useTyped(reply, 'claim');
  const meantAdvance = typed('isAdvance') !== '';
  const { account, payableFen, hasCardAccount, isWithinCardLimit } = obligation;
  const { '': message, ...fields } = errors;
  return (
    <section>
      <SectionHead look="plain" note="先在银行转账，再把回单传到这里">
        对公转账
      </SectionHead>
      {account ? (
        <div className="mb-6 rounded-lg border border-line bg-card px-5 py-4">
          <KeyValue
            items={[
              { label: '户名', value: account.accountName },
              { label: '开户行', value: account.bankName },
              { label: '账号', value: <span className="nums">{account.accountNo}</span> },
              { label: '附言', value: `${obligation.contract.no} ${obligation.label}` },
            ]}
          />
        </div>
      ) : (
        <div className="mb-6">
          <Notice kind="attention" title="收款方还没有填收款账户">
            请联系收款方财务，在「机构与成员」里填写后再转账。
          </Notice>
        </div>
      )}
      <ErrorSummary errors={fields} message={message?.[0]} />
      <IntentForm intent="claim" replayKey={key} encType="multipart/form-data" className="grid gap-5">
        <MoneyInput
          name="amount"
          label="转账金额"
          unit="yuan"
          error={errors.amount}
          why={`还要付 ${formatYuan(payableFen)}`}
          defaultValue={typed('amount', payableFen > 0n ? formatFen(payableFen) : '')}
        />
        <CheckboxGroup
          name="isAdvance"
          label="转的比要付的多？"
          required={false}
          defaultValue={meantAdvance ? ['yes'] : []}
          options={[
            {
              value: 'yes',
              label: '多付，作为预付款',
              hint: '多出的部分记为收款方的预收款，不抵这笔应付款，也不参与分配。',
            },
          ]}
        />
        <Field
          name="bankSerial"
          label="回单流水号"
          why="一张回单只能登记一次，例如 20261120-00031；空格和连字符不计"
          error={errors.bankSerial}
          width="half"
        >
          {(control) => <TextInput {...control} defaultValue={typed('bankSerial')} />}
        </Field>
        <Field
          name="paidOn"
          label="付款日期"
          why={`回单上的日期，最晚今天，例如 ${today}`}
          error={errors.paidOn}
          width="half"
        >
          {(control) => <DateInput {...control} max={today} defaultValue={typed('paidOn')} />}
        </Field>
        <FileInput
          name="voucher"
          label="银行回单"
          accept=".pdf,.png,.jpg,.jpeg,.webp,application/pdf,image/*"
          limits="PDF 或图片，不超过 10 MB；如上次没有提交成功，请重新选择文件"
          error={errors.voucher ?? errors.file}
        />
        <div>
          <SubmitButton intent="claim" look={hasCardAccount && isWithinCardLimit ? 'secondary' : 'primary'}>
            提交回单，等收款方确认
          </SubmitButton>
        </div>
      </IntentForm>
    </section>
  );
}
