import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { type ClaimStanding, claimStanding } from '#app/domain/claim-standing.ts';
import { dayOf } from '#app/domain/days.ts';
import { formatYuan } from '#app/domain/money.ts';
import { NoInput } from '#app/domain/form-input.ts';
import { ChargeInterestInput, claimTransferInput } from '#app/domain/money-input.ts';
import { receiptStatesUnderWay } from '#app/domain/payment-machine.ts';
import { moneyGate } from '#app/domain/receipt-deeds.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { chargeInterest } from '#app/services/payments/charge-interest.server.ts';
import { claimBankTransfer } from '#app/services/payments/claim-bank-transfer.server.ts';
import { dunObligation } from '#app/services/payments/dun-obligation.server.ts';
import { openCardPayment } from '#app/services/payments/open-card-payment.server.ts';
import { getObligation } from '#app/services/payments/queries.server.ts';
import { getTransferFacts } from '#app/services/payments/transfer-facts.server.ts';
import { Amount } from '#app/ui/amount.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { claimWords, settledWord } from '#app/ui/claim-words.ts';
import { Clock } from '#app/ui/clock.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { DefaultInterest, InterestCharge } from '#app/ui/default-interest.tsx';
import { FigureRow } from '#app/ui/figure-row.tsx';
import { KeyValue } from '#app/ui/key-value.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { PartyName } from '#app/ui/party-name.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import type { Tone } from '#app/ui/tone.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm, judgedDeed } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { voucherFault, voucherOf } from '#app/web/voucher.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { creditUseLabels } from '#app/domain/credit.ts';
import { claimIs } from '#app/domain/obligation.ts';
import { Dunning, Dunnings, SlipsToCheck } from '#app/ui/claim-dunning.tsx';
import { ClaimPay } from '#app/ui/claim-pay.tsx';
import { ClaimPayments } from '#app/ui/claim-payments.tsx';
import { correctionLines } from '#app/ui/claim-corrections.tsx';
import { claimReasons } from '#app/ui/claim-reasons.ts';
import { WriteOffLine } from '#app/ui/money/write-off-line.tsx';
import { Overcharges } from '#app/ui/money/overcharges.tsx';
import { WaivedRows } from '#app/ui/money/waived-rows.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.obligation.label ?? '应付款'} · 成果通` },
];

const marks = {
  paid: { tone: 'good', word: '已付清' },
  written_off: { tone: 'neutral', word: '已核销' },
  under_way: { tone: 'gold', word: '待确认到账' },
  contested: { tone: 'neutral', word: '有争议，已冻结' },
  late: { tone: 'danger', word: '逾期未付清' },
  open: { tone: 'attention', word: '待付款' },
} as const satisfies Readonly<Record<ClaimStanding, { tone: Tone; word: string }>>;

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
  if (isUpload(request)) return claim(args);
  return handleForm(args, {
    card: deed(NoInput, async (ctx) => {
      const attempt = await openCardPayment(ctx, { obligationId: rowId(params), baseUrl: context.platform.baseUrl });
      return redirect(attempt.checkoutUrl ?? `/desk/payments/${attempt.id}/return`);
    }),
    dun: deed(NoInput, async (ctx) => {
      const obligationId = rowId(params);
      await dunObligation(ctx, { obligationId });
      return redirect(`/desk/obligations/${obligationId}`);
    }),
    interest: deed(ChargeInterestInput, moneyGate('interest'), async (ctx, { amountFen }) => {
      const { id } = await chargeInterest(ctx, { obligationId: rowId(params), amountFen });
      return redirect(`/desk/obligations/${id}`);
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

/** What settled a claim beside money, each with its word. */
function otherwiseWords(parts: readonly (readonly [bigint, string])[]): string {
  const said = parts.flatMap(([fen, word]) => (fen > 0n ? [`${formatYuan(fen)} ${word}`] : []));
  return said.length === 0 ? '收款方已确认' : `另有 ${said.join('、')}，不用付款`;
}

export default function ObligationPage() {
  const { obligation, today, key } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const {
    contract,
    amountFen,
    paidFen,
    creditedFen,
    waivedFen,
    claimedFen,
    awaitedFen,
    payableFen,
    outstandingFen,
    isPayer,
  } = obligation;
  const writtenOffFen = obligation.writeOff?.writtenOffFen ?? 0n;
  // Money under way changes nothing of how late the claim itself is.
  const standing = claimStanding({ ...obligation, writtenOffFen, underWayFen: 0n }, today);
  const isPaid = standing === 'paid';
  const isWrittenOff = standing === 'written_off';
  // All of it is on its way: nobody waits for the payer any more.
  const mark = standing === 'open' && awaitedFen > 0n && payableFen === 0n ? 'under_way' : standing;
  const { set_off: setOffWord, waived, recalled, penalty_waived: penaltyWaivedWord } = creditUseLabels;
  const creditWord = !claimIs(obligation.kind, 'income') ? `${waived}或${recalled}` : setOffWord;
  const awaited = obligation.receipts.filter(({ state }) => receiptStatesUnderWay.includes(state));
  const isSetOff = awaited.length > 0 && awaited.every((one) => one.isSetOff);
  const awaitedWord = isSetOff ? '保证金抵作价款，等收款方财务确认' : '已传回单';
  const words = claimWords[isPayer ? 'payer' : 'payee'];
  return (
    <>
      <Breadcrumbs items={[{ label: '收付与分配', to: '/desk/money' }, { label: obligation.label }]} />
      <PageTitle
        marks={
          <StateMark boxed tone={marks[mark].tone}>
            {isPaid ? settledWord(obligation, marks.paid.word) : marks[mark].word}
          </StateMark>
        }
        meta={
          <Link to={`/desk/contracts/${contract.id}`} className="link-quiet">
            {contract.no} {contract.title}
          </Link>
        }
      >
        {obligation.label}
      </PageTitle>
      <div className="grid gap-8">
        <FigureRow
          figures={[
            { label: words.due, value: <Amount fen={amountFen} />, swatch: 'ink' },
            {
              label: '到账',
              value: <Amount fen={paidFen} />,
              note: otherwiseWords([
                [creditedFen - waivedFen, creditWord],
                [waivedFen, penaltyWaivedWord],
              ]),
              swatch: 'accent',
            },
            writtenOffFen > 0n && awaitedFen === 0n
              ? {
                  label: '已核销',
                  value: <Amount fen={writtenOffFen} />,
                  note: '不在账上，债权仍在',
                }
              : {
                  label: words.awaited,
                  value: <Amount fen={awaitedFen} />,
                  note:
                    claimedFen > awaitedFen
                      ? `${awaitedWord}；另有多付的 ${formatYuan(claimedFen - awaitedFen)}`
                      : awaitedWord,
                  swatch: 'gold',
                },
            {
              label: words.left,
              value: <Amount fen={payableFen} />,
              note:
                writtenOffFen > 0n
                  ? `账上还有 ${formatYuan(outstandingFen - writtenOffFen)} 未到账`
                  : `${words.open} ${formatYuan(outstandingFen)}${awaitedFen > 0n ? '，含待确认的' : ''}`,
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
                    {claimReasons.royalty}
                  </Link>
                ) : (
                  <>
                    {claimReasons[obligation.kind]}
                    {obligation.isTakenBack && (
                      <span className="block text-attention">
                        更正后的累计销售额低于约定，条件不再成就，
                        <Link to={`/desk/contracts/${contract.id}/credits`} className="link">
                          所计款项已记为贷项
                        </Link>
                      </span>
                    )}
                  </>
                ),
            },
            ...correctionLines({ ...obligation.corrections, amountFen, payableFen }),
            { label: '付款方', value: <PartyName org={obligation.payer} /> },
            { label: '收款方', value: <PartyName org={obligation.payee} /> },
            {
              label: '最晚付款',
              value:
                standing === 'contested' ? (
                  <>
                    <DateText value={obligation.dueOn} />
                    ，争议期间不算逾期，了结以后按停下的天数顺延
                  </>
                ) : isPaid || isWrittenOff ? (
                  <DateText value={obligation.dueOn} />
                ) : (
                  <Clock dueOn={obligation.dueOn} today={today} />
                ),
            },
          ]}
        />
        {writtenOffFen > 0n && obligation.writeOff && (
          <WriteOffLine obligationId={obligation.id} writeOff={obligation.writeOff} />
        )}
        {obligation.receipts.length + obligation.placed.length > 0 && <ClaimPayments obligation={obligation} />}
        {standing === 'contested' && (
          <Notice
            kind="attention"
            title={isPayer ? '本单位对这笔款提出了争议，现在不用付' : '付款方对这笔款提出了争议'}
          >
            争议了结以前不算逾期，也不催收。
            {isPayer && '本单位仍要付的，付清就视为争议了结。'}
            <Link to={`/desk/contracts/${contract.id}`} className="link">
              争议在合同的里程碑里了结
            </Link>
          </Notice>
        )}
        {obligation.mayPay && <ClaimPay obligation={obligation} today={today} replayKey={key} reply={reply} />}
        {!isPayer && <SlipsToCheck obligation={obligation} />}
        {!isPayer && (standing === 'open' || standing === 'late') && (
          <Dunning obligation={obligation} today={today} reply={reply} />
        )}
        {writtenOffFen === 0n && obligation.writeOff && (
          <WriteOffLine obligationId={obligation.id} writeOff={obligation.writeOff} />
        )}
        <Overcharges rows={obligation.overcharges} isPayer={isPayer} isOwn={obligation.charge !== null} />
        {obligation.charge && <InterestCharge charge={obligation.charge} dueOn={obligation.dueOn} />}
        {obligation.waivers.length > 0 && (
          <section>
            <SectionHead look="plain">{claimIs(obligation.kind, 'income') ? '免除' : '放弃退还'}</SectionHead>
            <WaivedRows rows={obligation.waivers} isCredit={!claimIs(obligation.kind, 'income')} />
          </section>
        )}
        {obligation.mayWaivePenalty && (
          <p className="text-sm text-ink-soft">
            双方商定不收或者少收？凭本单位的批件，
            <Link to={`/desk/obligations/${obligation.id}/waiver`} className="link-quiet">
              免除这笔违约金
            </Link>
            。
          </p>
        )}
        {obligation.interest && (
          <DefaultInterest
            interest={obligation.interest}
            mayCharge={obligation.mayChargeInterest}
            isPayer={isPayer}
            reply={reply}
          />
        )}
        {obligation.isCreditWaivable && (
          <p className="text-sm text-ink-soft">
            双方商定不退还？
            {obligation.mayWaiveCredit ? (
              <>
                凭本单位的批件，
                <Link to={`/desk/obligations/${obligation.id}/waiver`} className="link-quiet">
                  放弃退还 {formatYuan(outstandingFen)}
                </Link>
                。
              </>
            ) : (
              '由本单位的审批人或者管理员凭批件放弃。'
            )}
          </p>
        )}
        {obligation.dunnings.length > 0 && <Dunnings rows={obligation.dunnings} isPayer={isPayer} />}
      </div>
    </>
  );
}
