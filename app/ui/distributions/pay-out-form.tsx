import type { Fen } from '#app/domain/money.ts';
import { formatYuan } from '#app/domain/money.ts';
import { DateInput } from '../date-input.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';

const card = 'grid gap-5 rounded-lg border border-line bg-card px-4 py-4 sm:px-6';

interface PayOutFormProps {
  team: readonly {
    readonly id: string;
    readonly label: string;
    readonly amountFen: Fen;
    readonly taxableFen: Fen;
  }[];
  today: string;
  reply: DeedReply | undefined;
}

/** 发放: one voucher, and what was withheld from each, beside what of his share is taxed. */
export function PayOutForm({ team, today, reply }: PayOutFormProps) {
  const { errors, typed } = replyTo(reply, 'payOut');
  return (
    <IntentForm intent="payOut" needsProof className={card}>
      <Field name="voucherNo" label="发放凭证号" width="half" error={errors.voucherNo}>
        {(control) => <TextInput {...control} maxLength={40} defaultValue={typed('voucherNo')} />}
      </Field>
      <Field name="paidOn" label="发放日期" width="half" error={errors.paidOn}>
        {(control) => <DateInput {...control} max={today} defaultValue={typed('paidOn') || today} />}
      </Field>
      {team.map((line, at) => (
        <Field
          key={line.id}
          name={`taxes[${at}]`}
          label={`${line.label}的代扣个税`}
          why={`份额 ${formatYuan(line.amountFen)}，计入工资薪金 ${formatYuan(line.taxableFen)}`}
          unit="元"
          width="half"
          required={false}
          error={errors[`taxes[${at}]`]}
        >
          {(control) => <TextInput {...control} numeric hasUnit defaultValue={typed(`taxes[${at}]`)} />}
        </Field>
      ))}
      <p className="text-sm text-ink-soft">
        办理前要确认是你本人。录入后平台上不能改，也不能冲销：先看银行回单，每个人都到账了再录入。
      </p>
      <div className="grid sm:block">
        <SubmitButton intent="payOut">录入发放</SubmitButton>
      </div>
    </IntentForm>
  );
}

export function DeclareTaxForm({ today, reply }: { today: string; reply: DeedReply | undefined }) {
  const { errors, typed } = replyTo(reply, 'declareTax');
  return (
    <IntentForm intent="declareTax" className={card}>
      <Field name="declaredOn" label="申报日期" width="half" error={errors.declaredOn}>
        {(control) => <DateInput {...control} max={today} defaultValue={typed('declaredOn') || today} />}
      </Field>
      <Field name="taxSerial" label="完税凭证号或申报序号" width="half" error={errors.taxSerial}>
        {(control) => <TextInput {...control} maxLength={40} defaultValue={typed('taxSerial')} />}
      </Field>
      <div className="grid sm:block">
        <SubmitButton intent="declareTax">录入个税申报</SubmitButton>
      </div>
    </IntentForm>
  );
}

/** A list that the people signed on paper. */
export function RecordTeamForm({ names, reply }: { names: readonly string[]; reply: DeedReply | undefined }) {
  const { errors, typed } = replyTo(reply, 'recordTeam');
  return (
    <IntentForm intent="recordTeam" encType="multipart/form-data" className={card}>
      <p className="text-sm">
        还没有确认：{names.join('、')}。有账号的可以自己在待办里确认；没有账号的，请他们在分配表上签字后上传。
      </p>
      <FileInput
        name="file"
        label="签字的分配表"
        accept=".pdf,.png,.jpg,.jpeg,.webp"
        limits="PDF 或图片，不超过 20 MB"
        error={errors.file}
      />
      <Field name="note" label="说明" required={false} error={errors.note}>
        {(control) => <TextInput {...control} maxLength={300} defaultValue={typed('note')} />}
      </Field>
      <div className="grid sm:block">
        <SubmitButton intent="recordTeam">记录本人已签字确认</SubmitButton>
      </div>
    </IntentForm>
  );
}
