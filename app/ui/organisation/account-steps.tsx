import { labelOf } from '#app/domain/machine.ts';
import { payeeAccountMachine, probeDays, probeTriesAllowed } from '#app/domain/payee-account.ts';
import { DateText } from '../date-text.tsx';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { KeyValue } from '../key-value.tsx';
import { MoneyInput } from '../money-input.tsx';
import { Notice } from '../notice.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import { TimeLine, type TimeLineItem } from '../time-line.tsx';
import type { AccountShown, FormAnswer } from './account-shown.ts';

interface AccountStepsProps {
  account: AccountShown;
  isProposer: boolean;
  mayKeep: boolean;
  reply?: FormAnswer | undefined;
}

const order = ['proposed', 'approved', 'verify', 'held', 'active'] as const;

function stepsOf(account: AccountShown): TimeLineItem[] {
  const at = account.state === 'probing' || account.state === 'reviewing' ? 2 : order.indexOf(account.state as 'held');
  const verifying = account.state === 'approved' ? 1 : at;
  const state = (i: number): TimeLineItem['state'] => (i < verifying ? 'done' : i === verifying ? 'now' : 'later');
  const day = (value: Date | null) => (value ? <DateText value={value} /> : '');
  return [
    { key: 'proposed', title: '第一人填写', when: day(account.proposedAt), note: account.proposer, state: 'done' },
    {
      key: 'approve',
      title: '第二人同意',
      when: day(account.approvedAt),
      note: account.approver,
      state: account.state === 'proposed' ? 'now' : 'done',
    },
    {
      key: 'verify',
      title: '验证账户',
      when: day(account.verifiedAt),
      state: account.state === 'proposed' ? 'later' : state(account.state === 'approved' ? 1 : 2),
    },
    {
      key: 'held',
      title: '等 24 小时',
      when: day(account.activeFrom),
      state: account.state === 'held' ? 'now' : 'later',
    },
    { key: 'active', title: '启用', when: '', state: 'later' },
  ];
}

/** An account on its way: where it stands, and what this person can do now. */
export function AccountSteps({ account, isProposer, mayKeep, reply }: AccountStepsProps) {
  const mine = reply?.values.accountId === account.id ? reply : undefined;
  return (
    <section>
      <SectionHead look="plain" note={labelOf(payeeAccountMachine, account.state)}>
        办理中的账户
      </SectionHead>
      <div className="grid gap-5 rounded-lg border border-line bg-card px-5 py-4">
        <TimeLine label="办理进度" items={stepsOf(account)} />
        <KeyValue
          items={[
            { label: '户名', value: account.accountName },
            { label: '开户行', value: account.bankName },
            { label: '账号', value: <span className="nums">{account.accountNo}</span> },
            { label: '说明', value: account.reason },
          ]}
        />
        <NextStep account={account} isProposer={isProposer} mayKeep={mayKeep} reply={mine} />
        <Withdraw account={account} reply={mine} />
      </div>
    </section>
  );
}

function NextStep({ account, isProposer, mayKeep, reply }: AccountStepsProps) {
  switch (account.state) {
    case 'proposed':
      if (isProposer) return <Notice title="等另一位同事同意">管理员、审批人或者另一位财务核对后同意。</Notice>;
      return (
        <IntentForm intent="approve">
          <input type="hidden" name="accountId" value={account.id} />
          <p className="mb-3">请对照银行的开户资料，逐位核对账号后再同意。</p>
          <SubmitButton intent="approve">核对无误，同意</SubmitButton>
        </IntentForm>
      );
    case 'approved':
      return mayKeep ? <ChooseWay account={account} reply={reply} /> : <Notice title="等财务选择验证方式" />;
    case 'probing':
      return <Probe account={account} mayKeep={mayKeep} reply={reply} />;
    case 'reviewing':
      return <Notice title="开户证明审核中">平台一般 2 个工作日内审核，会发通知。</Notice>;
    case 'held':
      return (
        <Notice kind="success" title="验证通过，正在等待">
          {account.activeFrom && <DateText value={account.activeFrom} as="minute" />}{' '}
          起启用。在那之前付款方看到的还是原来的账户，合同对方都已收到通知。不是你们办的，请马上撤回。
        </Notice>
      );
    default:
      return null;
  }
}

function ChooseWay({ account, reply }: Pick<AccountStepsProps, 'account' | 'reply'>) {
  return (
    <div className="grid gap-6 sm:grid-cols-2">
      <IntentForm intent="probe" className="grid content-start gap-3">
        <p>
          <b>打款验证</b>
          <span className="block text-sm text-ink-soft">
            平台往这个账户打 0.01 至 0.99 元中的一个数，你们看银行流水填回来。{probeDays} 天内填，最多{' '}
            {probeTriesAllowed} 次。
          </span>
        </p>
        <input type="hidden" name="accountId" value={account.id} />
        <div>
          <SubmitButton intent="probe">申请打款</SubmitButton>
        </div>
      </IntentForm>
      <IntentForm intent="file" encType="multipart/form-data" className="grid content-start gap-3">
        <p>
          <b>提交开户证明</b>
          <span className="block text-sm text-ink-soft">平台审核户名、账号是否相符。</span>
        </p>
        <input type="hidden" name="accountId" value={account.id} />
        <FileInput
          name="file"
          label="开户许可证或银行出具的账户证明"
          limits="PDF 或清晰的照片，不超过 10 MB"
          accept=".pdf,image/png,image/jpeg,image/webp"
          error={reply?.errors.file}
        />
        <div>
          <SubmitButton intent="file" look="secondary">
            提交审核
          </SubmitButton>
        </div>
      </IntentForm>
    </div>
  );
}

function Probe({ account, mayKeep, reply }: Pick<AccountStepsProps, 'account' | 'mayKeep' | 'reply'>) {
  if (account.probeSentAt === null) return <Notice title="等平台打款">一般 1 个工作日内打出，会发通知。</Notice>;
  if (!mayKeep) return <Notice title="已打款，等财务填写到账的小额" />;
  return (
    <IntentForm intent="answer" className="grid max-w-form gap-4">
      <input type="hidden" name="accountId" value={account.id} />
      <MoneyInput
        name="amount"
        label="银行流水上到账的小额"
        unit="yuan"
        why={`${probeTriesAllowed - account.probeTries} 次机会`}
        error={reply?.intent === 'answer' ? reply.errors.amount : undefined}
      />
      <p className="text-sm text-ink-soft">
        <DateText value={account.probeSentAt} as="minute" /> 打出，请在{' '}
        {account.probeUntil && <DateText value={account.probeUntil} />} 前填写。
      </p>
      <div>
        <SubmitButton intent="answer">提交金额</SubmitButton>
      </div>
    </IntentForm>
  );
}

function Withdraw({ account, reply }: Pick<AccountStepsProps, 'account' | 'reply'>) {
  const error = reply?.intent === 'withdraw' ? reply.errors.note : undefined;
  return (
    <details className="border-t border-line pt-3 text-sm" open={error !== undefined}>
      <summary className="link-quiet inline-flex min-h-11 items-center">填错了，或者不是我们办的：撤回</summary>
      <IntentForm intent="withdraw" className="mt-2 flex flex-wrap items-end gap-3">
        <input type="hidden" name="accountId" value={account.id} />
        <Field name="note" label="为什么撤回" scope="withdraw" error={error}>
          {(control) => <TextInput {...control} maxLength={200} />}
        </Field>
        <SubmitButton intent="withdraw" look="danger">
          撤回这个账户
        </SubmitButton>
      </IntentForm>
    </details>
  );
}
