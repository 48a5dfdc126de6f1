import type { Fen } from '#app/domain/money.ts';
import { Amount } from '../amount.tsx';
import { DateInput } from '../date-input.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';

export interface CommissionShown {
  readonly id: string;
  readonly label: string;
  readonly amountFen: Fen;
  /** An earlier commission of the contract brought the written mandate. */
  readonly hasAgreement: boolean;
  readonly paid: {
    readonly invoiceNo: string;
    readonly voucherNo: string;
    readonly paidOn: string;
    readonly agreementFileId: string;
    readonly invoiceFileId: string;
  } | null;
}

interface CommissionsProps {
  commissions: readonly CommissionShown[];
  mayPay: boolean;
  /** The shares stand in the book. */
  isEntered: boolean;
  today: string;
  reply: DeedReply | undefined;
}

const files = { accept: '.pdf,.png,.jpg,.jpeg,.webp', limits: 'PDF 或图片，不超过 20 MB' };

/** 技术经纪佣金: each broker's share, paid on his written mandate and his invoice. */
export function Commissions({ commissions, mayPay, isEntered, today, reply }: CommissionsProps) {
  return (
    <ul className="grid gap-4">
      {commissions.map((one) => (
        <li key={one.id} className="rounded-lg border border-line bg-card px-4 py-4 text-sm sm:px-6">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <b>{one.label}</b>
            <span className="flex items-baseline gap-4">
              <StateMark tone={one.paid ? 'good' : 'attention'}>{one.paid ? '已付' : '待付'}</StateMark>
              <Amount fen={one.amountFen} bold />
            </span>
          </p>
          {one.paid && <Paid paid={one.paid} />}
          {!one.paid && !isEntered && <p className="mt-1 text-ink-soft">分配入账之后，凭技术经纪合同和发票支付。</p>}
          {!one.paid && mayPay && <PayForm commission={one} today={today} reply={reply} />}
        </li>
      ))}
    </ul>
  );
}

function Paid({ paid }: { paid: NonNullable<CommissionShown['paid']> }) {
  return (
    <p className="mt-1">
      {paid.paidOn} 付款，凭证 {paid.voucherNo}，发票 <span className="nums">{paid.invoiceNo}</span>
      <a href={`/files/${paid.agreementFileId}`} className="link ml-3 inline-flex min-h-11 items-center sm:min-h-6">
        技术经纪合同
      </a>
      <a href={`/files/${paid.invoiceFileId}`} className="link ml-3 inline-flex min-h-11 items-center sm:min-h-6">
        发票
      </a>
    </p>
  );
}

function PayForm({
  commission,
  today,
  reply,
}: {
  commission: CommissionShown;
  today: string;
  reply: DeedReply | undefined;
}) {
  const { id, hasAgreement } = commission;
  const own = reply?.values.shareId === id ? reply : undefined;
  const { errors, typed } = replyTo(own, 'payCommission');
  return (
    <IntentForm intent="payCommission" needsProof encType="multipart/form-data" className="mt-4 grid gap-5">
      <input type="hidden" name="shareId" value={id} />
      <FileInput
        name="agreement"
        scope={id}
        label="技术经纪合同"
        why={hasAgreement ? '本合同前一次付佣金时已传，不用再传' : '没有书面合同不能付佣金'}
        required={!hasAgreement}
        error={errors.agreement}
        {...files}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <Field name="invoiceNo" scope={id} label="发票号码" error={errors.invoiceNo}>
          {(control) => <TextInput {...control} inputMode="numeric" maxLength={20} defaultValue={typed('invoiceNo')} />}
        </Field>
        <FileInput name="invoice" scope={id} label="发票" error={errors.invoice ?? errors.file} {...files} />
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field name="voucherNo" scope={id} label="付款凭证号" error={errors.voucherNo}>
          {(control) => <TextInput {...control} maxLength={40} defaultValue={typed('voucherNo')} />}
        </Field>
        <Field name="paidOn" scope={id} label="付款日期" error={errors.paidOn}>
          {(control) => <DateInput {...control} max={today} defaultValue={typed('paidOn') || today} />}
        </Field>
      </div>
      <p className="text-ink-soft">
        办理前要确认是你本人。录入后平台上不能改，也不能冲销：先看银行回单，确认付到了再录入。
      </p>
      <div className="grid sm:block">
        <SubmitButton intent="payCommission">录入佣金支付</SubmitButton>
      </div>
    </IntentForm>
  );
}
