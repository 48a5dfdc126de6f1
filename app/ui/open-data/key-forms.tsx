import { apiKeyMachine, type ApiKeyState, keyRows } from '#app/domain/api-key.ts';
import { labelOf } from '#app/domain/machine.ts';
import { Button } from '../button.tsx';
import { DateText } from '../date-text.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import type { Reply } from '../nda-room/nda-agreement.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';
import type { Tone } from '../tone.ts';

const tones: Readonly<Record<ApiKeyState, Tone>> = {
  asked: 'attention',
  approved: 'good',
  refused: 'neutral',
  revoked: 'neutral',
};

interface KeyCardProps {
  row: {
    readonly id: string;
    readonly name: string;
    readonly orgName: string;
    readonly purpose: string;
    readonly state: ApiKeyState;
    readonly rowsADay: number | null;
    readonly hint: string | null;
    readonly isIssued: boolean;
    readonly decisionNote: string | null;
    readonly createdAt: Date;
  };
  isReviewer: boolean;
  isHolder: boolean;
  reply: Reply | undefined;
}

/** One key: what for, how many rows, and what can be done with it. */
export function KeyCard({ row, isReviewer, isHolder, reply }: KeyCardProps) {
  const mine = reply?.values.keyId === row.id ? reply : undefined;
  return (
    <section className="rounded-lg border border-line bg-card px-4 py-4 sm:px-6">
      <SectionHead look="plain">{row.name}</SectionHead>
      <p className="flex flex-wrap gap-x-4 text-sm">
        <StateMark tone={tones[row.state]}>{labelOf(apiKeyMachine, row.state)}</StateMark>
        <span className="text-ink-soft">{row.orgName}</span>
        <DateText value={row.createdAt} />
        {row.rowsADay !== null && <span className="nums">每天 {row.rowsADay.toLocaleString('zh-CN')} 行</span>}
        {row.hint && <code className="font-mono">{row.hint}…</code>}
      </p>
      <p className="mt-1 whitespace-pre-line text-sm">{row.purpose}</p>
      {row.decisionNote && <p className="mt-1 text-sm text-ink-soft">理由：{row.decisionNote}</p>}
      <ErrorSummary message={mine && Object.values(mine.errors)[0]?.[0]} />
      <div className="mt-3 flex flex-wrap items-end gap-4">
        {isHolder && row.state === 'approved' && !row.isIssued && (
          <form method="post" action="/desk/open-data/key">
            <input type="hidden" name="intent" value="issue" />
            <input type="hidden" name="keyId" value={row.id} />
            <Button type="submit" look="primary">
              领取密钥
            </Button>
          </form>
        )}
        {isReviewer && row.state === 'asked' && <Decide id={row.id} />}
        {(isHolder || isReviewer) && row.state === 'approved' && (
          <IntentForm intent="revoke">
            <input type="hidden" name="keyId" value={row.id} />
            <SubmitButton look="danger">停用</SubmitButton>
          </IntentForm>
        )}
      </div>
    </section>
  );
}

function Decide({ id }: { id: string }) {
  return (
    <>
      <IntentForm intent="approve" className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="keyId" value={id} />
        <Field name="rowsADay" scope={id} label="每日行数" unit="行" width="short">
          {(control) => <TextInput {...control} numeric hasUnit defaultValue={String(keyRows.usual)} />}
        </Field>
        <SubmitButton>同意</SubmitButton>
      </IntentForm>
      <IntentForm intent="refuse" className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="keyId" value={id} />
        <Field name="note" scope={id} label="不同意的理由">
          {(control) => <TextInput {...control} maxLength={300} />}
        </Field>
        <SubmitButton look="secondary">不同意</SubmitButton>
      </IntentForm>
    </>
  );
}

/** The application for a key. */
export function AskKey({ replayKey, reply }: { replayKey: string; reply: Reply | undefined }) {
  const mine = reply?.intent === 'ask' ? reply : undefined;
  const { '': whole, ...errors } = mine?.errors ?? {};
  const typed = (name: string) => (typeof mine?.values[name] === 'string' ? mine.values[name] : '');
  return (
    <section>
      <SectionHead look="plain">申请密钥</SectionHead>
      <IntentForm intent="ask" replayKey={replayKey} className="grid max-w-form gap-4">
        <ErrorSummary errors={errors} message={whole?.[0]} />
        <Field name="name" label="名字" why="例如：省平台对接。" error={errors.name}>
          {(control) => <TextInput {...control} defaultValue={typed('name')} maxLength={60} />}
        </Field>
        <Field name="purpose" label="用途" why="数据用来做什么、给谁看。" error={errors.purpose}>
          {(control) => <TextArea {...control} rows={3} defaultValue={typed('purpose')} maxLength={500} />}
        </Field>
        <div className="grid sm:block">
          <SubmitButton intent="ask">提交申请</SubmitButton>
        </div>
      </IntentForm>
    </section>
  );
}
