import { maxScanFiles } from '#app/domain/signed-scan.ts';
import { AgreeTick } from '../agree-tick.tsx';
import { DateInput } from '../date-input.tsx';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { Field } from '../field.tsx';
import { FileInput } from '../file-input.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';
import { LetterField } from './letter-field.tsx';
import type { LetterChoice } from './letter-field.tsx';
import { SignerAuthorityField } from './signer-authority-field.tsx';

interface FormProps {
  versionN: number;
  reply: DeedReply | undefined;
}

const card = 'grid gap-5 rounded-lg border border-line bg-card px-4 py-4 sm:px-6';

export function UploadScanForm({ versionN, reply, isMore }: FormProps & { isMore: boolean }) {
  const { errors } = replyTo(reply, 'upload');
  return (
    <IntentForm intent="upload" encType="multipart/form-data" className={card}>
      <input type="hidden" name="versionN" value={versionN} />
      <FileInput
        name="file"
        label={isMore ? '再加几页' : '双方用印后的扫描件'}
        accept=".pdf,.png,.jpg,.jpeg,.webp"
        limits={`整份 PDF，或者每页一张图片；每个文件不超过 20 MB，最多 ${maxScanFiles} 个。`}
        why={isMore ? '加了页，已经确认的一方要重新确认。' : '要能看清双方合同专用章、骑缝章和每页下方的版本号。'}
        multiple
        error={errors.file ?? errors['']}
      />
      <div className="grid sm:block">
        <SubmitButton intent="upload" look={isMore ? 'secondary' : 'primary'}>
          上传扫描件
        </SubmitButton>
      </div>
    </IntentForm>
  );
}

interface ConfirmScanProps extends FormProps {
  scanSha256: string;
  textSha256: string;
  letters: readonly LetterChoice[];
  today: string;
  /** Since when the version lay open for signing. */
  frozenOn: string | null;
  /** What is odd about its number of pages. */
  pagesWarning: string | null;
}

/** A side's own word, with the two fingerprints that it joins. */
export function ConfirmScanForm({
  versionN,
  scanSha256,
  textSha256,
  letters,
  today,
  frozenOn,
  pagesWarning,
  reply,
}: ConfirmScanProps) {
  const { errors, typed } = replyTo(reply, 'confirm');
  return (
    <IntentForm intent="confirm" needsProof className={card}>
      <input type="hidden" name="versionN" value={versionN} />
      <input type="hidden" name="scanSha256" value={scanSha256} />
      <Field name="signerName" scope="confirm" label="在纸上代表本单位签字的人" width="half" error={errors.signerName}>
        {(control) => <TextInput {...control} maxLength={30} defaultValue={typed('signerName')} />}
      </Field>
      <SignerAuthorityField scope="confirm" value={typed('authority')} error={errors.authority} />
      <LetterField scope="confirm" letters={letters} value={typed('letterId')} error={errors.letterId} />
      <Field
        name="sealedOn"
        scope="confirm"
        label="用印日期"
        width="half"
        why="照纸上写的日期；合同期限从双方较晚的这一天算起；付款、交付、申报的天数从双方都确认之日算起。"
        error={errors.sealedOn}
      >
        {(control) => (
          <DateInput {...control} min={frozenOn ?? undefined} max={today} defaultValue={typed('sealedOn')} />
        )}
      </Field>
      <p className="text-sm text-ink-soft">
        你确认的是：指纹 <code className="break-all font-mono">{scanSha256}</code> 的扫描件，就是指纹{' '}
        <code className="break-all font-mono">{textSha256}</code> 的第 {versionN} 版。确认前要用第二重验证确认是你本人。
      </p>
      {pagesWarning && <p className="text-sm font-bold text-danger">{pagesWarning}确认以后，这份扫描件就作数。</p>}
      <AgreeTick
        name="isSame"
        scope="confirm"
        label={`我已逐页核对，扫描件与冻结的第 ${versionN} 版一致，本单位印章属实`}
        error={errors.isSame}
      />
      <div className="grid sm:block">
        <SubmitButton intent="confirm">确认扫描件与第 {versionN} 版一致</SubmitButton>
      </div>
    </IntentForm>
  );
}

interface RefuseScanFormProps extends FormProps {
  scanSha256: string;
  /** The reader's own side handed it in: it takes it back. */
  isOwn: boolean;
}

export function RefuseScanForm({ versionN, scanSha256, isOwn, reply }: RefuseScanFormProps) {
  const { errors, typed, isOpen } = replyTo(reply, 'refuse');
  return (
    <details open={isOpen} className="text-sm">
      <summary className="min-h-11 py-2.5 text-danger sm:min-h-0 sm:py-1">
        {isOwn ? '传错了，或者要换一种方式签：撤回扫描件' : '扫描件不对，整份退回重传'}
      </summary>
      <IntentForm intent="refuse" className="mt-2 grid max-w-form gap-3">
        <input type="hidden" name="versionN" value={versionN} />
        <input type="hidden" name="scanSha256" value={scanSha256} />
        <Field
          name="reason"
          scope="refuse"
          label={isOwn ? '为什么撤回' : '哪里不对'}
          why={
            isOwn
              ? '例如传错了文件，或者双方改用页面签署。已有的确认随之作废，撤回后可以换一种方式签。'
              : '缺页、看不清、没有盖骑缝章，或者与冻结文本不一致。已有的确认随之作废。'
          }
          error={errors.reason}
        >
          {(control) => <TextArea {...control} rows={3} maxLength={500} defaultValue={typed('reason')} />}
        </Field>
        <div className="grid sm:block">
          <SubmitButton look="danger" intent="refuse">
            {isOwn ? '撤回扫描件' : '退回扫描件'}
          </SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}
