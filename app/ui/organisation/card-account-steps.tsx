import { cardAccountMachine } from '#app/domain/card-account.ts';
import { labelOf } from '#app/domain/machine.ts';
import { isOwnName } from '#app/domain/payee-account.ts';
import { DateText } from '../date-text.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Notice } from '../notice.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import { TimeLine, type TimeLineItem } from '../time-line.tsx';
import type { FormAnswer } from './account-shown.ts';
import { CardAccountEnd } from './card-account-end.tsx';
import { CardAccountFacts } from './card-account-facts.tsx';
import type { CardAccountShown } from './card-account-shown.ts';

interface CardAccountStepsProps {
  account: CardAccountShown;
  orgName: string;
  /** Asked for it or filed its papers: another person agrees. */
  isFirst: boolean;
  mayKeep: boolean;
  reply?: FormAnswer | undefined;
}

const order = ['opening', 'ready', 'held', 'active'] as const;

function stepsOf(account: CardAccountShown): TimeLineItem[] {
  const at = order.indexOf(account.state as (typeof order)[number]);
  const state = (i: number): TimeLineItem['state'] => (i < at ? 'done' : i === at ? 'now' : 'later');
  const day = (value: Date | null) => (value ? <DateText value={value} /> : '');
  return [
    { key: 'ask', title: '第一人申请', when: day(account.proposedAt), note: account.proposer, state: 'done' },
    { key: 'opening', title: '服务商审核材料', when: '', state: state(0) },
    { key: 'ready', title: '第二人同意', when: day(account.approvedAt), note: account.approver, state: state(1) },
    { key: 'held', title: '等 24 小时', when: day(account.activeFrom), state: state(2) },
    { key: 'active', title: '启用', when: '', state: 'later' },
  ];
}

/** A card account on its way: where it stands, what the provider says, and what this person can do now. */
export function CardAccountSteps({ account, orgName, isFirst, mayKeep, reply }: CardAccountStepsProps) {
  return (
    <section>
      <SectionHead look="plain" note={labelOf(cardAccountMachine, account.state)}>
        办理中的账户
      </SectionHead>
      <div className="grid gap-5 rounded-lg border border-line bg-card px-5 py-4">
        <TimeLine label="办理进度" items={stepsOf(account)} />
        <CardAccountFacts account={account} orgName={orgName} />
        <NextStep account={account} orgName={orgName} isFirst={isFirst} mayKeep={mayKeep} reply={reply} />
        <CardAccountEnd account={account} reply={reply} />
      </div>
    </section>
  );
}

function NextStep({ account, orgName, isFirst, mayKeep, reply }: CardAccountStepsProps) {
  const errors = reply?.intent === 'approve' ? reply.errors : {};
  if (account.state === 'opening') return <Opening account={account} mayKeep={mayKeep} />;
  if (account.state === 'held') {
    return (
      <Notice kind="success" title="两人都同意，正在等待">
        {account.activeFrom && <DateText value={account.activeFrom} as="minute" />}{' '}
        起付款方可以在线支付，合同对方都已收到通知。不是你们办的，请马上撤回。
      </Notice>
    );
  }
  if (isFirst)
    return <Notice title="等另一位同事同意">财务、审批人或者负责人都可以，申请、开户或交材料的人不行。</Notice>;
  return (
    <IntentForm intent="approve" className="grid gap-3">
      <input type="hidden" name="cardAccountId" value={account.id} />
      <input type="hidden" name="name" value={account.name} />
      {!isOwnName(account.name, orgName) && (
        <Field
          name="note"
          label="为什么是本单位的账户"
          why="名称和机构名称不一致时必须写明，例如 本单位在香港全资设立的研究院"
          error={errors.note}
        >
          {(control) => <TextInput {...control} maxLength={200} />}
        </Field>
      )}
      <p className="text-sm">请登录服务商后台，核对账户主体和结算银行账户是本单位的，再同意。</p>
      <div>
        <SubmitButton intent="approve">核对无误，同意使用</SubmitButton>
      </div>
    </IntentForm>
  );
}

function Opening({ account, mayKeep }: Pick<CardAccountStepsProps, 'account' | 'mayKeep'>) {
  return (
    <div className="grid gap-3">
      <p className="text-sm">
        单位和负责人的证件、结算银行账户直接交给支付服务商，平台看不到。页面几分钟内有效，没填完可以再进。
      </p>
      <div className="flex flex-wrap gap-3">
        {mayKeep && (
          <IntentForm intent="begin">
            <input type="hidden" name="cardAccountId" value={account.id} />
            <SubmitButton intent="begin">{account.accountEnd ? '去服务商那边继续填' : '去服务商那边开户'}</SubmitButton>
          </IntentForm>
        )}
        {account.accountEnd && (
          <IntentForm intent="ask">
            <input type="hidden" name="cardAccountId" value={account.id} />
            <SubmitButton intent="ask" look="secondary">
              查询审核结果
            </SubmitButton>
          </IntentForm>
        )}
      </div>
    </div>
  );
}
