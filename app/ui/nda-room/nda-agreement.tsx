import { ndaMachine, type NdaState, ndaYears } from '#app/domain/nda.ts';
import { labelOf } from '#app/domain/machine.ts';
import { AgreeTick } from '../agree-tick.tsx';
import { DateText } from '../date-text.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { Fingerprint } from '../fingerprint.tsx';
import { IntentForm } from '../intent-form.tsx';
import { KeyValue } from '../key-value.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';
import type { Tone } from '../tone.ts';

export interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

interface NdaAgreementProps {
  nda: {
    readonly id: string;
    readonly n: number;
    readonly edition: string;
    readonly text: string;
    readonly sha256: string;
    readonly state: NdaState;
    readonly activeAt: Date | null;
    readonly acceptances: readonly { readonly name: string; readonly orgName: string; readonly acceptedAt: Date }[];
  } | null;
  may: {
    readonly propose: boolean;
    readonly accept: boolean;
    readonly withdraw: boolean;
    readonly end: boolean;
  };
  hasAccepted: boolean;
  replayKey: string;
  reply: Reply | undefined;
}

export const ndaTones: Readonly<Record<NdaState, Tone>> = {
  proposed: 'attention',
  active: 'good',
  ended: 'neutral',
  withdrawn: 'neutral',
};

/** The text between the two sides: read it, accept it, see who has, stop it. */
export function NdaAgreement({ nda, may, hasAccepted, replayKey, reply }: NdaAgreementProps) {
  if (nda === null) return may.propose ? <Propose {...{ replayKey, reply }} /> : <NoText />;
  const accepting = reply?.intent === 'accept' ? reply : undefined;
  return (
    <section className="rounded-lg border border-line bg-card px-4 py-4 sm:px-6" aria-labelledby="nda">
      <SectionHead look="plain" id="nda">
        保密协议
      </SectionHead>
      <StateMark tone={ndaTones[nda.state]} boxed>
        {labelOf(ndaMachine, nda.state)}
      </StateMark>
      <div className="mt-3">
        <KeyValue
          items={[
            { label: '文本', value: `第 ${nda.n} 份，标准文本 ${nda.edition}` },
            { label: '校验码', value: <Fingerprint sha256={nda.sha256} /> },
            ...nda.acceptances.map((one) => ({
              label: '已接受',
              value: (
                <>
                  {one.orgName} {one.name}，<DateText value={one.acceptedAt} as="minute" />
                </>
              ),
            })),
          ]}
        />
      </div>
      <details className="mt-3" open={may.accept}>
        <summary className="link-quiet inline-flex min-h-11 cursor-pointer items-center">
          {may.accept ? '协议全文，接受前请通读' : '看协议全文'}
        </summary>
        <div className="max-w-prose whitespace-pre-line rounded-md bg-sunk px-4 py-3 text-sm leading-prose">
          {nda.text}
        </div>
      </details>
      {may.accept && (
        <IntentForm intent="accept" needsProof className="mt-4 grid max-w-form gap-3">
          <ErrorSummary message={accepting?.errors['']?.[0]} />
          <input type="hidden" name="ndaId" value={nda.id} />
          <input type="hidden" name="sha256" value={nda.sha256} />
          <AgreeTick
            name="agree"
            scope="nda"
            label="我已通读全文，经本单位授权，代表本单位接受这份保密协议"
            error={accepting?.errors.agree}
          />
          <p className="text-sm text-ink-soft">
            接受前要再确认一次是你本人。姓名、时间和文本校验码会留档，双方都看得到。
          </p>
          <div className="grid sm:block">
            <SubmitButton intent="accept">接受保密协议</SubmitButton>
          </div>
        </IntentForm>
      )}
      {hasAccepted && nda.state === 'proposed' && <p className="mt-3 text-sm">你方已接受，等对方接受后资料室打开。</p>}
      {(may.withdraw || may.end) && (
        <IntentForm intent={may.end ? 'end' : 'withdraw'} className="mt-4">
          <input type="hidden" name="ndaId" value={nda.id} />
          <SubmitButton intent={may.end ? 'end' : 'withdraw'} look={may.end ? 'danger' : 'secondary'}>
            {may.end ? '停止披露' : '撤回这份文本'}
          </SubmitButton>
          {may.end && (
            <p className="mt-1 text-sm text-ink-soft">停止后双方的资料都不能再打开；已经看过的，仍按协议保密。</p>
          )}
        </IntentForm>
      )}
    </section>
  );
}

const NoText = () => (
  <p className="rounded-lg border border-line bg-card px-4 py-4 text-sm text-ink-soft">
    还没有保密协议。由任一方的经办人提出，双方接受后资料室打开。
  </p>
);

function Propose({ replayKey, reply }: { replayKey: string; reply: Reply | undefined }) {
  const mine = reply?.intent === 'propose' ? reply : undefined;
  const { '': whole, ...errors } = mine?.errors ?? {};
  const typed = (name: string, usual = '') => {
    const value = mine?.values[name];
    return typeof value === 'string' ? value : usual;
  };
  return (
    <section className="rounded-lg border border-line bg-card px-4 py-4 sm:px-6">
      <SectionHead look="plain">提出保密协议</SectionHead>
      <p className="mb-4 max-w-prose text-sm text-ink-soft">
        用平台的标准文本，双方各由一人接受后生效。你可以先放资料，对方在生效前看不到名称，也打不开。
      </p>
      <IntentForm intent="propose" replayKey={replayKey} className="grid max-w-form gap-4">
        <ErrorSummary errors={errors} message={whole?.[0]} />
        <Field
          name="purpose"
          label="资料只用来做什么"
          why="写进协议，例如：评估能否在本厂中试。"
          error={errors.purpose}
        >
          {(control) => <TextInput {...control} defaultValue={typed('purpose')} maxLength={200} />}
        </Field>
        <Field name="years" label="保密期限" unit="年" width="short" error={errors.years}>
          {(control) => (
            <TextInput {...control} numeric hasUnit defaultValue={typed('years', String(ndaYears.usual))} />
          )}
        </Field>
        <Field
          name="extra"
          label="另行约定"
          required={false}
          why="标准文本之外还有约定的，写在这里。"
          error={errors.extra}
        >
          {(control) => <TextArea {...control} rows={2} maxLength={1000} defaultValue={typed('extra')} />}
        </Field>
        <div className="grid sm:block">
          <SubmitButton intent="propose">提出保密协议</SubmitButton>
        </div>
      </IntentForm>
    </section>
  );
}
