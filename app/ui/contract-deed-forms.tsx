import { Link } from '@remix-run/react';
import type { ContractDeed } from '#app/domain/contract-deeds.ts';
import type { PublicityCount } from '#app/domain/publicity.ts';
import { AgreeTick } from './agree-tick.tsx';
import { ButtonLink } from './button.tsx';
import { replyTo } from './deed-reply.ts';
import { Field } from './field.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { IntentForm } from './intent-form.tsx';
import { Notice } from './notice.tsx';
import { RadioGroup } from './radio-group.tsx';
import { SignerAuthorityField } from './signing/signer-authority-field.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';
import { TextInput } from './text-input.tsx';

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

interface DeedFormProps {
  contractId: string;
  versionN: number;
  reply: Reply | undefined;
}

interface PublicityFormProps extends DeedFormProps {
  days: number;
  count: PublicityCount;
  /** A notice of this contract stood before and is void: what is put right is said. */
  isAgain: boolean;
  /** An objection to the last notice was upheld: what is put right must be said. */
  owesCorrection?: boolean;
  /** Of a change of a signed contract: another deed of the same form. */
  intent?: 'publicise' | 'publiciseAmendment';
}

const card = 'rounded-lg border border-line bg-card px-4 py-4 sm:px-6';

/** Signing of what was agreed while its price was still to be published, and is no more. */
export function OpenSigningForm({ versionN, why }: { versionN: number; why: string }) {
  return (
    <IntentForm intent="openSigning" className={`${card} grid gap-4`}>
      <input type="hidden" name="versionN" value={versionN} />
      <p className="text-sm text-ink-soft">{why}</p>
      <div className="grid sm:block">
        <SubmitButton intent="openSigning">不公示，进入签署</SubmitButton>
      </div>
    </IntentForm>
  );
}

/** 公示: whom it is shown to and whom to turn to; what happens is said before. */
export function PublicityForm({
  versionN,
  days,
  count,
  isAgain,
  owesCorrection = false,
  reply,
  intent = 'publicise',
}: PublicityFormProps) {
  const errors = reply?.intent === intent ? reply.errors : {};
  const typed = (name: string) => (typeof reply?.values[name] === 'string' ? reply.values[name] : '');
  return (
    <IntentForm intent={intent} className={`${card} grid gap-5`}>
      <input type="hidden" name="versionN" value={versionN} />
      <p className="text-sm text-ink-soft">
        提交后公示成果名称和价款条款，次日起算第 1 日，满 {days} {count === 'working' ? '个工作日' : '日'}
        且没有未答复的异议才能签署；末日是休息日的顺延到下一个工作日。公示内容冻结，改条款要重新公示。
      </p>
      <RadioGroup
        name="audience"
        label="公示范围"
        defaultValue={typed('audience') || 'unit'}
        error={errors.audience}
        options={[
          { value: 'unit', label: '本单位内', hint: '只有本单位成员能看到，价格不对外。' },
          { value: 'public', label: '向社会公开', hint: '公示栏里所有人都能看到。' },
        ]}
      />
      <Field
        name="contact"
        label="异议找谁提"
        why="部门和电话或者邮箱，例如：科技处 0931-0000000"
        error={errors.contact}
      >
        {(control) => <TextInput {...control} defaultValue={typed('contact')} maxLength={200} />}
      </Field>
      {isAgain && (
        <Field
          name="correction"
          label="更正说明"
          required={owesCorrection}
          why="此前的公示已作废。写明这次更正了什么，会写进公示，所有看公示的人都能看到。"
          error={errors.correction}
        >
          {(control) => <TextArea {...control} rows={2} defaultValue={typed('correction')} maxLength={500} />}
        </Field>
      )}
      <div className="grid sm:block">
        <SubmitButton intent={intent}>开始公示</SubmitButton>
      </div>
    </IntentForm>
  );
}

interface SignFormProps extends DeedFormProps {
  sha256: string;
  /** What both sides arranged for signing on the page: why this person does not sign now. */
  turn: { readonly fault: string | null; readonly isArranged: boolean } | null;
}

/** 签署: what is signed, by its fingerprint, and that it cannot be taken back. */
export function SignForm({ contractId, versionN, sha256, turn, reply }: SignFormProps) {
  const { errors, typed } = replyTo(reply, 'sign');
  const arrangement = (words: string) => (
    <Link to={`/desk/contracts/${contractId}/page-signing`} className="link">
      {words}
    </Link>
  );
  if (turn?.fault) {
    return (
      <Notice kind="attention" title={turn.fault}>
        {arrangement('看页面签署的安排')}
      </Notice>
    );
  }
  return (
    <IntentForm intent="sign" needsProof className={`${card} grid gap-4`}>
      <input type="hidden" name="versionN" value={versionN} />
      <p>
        你将代表本单位签署第 {versionN} 版。
        <Link to={`/desk/contracts/${contractId}/text?version=${versionN}`} className="link">
          先看全文
        </Link>
      </p>
      <p className="text-sm text-ink-soft">
        文本指纹（SHA-256）
        <Fingerprint sha256={sha256} whole />
        。这一版的文本进入签署时已经冻结；双方都签署后合同成立，开始履行。签署前要确认是你本人。
      </p>
      <SignerAuthorityField value={typed('authority')} error={errors.authority} />
      <AgreeTick
        name="hasRead"
        scope="sign"
        label="我已通读全文，并有权代表本单位签署；本单位同意采用页面签署"
        isTicked={typed('hasRead') === 'on'}
        error={errors.hasRead}
      />
      <div className="grid sm:block">
        <SubmitButton intent="sign">签署第 {versionN} 版</SubmitButton>
      </div>
      <p className="text-sm text-ink-soft">
        {turn?.isArranged ? (
          arrangement('双方约定了页面签署的安排')
        ) : (
          <>
            双方都签署，才算双方同意采用页面签署（电子签名法第三条）；也可以
            {arrangement('先约定签署人、会签人和先后')}。
          </>
        )}
      </p>
      <p className="text-sm">
        通常做法是打印用印：
        <Link to={`/desk/contracts/${contractId}/signing`} className="link">
          纸质用印，上传扫描件
        </Link>
        ；也可以
        <Link to={`/desk/contracts/${contractId}/esign`} className="link">
          用持牌电子签名服务签署
        </Link>
      </p>
    </IntentForm>
  );
}

interface PlainDeedProps {
  intent: 'agree' | 'recall' | 'withdraw';
  versionN: number;
  look?: 'primary' | 'secondary' | 'danger';
  children: string;
}

/** A deed that needs nothing but the version it is meant for. */
export function PlainDeed({ intent, versionN, look, children }: PlainDeedProps) {
  return (
    <IntentForm intent={intent} className="grid">
      <input type="hidden" name="versionN" value={versionN} />
      <SubmitButton intent={intent} look={look}>
        {children}
      </SubmitButton>
    </IntentForm>
  );
}

interface TermsDeedsProps {
  dealId: string;
  versionN: number;
  deeds: readonly ContractDeed[];
  /** Where it stands what was changed of the reader's own version: read before he agrees. */
  differenceAt?: string | undefined;
}

/** What can be done about the terms now: agree, change, take back. */
export function TermsDeeds({ dealId, versionN, deeds, differenceAt }: TermsDeedsProps) {
  const change = deeds.includes('counter') ? '修改条款' : deeds.includes('offer') ? '改好再发' : null;
  return (
    <>
      {differenceAt && (
        <ButtonLink look="primary" to={differenceAt}>
          看改了哪些条款
        </ButtonLink>
      )}
      {deeds.includes('agree') && (
        <PlainDeed intent="agree" versionN={versionN} {...(differenceAt && { look: 'secondary' })}>
          {`同意第 ${versionN} 版条款`}
        </PlainDeed>
      )}
      {change && <ButtonLink to={`/desk/deals/${dealId}/contract`}>{change}</ButtonLink>}
      {deeds.includes('recall') && (
        <PlainDeed intent="recall" versionN={versionN} look="secondary">
          收回修改
        </PlainDeed>
      )}
    </>
  );
}

/** Deeds that undo: behind a fold, with what they mean. */
export function UndoDeeds({ dealId, versionN, deeds }: TermsDeedsProps) {
  if (!deeds.includes('revise') && !deeds.includes('withdraw')) return null;
  return (
    <details className="text-sm">
      <summary className="min-h-11 py-2.5 sm:min-h-0 sm:py-1">改条款或不再签约</summary>
      <div className="mt-2 grid max-w-form gap-3">
        {deeds.includes('revise') && (
          <div>
            <p className="text-ink-soft">改条款会产生新的一版：已有的确认、公示和签署都作废，要重新来过。</p>
            <ButtonLink to={`/desk/deals/${dealId}/contract`}>修改条款</ButtonLink>
          </div>
        )}
        {deeds.includes('withdraw') && (
          <div>
            <p className="text-ink-soft">不再商谈这份合同，洽谈室还在，可以另提一份。</p>
            <PlainDeed intent="withdraw" versionN={versionN} look="danger">
              撤回合同
            </PlainDeed>
          </div>
        )}
      </div>
    </details>
  );
}
