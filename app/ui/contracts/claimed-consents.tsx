import {
  type ClearanceGround,
  clearanceLabels,
  type ClearanceStanding,
  wordObjectionDays,
} from '#app/domain/grant-clearance.ts';
import { DateText } from '../date-text.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { DenialLine, StandingLine } from './clearance-parts.tsx';

interface Claimed {
  readonly id: string;
  readonly earlierVersionN: number | null;
  readonly ground: ClearanceGround;
  readonly reason: string;
  readonly file: { readonly id: string; readonly name: string } | null;
  readonly createdAt: Date;
  /** What it was stated for is signed. */
  readonly isSigned: boolean;
  readonly confirmedAt: Date | null;
  readonly standing: ClearanceStanding;
  readonly denial: { readonly reason: string; readonly at: Date } | null;
}

interface ClaimedConsentsProps {
  /** What the contract calls the side that states it. */
  owner: string;
  claimed: readonly Claimed[];
  mayAnswer: boolean;
  reply: DeedReply | undefined;
}

/** What the owner stated in the reader's name for another contract, and his answer where it is not true. */
export function ClaimedConsents({ owner, claimed, mayAnswer, reply }: ClaimedConsentsProps) {
  return (
    <section aria-labelledby="claimed-consents">
      <SectionHead look="plain" id="claimed-consents">
        与本合同并存的另一份合同
      </SectionHead>
      <p className="text-sm text-ink-soft">
        {owner}
        就同一成果另签一份合同，从文字上看和本合同重叠，它登记了为什么可以并存，请打开文件核对。书面同意：同意过的，在这里确认；没有同意的，在这里声明；到期不答复的，那份合同可以签署，你方对法务意见提出过异议的除外。法务意见：有异议的在这里提出，期限内提出的，那份合同不能凭法务意见签署。
      </p>
      <ul className="mt-3 grid gap-3">
        {claimed.map((one) => (
          <li key={one.id} className="rounded-lg border border-line bg-card px-4 py-3">
            <p className="font-bold">{clearanceLabels[one.ground]}</p>
            <p className="mt-1 text-sm text-ink-soft">
              <DateText value={one.createdAt} as="minute" /> 登记
              {one.earlierVersionN !== null && `，针对本合同第 ${one.earlierVersionN} 版`}
              {one.file && (
                <>
                  ，
                  <a href={`/files/${one.file.id}`} className="link break-all" download>
                    {one.file.name}
                  </a>
                </>
              )}
            </p>
            <p className="mt-1 whitespace-pre-line break-words">怎样划分：{one.reason}</p>
            {one.denial ? <DenialLine {...one} by="你方" denial={one.denial} /> : <StandingLine {...one} by="你方" />}
            {mayAnswer && one.denial === null && one.confirmedAt === null && (
              <>
                {one.ground === 'consent' && !one.isSigned && <ConfirmForm claimed={one} owner={owner} />}
                <DenyForm claimed={one} owner={owner} reply={reply} />
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function ConfirmForm({ claimed: { id }, owner }: Pick<DenyFormProps, 'claimed' | 'owner'>) {
  return (
    <IntentForm intent="confirmConsent" className="mt-3 grid max-w-form gap-2">
      <input type="hidden" name="clearanceId" value={id} />
      <p className="text-sm">确认后那份合同可以签署，{owner}和那份合同的对方都会收到。确认不能收回。</p>
      <div className="grid sm:block">
        <SubmitButton look="secondary" intent="confirmConsent">
          我方已同意
        </SubmitButton>
      </div>
    </IntentForm>
  );
}

interface DenyFormProps {
  claimed: Claimed;
  owner: string;
  reply: DeedReply | undefined;
}

/** What the answer does, by what is answered and when. */
function effectOf({ ground, isSigned, standing }: Claimed, owner: string): string {
  const told = `${owner}和那份合同的对方都会收到`;
  const kept = `会写进那份合同的签署证据，${told}。要追究的，依本合同的争议条款处理。`;
  if (isSigned) return `那份合同已经签署，声明不改变它的效力，但${kept}`;
  if (ground === 'consent') return `声明后这条登记不再算数，那份合同要另有依据才能签署。${told}，声明不能收回。`;
  if (ground === 'decided') return `异议不改变判决、裁决的效力，${kept}`;
  if (standing.state !== 'waits') return `提出异议的 ${wordObjectionDays} 天已经过了，异议不再阻止签署，但${kept}`;
  return `提出后按争议处理：那份合同不能凭法务意见签署，要有你方确认的书面同意，或者法院判决、仲裁裁决。${told}，异议不能收回。`;
}

function DenyForm({ claimed, owner, reply }: DenyFormProps) {
  const { id, ground } = claimed;
  const isConsent = ground === 'consent';
  const { errors, typed, isOpen } = replyTo(reply?.values.clearanceId === id ? reply : undefined, 'denyConsent');
  return (
    <details className="mt-2" open={isOpen}>
      <summary className="link inline-flex min-h-11 cursor-pointer items-center">
        {isConsent ? '我方没有同意' : '我方有异议'}
      </summary>
      <IntentForm intent="denyConsent" className="mt-2 grid max-w-form gap-4">
        <input type="hidden" name="clearanceId" value={id} />
        <p className="text-sm">{effectOf(claimed, owner)}</p>
        <Field
          name="reason"
          scope={id}
          label={isConsent ? '为什么说没有同意' : '有什么异议'}
          why={`例如${isConsent ? '没有签过这份同意书、公章不对、范围不符' : '产品、客户或者用途其实相同'}。那份合同的双方看得到，不要写你方的商业秘密。`}
          error={errors.reason}
        >
          {(control) => <TextArea {...control} rows={3} maxLength={1000} defaultValue={typed('reason')} />}
        </Field>
        <div className="grid sm:block">
          <SubmitButton look="danger" intent="denyConsent">
            {isConsent ? '声明我方没有同意' : '提出异议'}
          </SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}
