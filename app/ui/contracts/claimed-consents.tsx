import type { ConsentStanding } from '#app/domain/grant-clearance.ts';
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
  readonly reason: string;
  readonly file: { readonly id: string; readonly name: string } | null;
  readonly createdAt: Date;
  /** What it was stated for is signed. */
  readonly isSigned: boolean;
  readonly confirmedAt: Date | null;
  readonly standing: ConsentStanding;
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
        以你方名义登记的同意
      </SectionHead>
      <p className="text-sm text-ink-soft">
        {owner}
        登记：你方书面同意它就同一成果另签一份与本合同重叠的合同。请打开同意书核对：同意过的，在这里确认；没有同意的，在这里声明。到期不答复的，那份合同可以签署。
      </p>
      <ul className="mt-3 grid gap-3">
        {claimed.map((one) => (
          <li key={one.id} className="rounded-lg border border-line bg-card px-4 py-3">
            <p className="text-sm text-ink-soft">
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
            {one.denial ? <DenialLine by="你方" denial={one.denial} /> : <StandingLine {...one} by="你方" />}
            {mayAnswer && one.denial === null && one.confirmedAt === null && (
              <>
                {!one.isSigned && <ConfirmForm claimed={one} owner={owner} />}
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

function DenyForm({ claimed: { id, isSigned }, owner, reply }: DenyFormProps) {
  const { errors, typed, isOpen } = replyTo(reply?.values.clearanceId === id ? reply : undefined, 'denyConsent');
  return (
    <details className="mt-2" open={isOpen}>
      <summary className="link inline-flex min-h-11 cursor-pointer items-center">我方没有同意</summary>
      <IntentForm intent="denyConsent" className="mt-2 grid max-w-form gap-4">
        <input type="hidden" name="clearanceId" value={id} />
        <p className="text-sm">
          {isSigned
            ? `那份合同已经签署，声明不改变它的效力，但会写进它的签署证据，${owner}和那份合同的对方都会收到。要追究的，依本合同的争议条款处理。`
            : `声明后这条登记不再算数，那份合同要另有依据才能签署。${owner}和那份合同的对方都会收到，声明不能收回。`}
        </p>
        <Field
          name="reason"
          scope={id}
          label="为什么说没有同意"
          why="例如没有签过这份同意书、公章不对、范围不符。那份合同的双方看得到，不要写你方的商业秘密。"
          error={errors.reason}
        >
          {(control) => <TextArea {...control} rows={3} maxLength={1000} defaultValue={typed('reason')} />}
        </Field>
        <div className="grid sm:block">
          <SubmitButton look="danger" intent="denyConsent">
            声明我方没有同意
          </SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}
