import { invoiceKindLabels, invoiceKinds, type VatTreatment } from '#app/domain/invoice.ts';
import { type Fen, formatFen, formatYuan } from '#app/domain/money.ts';
import { AgreeTick } from '../agree-tick.tsx';
import { DateInput } from '../date-input.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { MoneyInput } from '../money-input.tsx';
import { Notice } from '../notice.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';

const fileOf = { accept: '.pdf,.ofd,.xml', limits: '税务系统给的 PDF、OFD 或 XML，不超过 20 MB' };

interface IssueFormProps {
  claims: readonly { readonly id: string; readonly label: string; readonly leftFen: Fen }[];
  treatments: readonly VatTreatment[];
  isRegistered: boolean;
  /** 技术咨询 or 技术服务 by itself: nothing of it is exempt. */
  isWorkAlone: boolean;
  today: string;
  reply: DeedReply | undefined;
}

/** An invoice as the tax system issued it; the warning about exemption stands before the button. */
export function IssueInvoiceForm({ claims, treatments, isRegistered, isWorkAlone, today, reply }: IssueFormProps) {
  const { errors, typed } = replyTo(reply, 'issue');
  const [first] = claims;
  return (
    <IntentForm
      intent="issue"
      encType="multipart/form-data"
      className="grid gap-5 rounded-lg border border-line bg-card px-4 py-4 sm:px-6"
    >
      <Field name="obligationId" scope="issue" label="开给哪笔应收款" error={errors.obligationId}>
        {(control) => (
          <Select
            {...control}
            defaultValue={typed('obligationId')}
            options={claims.map((row) => ({
              value: row.id,
              label: `${row.label}，还可开 ${formatYuan(row.leftFen)}`,
            }))}
          />
        )}
      </Field>
      <RadioGroup
        name="kind"
        scope="issue"
        label="发票种类"
        defaultValue={typed('kind') || 'ordinary'}
        error={errors.kind}
        options={invoiceKinds.map((value) => ({ value, label: invoiceKindLabels[value] }))}
      />
      <RadioGroup
        name="treatment"
        scope="issue"
        label="增值税处理"
        defaultValue={typed('treatment')}
        error={errors.treatment}
        options={treatments.map((row) => ({
          value: row.code,
          label: row.label,
          hint: `依据：${row.basis}，自 ${row.validFrom}${row.isConfirmed ? '' : '（待确认）'}`,
        }))}
      />
      {isWorkAlone && (
        <Notice title="单独的技术咨询、技术服务不免增值税">
          只有属于技术转让、技术开发，写在同一份合同里、开在同一张发票上的咨询和服务才免税；单独签订的按现代服务（研发和技术服务）征税，小规模纳税人按征收率。办了认定登记也一样。具体口径待确认，以主管税务机关为准。
        </Notice>
      )}
      {!isRegistered && !isWorkAlone && (
        <Notice kind="attention" title="合同还没有认定登记">
          免税要凭技术合同登记证明办理。登记前开免税发票，可能要补缴税款和滞纳金。
          <AgreeTick
            name="acknowledges"
            scope="issue"
            label="我知道还没有登记，仍录入这张免税发票"
            error={errors.acknowledges}
          />
        </Notice>
      )}
      <Field
        name="invoiceNo"
        scope="issue"
        label="发票号码"
        width="half"
        why="数电发票 20 位数字"
        error={errors.invoiceNo}
      >
        {(control) => <TextInput {...control} numeric maxLength={24} defaultValue={typed('invoiceNo')} />}
      </Field>
      <Field name="issuedOn" scope="issue" label="开票日期" width="half" error={errors.issuedOn}>
        {(control) => <DateInput {...control} max={today} defaultValue={typed('issuedOn') || today} />}
      </Field>
      <MoneyInput
        name="total"
        scope="issue"
        label="价税合计"
        unit="yuan"
        error={errors.total}
        defaultValue={typed('total') || (claims.length === 1 && first ? formatFen(first.leftFen) : '')}
      />
      <MoneyInput
        name="tax"
        scope="issue"
        label="其中税额"
        unit="yuan"
        capitals={false}
        why={isWorkAlone ? '照发票填' : '免税填 0'}
        error={errors.tax}
        defaultValue={typed('tax')}
      />
      <FileInput name="file" scope="issue" label="发票文件" {...fileOf} error={errors.file} />
      <div className="grid sm:block">
        <SubmitButton intent="issue">录入发票</SubmitButton>
      </div>
    </IntentForm>
  );
}

interface RedFormProps {
  invoice: { readonly id: string; readonly invoiceNo: string };
  leftFen: Fen;
  today: string;
  reply: DeedReply | undefined;
}

/** 红字发票 of one blue invoice, behind a fold. */
export function RedInvoiceForm({ invoice, leftFen, today, reply }: RedFormProps) {
  const mine = reply?.values.invoiceId === invoice.id ? reply : undefined;
  const { errors, typed, isOpen } = replyTo(mine, 'red');
  const scope = `red-${invoice.id}`;
  return (
    <details open={isOpen}>
      <summary className="min-h-11 py-2.5 text-sm sm:min-h-0 sm:py-1">退款或开错？录入红字发票</summary>
      <IntentForm intent="red" encType="multipart/form-data" className="mt-2 grid max-w-form gap-4">
        <input type="hidden" name="invoiceId" value={invoice.id} />
        <Field name="invoiceNo" scope={scope} label="红字发票号码" width="half" error={errors.invoiceNo}>
          {(control) => <TextInput {...control} numeric maxLength={24} defaultValue={typed('invoiceNo')} />}
        </Field>
        <Field name="issuedOn" scope={scope} label="开票日期" width="half" error={errors.issuedOn}>
          {(control) => <DateInput {...control} max={today} defaultValue={typed('issuedOn') || today} />}
        </Field>
        <MoneyInput
          name="total"
          scope={scope}
          label="冲红的价税合计"
          unit="yuan"
          why={`填正数，最多 ${formatYuan(leftFen)}`}
          error={errors.total}
          defaultValue={typed('total') || formatFen(leftFen)}
        />
        <Field name="reason" scope={scope} label="为什么冲红" error={errors.reason}>
          {(control) => <TextInput {...control} maxLength={200} defaultValue={typed('reason')} />}
        </Field>
        <FileInput name="file" scope={scope} label="红字发票文件" {...fileOf} error={errors.file} />
        <div className="grid sm:block">
          <SubmitButton look="danger" intent="red">
            录入红字发票
          </SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}
