import {
  type DepositEnd,
  depositEndLabels,
  type DepositStand,
  endOfDeposit,
  endsOf,
} from '#app/domain/trade-deposit.ts';
import type { Day } from '#app/domain/days.ts';
import { labelOf } from '#app/domain/machine.ts';
import { formatWan, formatYuan } from '#app/domain/money.ts';
import { receiptMachine, type ReceiptState, receiptStatesArrived } from '#app/domain/payment-machine.ts';
import { DateInput } from '../date-input.tsx';
import { DateText } from '../date-text.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { KeyValue } from '../key-value.tsx';
import type { Reply } from '../nda-room/nda-agreement.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';

export interface Deposit {
  readonly paidOn: Day | null;
  readonly paidReference: string | null;
  readonly depositOn: Day | null;
  readonly depositReference: string | null;
  readonly depositReturnedOn: Day | null;
  readonly depositAppliedOn: Day | null;
  readonly depositForfeitedOn: Day | null;
  readonly depositEndReference: string | null;
  readonly depositEndNote: string | null;
  /** The receipt by which it counts as paid; null of one noted before there were such, or in a contract elsewhere. */
  readonly setOff: SetOffReceipt | null;
  /** What was noted of its end and taken back as wrong. */
  readonly corrections: readonly DepositCorrection[];
}

interface SetOffReceipt {
  readonly id: string;
  readonly no: string;
  readonly state: ReceiptState;
  /** Of the claim. */
  readonly label: string;
}

interface DepositCorrection {
  readonly id: string;
  readonly way: DepositEnd;
  readonly endedOn: Day;
  readonly reference: string | null;
  readonly reason: string;
  readonly at: Date;
}

const setOffWords = (receipt: SetOffReceipt | null): string =>
  receipt === null
    ? '已抵作价款'
    : `登记抵作价款“${receipt.label}”（收款单 ${receipt.no}，${labelOf(receiptMachine, receipt.state)}）`;

/** Where a deposit stands, in one sentence for both sides. */
export function depositWords(one: Deposit): string {
  const by = one.depositEndReference ? `，${one.depositAppliedOn ? '合同' : '流水'} ${one.depositEndReference}` : '';
  if (one.depositReturnedOn) return `保证金 ${one.depositReturnedOn} 已退还${by}`;
  if (one.depositAppliedOn) return `保证金 ${one.depositAppliedOn} ${setOffWords(one.setOff)}${by}`;
  if (one.depositForfeitedOn)
    return `保证金 ${one.depositForfeitedOn} 按公告不退：${(one.depositEndNote ?? '').replace(/。$/, '')}`;
  if (one.depositOn) return `保证金 ${one.depositOn} 到账，流水 ${one.depositReference}`;
  return one.paidOn ? `称 ${one.paidOn} 已付保证金，流水 ${one.paidReference}，待挂牌单位核对` : '保证金还没有到账';
}

/** What stood before and why it was taken back, for both sides. */
export const DepositTrail = ({ corrections }: Pick<Deposit, 'corrections'>) =>
  corrections.length === 0 ? null : (
    <ul className="mt-1 text-sm text-ink-soft">
      {corrections.map((one) => (
        <li key={one.id}>
          {`${one.endedOn} 的“${depositEndLabels[one.way]}${one.reference ? `，${one.reference}` : ''}”`}已于{' '}
          <DateText value={one.at} as="minute" /> 撤回：{one.reason}
        </li>
      ))}
    </ul>
  );

const errorOf = (reply: Reply | undefined) => Object.values(reply?.errors ?? {})[0]?.[0];

/** The unit notes that a deposit arrived, whatever it decides about the applicant. */
export function NoteDeposit({ id, paidOn, paidReference }: { id: string } & Pick<Deposit, 'paidOn' | 'paidReference'>) {
  return (
    <details className="mt-2" open={paidOn !== null}>
      <summary className="link-quiet inline-flex min-h-11 cursor-pointer items-center text-sm">登记保证金到账</summary>
      <IntentForm intent="noteDeposit" className="grid gap-3 sm:grid-cols-2">
        <input type="hidden" name="applicationId" value={id} />
        <Field name="depositOn" scope={`${id}-note`} label="到账日期">
          {(control) => <DateInput {...control} defaultValue={paidOn ?? ''} />}
        </Field>
        <Field name="reference" scope={`${id}-note`} label="银行流水号">
          {(control) => <TextInput {...control} maxLength={60} defaultValue={paidReference ?? ''} />}
        </Field>
        <div className="sm:col-span-2">
          <SubmitButton intent="noteDeposit" look="secondary">
            登记到账
          </SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}

const hints: Readonly<Record<DepositEnd, string>> = {
  return: '填退款日期和银行流水号，对方会收到通知。',
  apply: '成交方的保证金转作合同价款：选他按这次成交签的合同和要抵的款，登记后由本单位财务在收款单上确认，才算付了。',
  forfeit: '成交已经解除，属于公告写明不退的情形；写明依据哪一条。',
};

export interface SetOffChoice {
  readonly id: string;
  readonly contractNo: string;
  readonly label: string;
  readonly payableFen: bigint;
  readonly dueOn: Day;
}

interface EndDepositProps {
  id: string;
  stand: DepositStand;
  /** By when one that secures nothing more goes back, where its trade is over. */
  returnBy: Day | null;
  /** Numbers of what the buyer signed for this sale; null where his contract is not on the platform. */
  contractNos: readonly string[] | null;
  /** What of their price is still to be paid. */
  setOffClaims: readonly SetOffChoice[];
  errors: Reply['errors'];
}

/** The unit ends a deposit, one way. */
export function EndDeposit({ id, stand, returnBy, contractNos, setOffClaims, errors }: EndDepositProps) {
  const isUnsigned = stand === 'winner' && contractNos?.length === 0;
  const ways = endsOf(stand).filter((way) => way !== 'apply' || !isUnsigned);
  if (ways.length === 0) return null;
  const isChoice = ways.length > 1;
  return (
    <IntentForm intent="endDeposit" className="mt-3 grid gap-3 rounded-md bg-sunk px-4 py-3">
      <input type="hidden" name="applicationId" value={id} />
      {isChoice ? (
        <RadioGroup
          name="way"
          scope={id}
          label="保证金怎么处理"
          defaultValue="return"
          options={ways.map((way) => ({ value: way, label: depositEndLabels[way], hint: hints[way] }))}
        />
      ) : (
        <>
          <input type="hidden" name="way" value="return" />
          {isUnsigned ? (
            <p className="text-sm">
              现在只能退还。{hints.return}抵作价款要等成交方按这次成交签好合同，签好以后在这里选。
            </p>
          ) : (
            <p className="text-sm text-attention">
              这笔保证金应当{returnBy === null ? '' : `在 ${returnBy} 以前`}退还
              {returnBy === null ? '。' : '（平台默认，公告另有约定的从其约定）。'}
              {hints.return}
            </p>
          )}
        </>
      )}
      {stand === 'winner' && (
        <p className="text-sm text-ink-soft">
          成交还有效，不能登记不退：成交方不签约或者不履行的，先在本页申请解除成交，审批人同意以后再在这里登记。
        </p>
      )}
      <div className="grid gap-3 sm:grid-cols-2">
        <Field name="endedOn" scope={`${id}-end`} label="日期" error={errors['endedOn']}>
          {(control) => <DateInput {...control} />}
        </Field>
        <Field
          name="reference"
          scope={`${id}-end`}
          label="退款的银行流水号"
          error={errors['reference']}
          {...(isChoice && { required: false, requiredWhen: '退还时填' })}
        >
          {(control) => <TextInput {...control} maxLength={60} />}
        </Field>
      </div>
      {ways.includes('apply') && (
        <Field
          name="contractNo"
          scope={`${id}-end`}
          label={contractNos === null ? '平台外合同的编号' : '抵在哪份合同里'}
          error={errors['contractNo']}
          required={false}
          requiredWhen={contractNos === null ? '抵作价款时填' : '抵作价款时选'}
        >
          {(control) =>
            contractNos === null ? (
              <TextInput {...control} maxLength={60} />
            ) : (
              <Select {...control} blank="不抵" options={contractNos.map((no) => ({ value: no, label: no }))} />
            )
          }
        </Field>
      )}
      {ways.includes('apply') && contractNos !== null && (
        <Field
          name="obligationId"
          scope={`${id}-end`}
          label="抵哪一笔款"
          why="保证金整笔抵一笔款；没有选的，抵最早到期、还没付清的固定款。"
          error={errors['obligationId']}
          required={false}
          requiredWhen="抵作价款时可以选"
        >
          {(control) => (
            <Select
              {...control}
              blank="最早到期的固定款"
              options={setOffClaims.map((one) => ({
                value: one.id,
                label: `${one.contractNo} ${one.label}，还要付 ${formatYuan(one.payableFen)}，${one.dueOn} 到期`,
              }))}
            />
          )}
        </Field>
      )}
      {ways.includes('forfeit') && (
        <Field
          name="note"
          scope={`${id}-end`}
          label="不退的依据和理由"
          error={errors['note']}
          required={false}
          requiredWhen="按公告不退时填，至少 10 字"
        >
          {(control) => <TextInput {...control} maxLength={300} />}
        </Field>
      )}
      <div>
        <SubmitButton intent="endDeposit" look={stand === 'due' ? 'primary' : 'secondary'}>
          {isChoice ? '登记处理结果' : '登记退还'}
        </SubmitButton>
      </div>
    </IntentForm>
  );
}

/** The unit takes back what it noted wrongly. */
export function UndoDeposit({ id, deposit, isOpen }: { id: string; deposit: Deposit; isOpen: boolean }) {
  const end = endOfDeposit(deposit);
  if (end === null) return null;
  if (end.way === 'apply' && deposit.setOff && receiptStatesArrived.includes(deposit.setOff.state)) {
    return <p className="mt-2 text-sm text-ink-soft">财务已经确认，登记不能撤回；抵错了的，由财务在收款单上退款。</p>;
  }
  return (
    <details className="mt-2" open={isOpen}>
      <summary className="link-quiet inline-flex min-h-11 cursor-pointer items-center text-sm">
        登记错了，撤回重新登记
      </summary>
      <IntentForm intent="undoDeposit" className="grid gap-3">
        <input type="hidden" name="applicationId" value={id} />
        <input type="hidden" name="way" value={end.way} />
        <input type="hidden" name="endedOn" value={end.on} />
        <Field
          name="reason"
          scope={`${id}-undo`}
          label="错在哪里"
          why="对方会看到，也会通知本单位的审批人和财务；原来的登记留在记录里。"
        >
          {(control) => <TextInput {...control} maxLength={300} />}
        </Field>
        <div>
          <SubmitButton intent="undoDeposit" look="secondary">
            撤回登记
          </SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}

interface OwnDepositProps {
  application: Deposit & { readonly id: string; readonly returnBy: Day | null };
  depositFen: bigint;
  tradeNo: string;
  payTo: { readonly accountName: string; readonly bankName: string; readonly accountNo: string } | null;
  /** The applicant may still be let in. */
  isToPay: boolean;
  /** Nobody decided in time: nothing is to be paid, and what was paid comes back. */
  isLapsed: boolean;
  reply: Reply | undefined;
}

/** The applicant's own deposit: where to pay it, that it was paid, what became of it. */
export function OwnDeposit({ application, depositFen, tradeNo, payTo, isToPay, isLapsed, reply }: OwnDepositProps) {
  if (depositFen === 0n || (isLapsed && !application.paidOn && !application.depositOn)) return null;
  const isOpen = application.depositOn === null;
  const mine = reply?.intent === 'claimDeposit' ? reply : undefined;
  return (
    <section aria-label="保证金" className="grid gap-3 border-t border-line pt-3 text-sm">
      <p>
        {depositWords(application)}。
        {application.returnBy !== null &&
          `挂牌单位应在 ${application.returnBy} 以前退还（平台默认，公告另有约定的从其约定）。`}
      </p>
      <DepositTrail corrections={application.corrections} />
      {isOpen && isToPay && payTo !== null && (
        <KeyValue
          items={[
            { label: '金额', value: formatWan(depositFen), strong: true },
            { label: '户名', value: payTo.accountName },
            { label: '开户行', value: payTo.bankName },
            { label: '账号', value: <span className="nums">{payTo.accountNo}</span> },
            { label: '附言', value: `${tradeNo} 保证金` },
          ]}
        />
      )}
      {isOpen && isToPay && payTo === null && <p className="text-ink-soft">收款账户请向挂牌单位索取，先核实再付款。</p>}
      {isOpen && !isLapsed && (
        <details open={mine !== undefined}>
          <summary className="link-quiet inline-flex min-h-11 cursor-pointer items-center">
            {application.paidOn ? '更正付款信息' : '已经付款，登记流水'}
          </summary>
          <IntentForm intent="claimDeposit" className="grid gap-3">
            <ErrorSummary message={errorOf(mine)} />
            <input type="hidden" name="applicationId" value={application.id} />
            <Field name="paidOn" label="付款日期">
              {(control) => <DateInput {...control} defaultValue={application.paidOn ?? ''} />}
            </Field>
            <Field name="reference" label="付款的银行流水号">
              {(control) => <TextInput {...control} maxLength={60} defaultValue={application.paidReference ?? ''} />}
            </Field>
            <div>
              <SubmitButton intent="claimDeposit" look="secondary">
                登记付款
              </SubmitButton>
            </div>
          </IntentForm>
        </details>
      )}
    </section>
  );
}
