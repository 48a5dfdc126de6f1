import { localTime } from '#app/domain/event-form.ts';
import { minutesOver } from '#app/domain/event-programme.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import type { DeskReply } from './event-deeds.tsx';
import { TimeSpan } from './time-span.tsx';

interface AgendaSectionProps {
  event: { readonly startsAt: Date; readonly endsAt: Date };
  sessions: readonly { id: string; title: string; note: string; room: string; startsAt: Date; endsAt: Date }[];
  /** What is shown: its minutes are held against the session's. */
  items: readonly { readonly id: string; readonly sessionId: string | null; readonly minutes: number }[];
  speakers: readonly {
    id: string;
    sessionId: string;
    name: string;
    post: string;
    unit: string;
    consentedAt: Date | null;
    withdrawnAt: Date | null;
  }[];
  mayEdit: boolean;
  reply: DeskReply | undefined;
}

/** Sessions and speakers as the organizer keeps them. */
export function AgendaSection({ event, sessions, speakers, items, mayEdit, reply }: AgendaSectionProps) {
  const errorsOf = (intent: string) => (reply?.intent === intent ? reply.errors : {});
  const text = (
    intent: string,
    name: string,
    label: string,
    value = '',
    type = 'text',
    required = true,
    scope = intent,
  ) => (
    <Field name={name} scope={scope} label={label} required={required} error={errorsOf(intent)[name]}>
      {(control) => <TextInput {...control} type={type} defaultValue={value} />}
    </Field>
  );
  return (
    <section className="grid gap-3">
      <SectionHead look="plain" note="嘉宾姓名经本人同意才公开">
        议程
      </SectionHead>
      {sessions.length === 0 && <p className="text-sm text-ink-soft">还没有环节。</p>}
      {sessions.map((session) => (
        <div key={session.id} className="rounded-lg border border-line bg-card px-5 py-3">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p>
              <TimeSpan from={session.startsAt} to={session.endsAt} /> <b className="ml-2">{session.title}</b>
              {session.room && <span className="ml-2 text-sm text-ink-soft">{session.room}</span>}
            </p>
            {minutesOver(session, items) > 0 && (
              <span className="text-sm text-attention">展示项目超出 {minutesOver(session, items)} 分钟</span>
            )}
            {mayEdit && <RowButton intent="remove-session" id={session.id} words="删除环节" />}
          </div>
          {speakers
            .filter((one) => one.sessionId === session.id)
            .map((one) => (
              <p key={one.id} className="flex flex-wrap items-center gap-3 text-sm">
                <span>
                  {one.name} {one.unit} {one.post}
                </span>
                <span className="text-ink-soft">
                  {one.withdrawnAt ? '不参加' : one.consentedAt ? '同意公开姓名' : '姓名不公开'}
                </span>
                {mayEdit && one.withdrawnAt === null && (
                  <RowButton intent="withdraw-speaker" id={one.id} words="撤下嘉宾" />
                )}
              </p>
            ))}
          {mayEdit && (
            <details open={reply?.intent === 'save-session' && reply.values.rowId === session.id} className="text-sm">
              <summary className="min-h-8 cursor-pointer py-1 text-primary">修改环节</summary>
              <IntentForm intent="save-session" className="grid gap-4 py-2 sm:grid-cols-2">
                <input type="hidden" name="rowId" value={session.id} />
                {text('save-session', 'title', '名称', session.title, 'text', true, session.id)}
                {text('save-session', 'room', '会场', session.room, 'text', false, session.id)}
                {text(
                  'save-session',
                  'startsAt',
                  '开始',
                  localTime(session.startsAt),
                  'datetime-local',
                  true,
                  session.id,
                )}
                {text('save-session', 'endsAt', '结束', localTime(session.endsAt), 'datetime-local', true, session.id)}
                {text('save-session', 'note', '说明', session.note, 'text', false, session.id)}
                <span className="self-end">
                  <SubmitButton look="secondary" intent="save-session">
                    保存环节
                  </SubmitButton>
                </span>
              </IntentForm>
            </details>
          )}
        </div>
      ))}
      {mayEdit && (
        <details open={reply?.intent === 'add-session'} className="rounded-lg border border-line bg-card px-5 py-3">
          <summary className="min-h-11 cursor-pointer py-2 font-bold">加环节</summary>
          <IntentForm intent="add-session" className="grid gap-4 py-3 sm:grid-cols-2">
            <div className="sm:col-span-2">
              <ErrorSummary errors={errorsOf('add-session')} scope="add-session" />
            </div>
            {text('add-session', 'title', '名称')}
            {text('add-session', 'room', '会场', '', 'text', false)}
            {text('add-session', 'startsAt', '开始', localTime(event.startsAt), 'datetime-local')}
            {text('add-session', 'endsAt', '结束', localTime(event.endsAt), 'datetime-local')}
            {text('add-session', 'note', '说明', '', 'text', false)}
            <span className="self-end">
              <SubmitButton intent="add-session">加环节</SubmitButton>
            </span>
          </IntentForm>
        </details>
      )}
      {mayEdit && sessions.length > 0 && (
        <details open={reply?.intent === 'add-speaker'} className="rounded-lg border border-line bg-card px-5 py-3">
          <summary className="min-h-11 cursor-pointer py-2 font-bold">加嘉宾</summary>
          <IntentForm intent="add-speaker" className="grid gap-4 py-3 sm:grid-cols-2">
            <div className="sm:col-span-2">
              <ErrorSummary errors={errorsOf('add-speaker')} scope="add-speaker" />
            </div>
            <Field name="sessionId" scope="add-speaker" label="环节" error={errorsOf('add-speaker').sessionId}>
              {(control) => (
                <Select {...control} options={sessions.map(({ id, title }) => ({ value: id, label: title }))} />
              )}
            </Field>
            {text('add-speaker', 'name', '姓名')}
            {text('add-speaker', 'unit', '单位')}
            {text('add-speaker', 'post', '职务')}
            <label className="flex min-h-11 items-center gap-3">
              <input type="checkbox" name="consent" value="yes" className="size-5" />
              本人已书面同意公开姓名
            </label>
            <span className="self-end">
              <SubmitButton intent="add-speaker">加嘉宾</SubmitButton>
            </span>
          </IntentForm>
        </details>
      )}
    </section>
  );
}

export function RowButton({ intent, id, words }: { intent: string; id: string; words: string }) {
  return (
    <IntentForm intent={intent}>
      <input type="hidden" name="rowId" value={id} />
      <SubmitButton look="quiet" intent={intent}>
        {words}
      </SubmitButton>
    </IntentForm>
  );
}
