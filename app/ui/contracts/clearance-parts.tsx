import {
  type ClearanceGround,
  clearanceLabels,
  consentAnswerDays,
  type ConsentStanding,
} from '#app/domain/grant-clearance.ts';
import { DateText } from '../date-text.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';

export interface ClearanceLine {
  readonly id: string;
  readonly versionN: number;
  readonly earlierNo: string;
  readonly ground: ClearanceGround;
  readonly reason: string;
  readonly file: { readonly id: string; readonly name: string } | null;
  readonly by: string;
  readonly createdAt: Date;
  readonly confirmedAt: Date | null;
  readonly denial: ConsentDenial | null;
  readonly standing: ConsentStanding;
}

interface ConsentDenial {
  readonly reason: string;
  readonly at: Date;
}

/** That the party of the earlier contract did not agree, in its own words. */
export function DenialLine({ by, denial }: { by: string; denial: ConsentDenial }) {
  return (
    <p className="mt-2 whitespace-pre-line break-words">
      <b className="text-danger">{by}表示没有同意</b>（<DateText value={denial.at} as="minute" />
      ）：{denial.reason}
    </p>
  );
}

interface StandingLineProps {
  by: string;
  confirmedAt: Date | null;
  standing: ConsentStanding;
}

/** How far a consent that is not denied has come: confirmed, waiting with its last day, or past it. */
export function StandingLine({ by, confirmedAt, standing: { state, untilOn } }: StandingLineProps) {
  if (untilOn === null) return null;
  if (confirmedAt !== null)
    return (
      <p className="mt-2">
        <b>{by}已经确认</b>（<DateText value={confirmedAt} as="minute" />）
      </p>
    );
  return (
    <p className="mt-2">
      {state === 'waits' ? (
        <b>
          等{by}确认，最迟到 {untilOn}；在这以前不能签署。
        </b>
      ) : (
        `到 ${untilOn} ${by}没有表示不同意。`
      )}
    </p>
  );
}

/** Why the contract goes beside earlier ones that its clauses name, as both sides read it. */
export function ClearanceList({ said }: { said: readonly ClearanceLine[] }) {
  return (
    <ul className="grid gap-3">
      {said.map((line) => (
        <li key={line.id} className="rounded-lg border border-line bg-card px-4 py-3">
          <p className="font-bold">
            在先合同 {line.earlierNo}：{clearanceLabels[line.ground]}
          </p>
          <p className="mt-1 whitespace-pre-line break-words">{line.reason}</p>
          <p className="mt-1 text-sm text-ink-soft">
            第 {line.versionN} 版，{line.by}，<DateText value={line.createdAt} as="minute" />
            {line.file && (
              <>
                ，
                <a href={`/files/${line.file.id}`} className="link break-all" download>
                  {line.file.name}
                </a>
              </>
            )}
          </p>
          {line.denial ? (
            <DenialLine by="在先合同的对方" denial={line.denial} />
          ) : (
            <StandingLine {...line} by="在先的被许可方（受让人）" />
          )}
        </li>
      ))}
    </ul>
  );
}

interface ClearanceFormProps {
  versionN: number;
  earlier: { readonly id: string; readonly no: string; readonly versionN: number };
  grounds: readonly ClearanceGround[];
  reply: DeedReply | undefined;
}

/** The owner's statement about one earlier contract. */
export function ClearanceForm({ versionN, earlier, grounds, reply }: ClearanceFormProps) {
  const seen = { versionN: String(versionN), earlierId: earlier.id, earlierVersionN: String(earlier.versionN) };
  const isOwn = Object.entries(seen).every(([name, value]) => reply?.values[name] === value);
  const own = isOwn ? reply : undefined;
  const { errors: all, typed } = replyTo(own, 'clear');
  const { '': whole, ...errors } = all;
  const scope = Object.values(seen).join('-');
  return (
    <IntentForm
      intent="clear"
      encType="multipart/form-data"
      needsProof={grounds.includes('consent')}
      className="mt-3 grid max-w-form gap-4"
    >
      {Object.entries(seen).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ErrorSummary errors={errors} message={whole?.[0]} scope={scope} />
      <RadioGroup
        name="ground"
        scope={scope}
        label="为什么可以并存"
        options={grounds.map((ground) => ({ value: ground, label: clearanceLabels[ground] }))}
        defaultValue={typed('ground')}
        error={errors.ground}
      />
      <Field
        name="reason"
        scope={scope}
        label="两份合同怎样划分"
        why="写明各自的产品、用途、地域、期限，或者对方同意的范围。写进签署证据，双方都看得到；登记书面同意的，在先的被许可方（受让人）也看得到，不要写和谁、以什么价格另签。"
        error={errors.reason}
      >
        {(control) => <TextArea {...control} rows={4} maxLength={1000} defaultValue={typed('reason')} />}
      </Field>
      <FileInput
        name="file"
        scope={scope}
        label="同意书或者法务意见"
        required={false}
        accept=".pdf,.png,.jpg,.jpeg,.webp"
        limits="PDF 或者图片，不超过 20 MB。"
        why={`书面同意的必须上传，由在先的被许可方（受让人）签字盖章；系统会通知它，它能打开核对；它确认以后，或者 ${consentAnswerDays} 天内没有声明不同意的，才能签署。本合同双方都能打开。`}
        error={errors.file}
      />
      <div className="grid sm:block">
        <SubmitButton intent="clear">记入签署证据</SubmitButton>
      </div>
    </IntentForm>
  );
}
