import type { ContractSide } from '#app/domain/contract-deeds.ts';
import type { SideNames } from '#app/domain/contract-kind.ts';
import { AgreeTick } from '../agree-tick.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';
import { LetterField } from './letter-field.tsx';
import type { LetterChoice } from './letter-field.tsx';
import { SignerAuthorityField } from './signer-authority-field.tsx';

interface SignerFormProps {
  /** Null: the own side proposes the way; else it agrees to the other's proposal. */
  flowId: string | null;
  versionN: number;
  provider: string;
  letters: readonly LetterChoice[];
  reply: DeedReply | undefined;
}

/** Who signs for the own side, and that it agrees to sign electronically. */
export function EsignSignerForm({ flowId, versionN, provider, letters, reply }: SignerFormProps) {
  const intent = flowId === null ? 'propose' : 'join';
  const { errors, typed } = replyTo(reply, intent);
  return (
    <IntentForm
      intent={intent}
      needsProof
      className="grid gap-5 rounded-lg border border-line bg-card px-4 py-4 sm:px-6"
    >
      <input type="hidden" name="versionN" value={versionN} />
      {flowId !== null && <input type="hidden" name="flowId" value={flowId} />}
      <Field
        name="signerName"
        scope={intent}
        label="本单位签署人"
        width="half"
        why="要与身份证件一致；服务商核验到的是别人，签署不算数。"
        error={errors.signerName}
      >
        {(control) => <TextInput {...control} maxLength={30} autoComplete="off" defaultValue={typed('signerName')} />}
      </Field>
      <Field
        name="mobile"
        scope={intent}
        label="签署人手机号"
        width="half"
        why="服务商往这里发签署通知，对方看不到。"
        error={errors.mobile}
      >
        {(control) => (
          <TextInput
            {...control}
            type="tel"
            inputMode="numeric"
            maxLength={11}
            autoComplete="off"
            defaultValue={typed('mobile')}
          />
        )}
      </Field>
      <SignerAuthorityField scope={intent} value={typed('authority')} error={errors.authority} />
      <LetterField scope={intent} letters={letters} value={typed('letterId')} error={errors.letterId} />
      {flowId === null && (
        <RadioGroup
          name="first"
          scope={intent}
          label="谁先签"
          defaultValue={typed('first') || 'other'}
          error={errors.first}
          options={[
            { value: 'other', label: '对方先签' },
            { value: 'own', label: '我方先签' },
          ]}
        />
      )}
      <AgreeTick
        name="isAgreed"
        scope={intent}
        label={`本单位同意第 ${versionN} 版用电子签名签署，由${provider}办理`}
        isTicked={typed('isAgreed') === 'on'}
        error={errors.isAgreed}
      />
      <p className="text-sm text-ink-soft">
        机构名称、统一社会信用代码、签署人姓名和手机号会送交{provider}。提交前要用第二重验证确认是你本人。
      </p>
      <div className="grid sm:block">
        <SubmitButton intent={intent}>
          {flowId === null ? '提议用电子签名服务签署' : '同意，指定我方签署人'}
        </SubmitButton>
      </div>
    </IntentForm>
  );
}

export function CancelEsignForm({
  flowId,
  isProposed,
  reply,
}: {
  flowId: string;
  isProposed: boolean;
  reply: DeedReply | undefined;
}) {
  const { errors, typed, isOpen } = replyTo(reply, 'cancel');
  return (
    <details open={isOpen} className="text-sm">
      <summary className="min-h-11 py-2.5 text-danger sm:min-h-0 sm:py-1">不用电子签名服务签了</summary>
      <IntentForm intent="cancel" className="mt-2 grid max-w-form gap-3">
        <input type="hidden" name="flowId" value={flowId} />
        <p className="text-ink-soft">
          {isProposed
            ? '撤销后合同仍在签署，可以换一种方式，或者以后再提议。'
            : '撤销会通知服务商终止签署，已签的一方也作废；撤销到达之前双方都已签完的，签署有效。'}
        </p>
        <Field name="reason" scope="cancel" label="原因，对方能看到" error={errors.reason}>
          {(control) => <TextArea {...control} rows={2} maxLength={200} defaultValue={typed('reason')} />}
        </Field>
        <div className="grid sm:block">
          <SubmitButton look="danger" intent="cancel">
            撤销
          </SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}

/** The provider was to call it off and says nothing: the own side declares it ended. */
export function GiveUpEsignForm({
  flowId,
  provider,
  reply,
}: {
  flowId: string;
  provider: string;
  reply: DeedReply | undefined;
}) {
  const { errors, typed } = replyTo(reply, 'giveUp');
  return (
    <IntentForm
      intent="giveUp"
      needsProof
      className="grid gap-3 rounded-lg border border-line bg-card px-4 py-4 text-sm sm:px-6"
    >
      <input type="hidden" name="flowId" value={flowId} />
      <p>
        {provider}一直没有回应撤销。双方都声明之后，这次签署作废，可以换一种方式签；{provider}
        以后再交回签署文件，只留作证据，不算作签署。提交前要用第二重验证确认是你本人。
      </p>
      <AgreeTick
        name="isEnded"
        scope="giveUp"
        label="我方同意这次电子签署作废，也不会再在服务商处签署"
        isTicked={typed('isEnded') === 'on'}
        error={errors.isEnded}
      />
      <div className="grid sm:block">
        <SubmitButton look="danger" intent="giveUp">
          声明这次签署作废
        </SubmitButton>
      </div>
    </IntentForm>
  );
}

/** Looks at the provider now; the platform does so by itself each few minutes. */
export const AskEsignForm = ({ flowId }: { flowId: string }) => (
  <IntentForm intent="ask">
    <input type="hidden" name="flowId" value={flowId} />
    <SubmitButton intent="ask" look="secondary">
      现在问一次服务商
    </SubmitButton>
  </IntentForm>
);

/** 许可方 or 被许可方, and whether it is the reader's own. */
export const sideWords = (sides: SideNames, side: ContractSide, own: ContractSide): string =>
  `${sides[side]}（${side === own ? '我方' : '对方'}）`;
