import { checkoutMethodLabels } from '#app/domain/checkout-method.ts';
import { formatFen, formatYuan } from '#app/domain/money.ts';
import { Amount } from './amount.tsx';
import { NoAccount, PayTo } from './claim-account.tsx';
import { CheckboxGroup } from './checkbox-group.tsx';
import type { ClaimShown, FormAnswer } from './claim-shown.ts';
import { DateInput } from './date-input.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { Field } from './field.tsx';
import { FileInput } from './file-input.tsx';
import { IntentForm } from './intent-form.tsx';
import { MoneyInput } from './money-input.tsx';
import { Notice } from './notice.tsx';
import { SectionHead } from './section-head.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextInput } from './text-input.tsx';
import { useTyped } from './typed-value.ts';

interface ClaimPayProps {
  obligation: ClaimShown;
  today: string;
  replayKey: string;
  reply?: FormAnswer | undefined;
}

/** The ways to pay a claim: online where the payee has an account for it, and by bank transfer. */
export function ClaimPay({ obligation, today, replayKey, reply }: ClaimPayProps) {
  const { payableFen, hasCardAccount, checkoutMethods } = obligation;
  const cardError = reply?.intent === 'card' ? Object.values(reply.errors).flat()[0] : undefined;
  return (
    <>
      {hasCardAccount && checkoutMethods.length > 0 && (
        <section>
          <SectionHead look="plain">在线支付</SectionHead>
          <ErrorSummary message={cardError} />
          <IntentForm intent="card">
            <SubmitButton intent="card">
              在线支付 <Amount fen={payableFen} />
            </SubmitButton>
            <p className="mt-2 text-sm text-ink-soft">
              转到支付页面，可用{checkoutMethods.map((method) => checkoutMethodLabels[method]).join('、')}
              。钱直接进收款方自己的账户，平台不经手。
            </p>
          </IntentForm>
        </section>
      )}
      {hasCardAccount && checkoutMethods.length === 0 && payableFen > 0n && (
        <Notice>金额超过收款方在线支付方式的单笔上限，请用对公转账。</Notice>
      )}
      <Transfer obligation={obligation} today={today} replayKey={replayKey} reply={reply} />
    </>
  );
}

function Transfer({ obligation, today, replayKey, reply }: ClaimPayProps) {
  const errors = reply?.intent === 'claim' ? reply.errors : {};
  const typed = useTyped(reply, 'claim');
  const meantAdvance = typed('isAdvance') !== '';
  const { account, payableFen, hasCardAccount, checkoutMethods } = obligation;
  const { '': message, ...fields } = errors;
  if (account === null) return <NoAccount changesAt={obligation.changesAt} />;
  return (
    <section>
      <SectionHead look="plain" note="先在银行转账，再把回单传到这里">
        对公转账
      </SectionHead>
      <PayTo obligation={obligation} />
      <ErrorSummary errors={fields} message={message?.[0]} />
      <IntentForm intent="claim" replayKey={replayKey} encType="multipart/form-data" className="grid gap-5">
        <input type="hidden" name="payeeAccountId" value={account.id} />
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
          <SubmitButton intent="claim" look={hasCardAccount && checkoutMethods.length > 0 ? 'secondary' : 'primary'}>
            提交回单，等收款方确认
          </SubmitButton>
        </div>
      </IntentForm>
    </section>
  );
}
