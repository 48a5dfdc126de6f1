import type { ReceiptParts } from '#app/domain/allocation.ts';
import type { Day } from '#app/domain/days.ts';
import { type Fen, formatFen, formatYuan } from '#app/domain/money.ts';
import { bankRefundKinds, refundKindLabels } from '#app/domain/refund.ts';
import { ButtonLink } from './button.tsx';
import { DateInput } from './date-input.tsx';
import { Field } from './field.tsx';
import { FileInput } from './file-input.tsx';
import { IntentForm } from './intent-form.tsx';
import { MoneyInput } from './money-input.tsx';
import { RadioGroup } from './radio-group.tsx';
import { SectionHead } from './section-head.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextInput } from './text-input.tsx';
import { useTyped } from './typed-value.ts';

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

interface RefundFormProps {
  receiptId: string;
  method: 'card' | 'bank';
  /** The most that may go back now. */
  mostFen: Fen;
  /** Of that, what the payee has in advance and what settled the claim; what was put on others is not among it. */
  left: ReceiptParts;
  claimLabel: string;
  /** The sum with which the page was called; null for all. */
  askedFen: Fen | null;
  /** The payee's own limit, above which a card refund takes two people. */
  limitFen: Fen;
  paidOn: Day;
  today: Day;
  replayKey: string;
  isProved: boolean;
  reply?: Reply | undefined;
}

/** Money goes back to the payer: by card at the provider, by bank with the slip and the payer's own confirmation. */
export function RefundForm({ receiptId, method, limitFen, isProved, ...form }: RefundFormProps) {
  const intent = method === 'card' ? 'refundCard' : 'refund';
  const isOpen = form.reply?.intent === intent || form.askedFen !== null;
  return (
    <section>
      <SectionHead look="plain" note={`最多可退 ${formatYuan(form.mostFen)}`}>
        退款或退票
      </SectionHead>
      {isProved ? (
        <details open={isOpen} className="rounded-lg border border-line bg-card px-5 py-4">
          <summary className="cursor-pointer font-bold">{method === 'card' ? '在线退款' : '登记退回的款'}</summary>
          <p className="mt-2 text-sm text-ink-soft">
            {sourceWords(form)}
            {method === 'card' &&
              form.mostFen > limitFen &&
              `超过 ${formatYuan(limitFen)} 的，要本单位另一位财务或者审批人复核以后才退。`}
          </p>
          {method === 'card' ? <CardForm {...form} /> : <BankForm {...form} />}
        </details>
      ) : (
        <p className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm text-ink-soft">
          多收、错收，或者银行把款退回了付款方，在这里办；要先用短信确认是你本人。
          <ButtonLink to={`/confirm-identity?next=${encodeURIComponent(`/desk/receipts/${receiptId}`)}`}>
            确认本人后办理
          </ButtonLink>
        </p>
      )}
    </section>
  );
}

/** Where the form begins: with the sum it was called for, or with all. */
const startFen = (mostFen: Fen, askedFen: Fen | null): Fen =>
  askedFen !== null && askedFen < mostFen ? askedFen : mostFen;

/** Out of what the money goes back, in which order. */
function sourceWords({ left, mostFen, claimLabel }: Pick<RefundFormProps, 'left' | 'mostFen' | 'claimLabel'>): string {
  const advanceFen = left.advanceFen < mostFen ? left.advanceFen : mostFen;
  const claimFen = mostFen - advanceFen;
  const reopened = `抵了「${claimLabel}」的 ${formatYuan(claimFen)}，退了这部分，该款恢复为未付清，待分配的金额相应减少`;
  const elsewhere =
    left.elsewhereFen > 0n ? `另有 ${formatYuan(left.elsewhereFen)} 抵了别的应付款，要退的先撤回抵用。` : '';
  if (advanceFen === 0n) return `退的是${reopened}。${elsewhere}`;
  const advance = `退的是这张收款单多付的预收款 ${formatYuan(advanceFen)}`;
  return `${advance}${claimFen > 0n ? `，先退；再退${reopened}` : ''}。${elsewhere}`;
}

type FormProps = Omit<RefundFormProps, 'receiptId' | 'method' | 'limitFen' | 'isProved'>;

function CardForm({ mostFen, askedFen, replayKey, reply }: FormProps) {
  const typed = useTyped(reply, 'refundCard');
  const errors = reply?.intent === 'refundCard' ? reply.errors : {};
  return (
    <IntentForm intent="refundCard" replayKey={replayKey} className="mt-4 grid gap-5">
      <MoneyInput
        name="amount"
        scope="refundCard"
        label="退款金额"
        unit="yuan"
        error={errors.amount}
        defaultValue={typed('amount', formatFen(startFen(mostFen, askedFen)))}
      />
      <Field name="reason" scope="refundCard" label="为什么退" error={errors.reason}>
        {(control) => <TextInput {...control} maxLength={200} defaultValue={typed('reason')} />}
      </Field>
      <div>
        <SubmitButton look="danger" intent="refundCard">
          从本单位账户在线退款
        </SubmitButton>
      </div>
    </IntentForm>
  );
}

function BankForm({ mostFen, askedFen, paidOn, today, replayKey, reply }: FormProps) {
  const typed = useTyped(reply, 'refund');
  const errors = reply?.intent === 'refund' ? reply.errors : {};
  return (
    <IntentForm intent="refund" replayKey={replayKey} encType="multipart/form-data" className="mt-4 grid gap-5">
      <RadioGroup
        name="kind"
        scope="refund"
        label="怎么退回的"
        error={errors.kind}
        defaultValue={typed('kind', 'refund')}
        options={bankRefundKinds.map((value) => ({
          value,
          label: refundKindLabels[value],
          hint: value === 'refund' ? '本单位转回付款方，可以只退一部分' : '银行把整笔退回了付款方',
        }))}
      />
      <MoneyInput
        name="amount"
        scope="refund"
        label="退回金额"
        unit="yuan"
        error={errors.amount}
        defaultValue={typed('amount', formatFen(startFen(mostFen, askedFen)))}
      />
      <Field name="reason" scope="refund" label="为什么退" error={errors.reason}>
        {(control) => <TextInput {...control} maxLength={200} defaultValue={typed('reason')} />}
      </Field>
      <Field
        name="bankSerial"
        scope="refund"
        label="退款回单流水号"
        why="例如 20261120-00031；空格和连字符不计"
        error={errors.bankSerial}
        width="half"
      >
        {(control) => <TextInput {...control} defaultValue={typed('bankSerial')} />}
      </Field>
      <Field
        name="paidOn"
        scope="refund"
        label="退款日期"
        why={`${paidOn} 到 ${today} 之间，例如 ${today}`}
        error={errors.paidOn}
        width="half"
      >
        {(control) => <DateInput {...control} min={paidOn} max={today} defaultValue={typed('paidOn')} />}
      </Field>
      <FileInput
        name="voucher"
        scope="refund"
        label="退款回单"
        accept=".pdf,.png,.jpg,.jpeg,.webp,application/pdf,image/*"
        limits="PDF 或图片，不超过 10 MB；如上次没有提交成功，请重新选择文件"
        error={errors.voucher ?? errors.file}
      />
      <div>
        <SubmitButton look="danger" intent="refund">
          登记退回，等付款方确认
        </SubmitButton>
      </div>
    </IntentForm>
  );
}
