import { Form, useActionData } from '@remix-run/react';
import { useState } from 'react';
import { mostMessages } from '#app/domain/deal-deeds.ts';
import { DateText } from './date-text.tsx';
import { EmptyState } from './empty-state.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { Field } from './field.tsx';
import { FileInput } from './file-input.tsx';
import { SectionHead } from './section-head.tsx';
import { Select } from './select.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';

export interface RoomMessage {
  readonly id: string;
  readonly body: string;
  readonly authorName: string;
  readonly orgName: string;
  /** Names of those whom it calls. */
  readonly mentioned: readonly string[];
  readonly isOwn: boolean;
  readonly fileId: string | null;
  readonly fileName: string | null;
  readonly fileBytes: number | null;
  readonly createdAt: Date;
}

interface DealMessagesProps {
  messages: readonly RoomMessage[];
  mayWrite: boolean;
  /** Whom a message may name. */
  people?: readonly { readonly value: string; readonly label: string }[];
  replayKey: string;
  /** Why nobody writes now, where that is so. */
  closedWords: string | null;
}

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

const size = (bytes: number): string =>
  bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;

const seenBy = '只有双方和受托的技术经纪人看得到';

/** What was said in the room, oldest first, and the place to write. */
export function DealMessages({ messages, people = [], mayWrite, replayKey, closedWords }: DealMessagesProps) {
  return (
    <section aria-labelledby="messages">
      <SectionHead
        look="plain"
        id="messages"
        note={messages.length < mostMessages ? seenBy : `${seenBy}，只列最近 ${mostMessages} 条`}
      >
        洽谈记录
      </SectionHead>
      {messages.length === 0 && (
        <EmptyState title="还没有消息">
          {mayWrite ? '先说清你们的条件和时间，对方会收到通知。' : closedWords}
        </EmptyState>
      )}
      <ol className="grid gap-3">
        {messages.map((message, at) => (
          <li
            key={message.id}
            id={at === messages.length - 1 ? 'latest' : undefined}
            className={`rounded-lg border border-line px-4 py-3 ${message.isOwn ? 'bg-primary-tint' : 'bg-card'}`}
          >
            <p className="flex flex-wrap justify-between gap-x-4 text-sm">
              <span>
                <b>{message.authorName}</b> <span className="text-ink-soft">{message.orgName}</span>
              </span>
              <span className="text-ink-soft">
                <DateText value={message.createdAt} as="minute" />
              </span>
            </p>
            {message.mentioned.length > 0 && (
              <p className="text-sm text-primary">{message.mentioned.map((name) => `@${name}`).join(' ')}</p>
            )}
            <p className="mt-1 whitespace-pre-line break-words">{message.body}</p>
            {message.fileId !== null && (
              <p className="mt-1 text-sm">
                <a href={`/files/${message.fileId}`} className="link-quiet" download>
                  附件：{message.fileName} {message.fileBytes !== null && `（${size(message.fileBytes)}）`}
                </a>
              </p>
            )}
          </li>
        ))}
      </ol>
      {mayWrite ? (
        <WriteMessage
          key={messages.findLast(({ isOwn }) => isOwn)?.id ?? 'first'}
          people={people}
          replayKey={replayKey}
        />
      ) : (
        closedWords && messages.length > 0 && <p className="mt-4 text-sm text-ink-soft">{closedWords}</p>
      )}
    </section>
  );
}

/** Starts empty after each message of one's own; a live update in between leaves what is being typed alone. */
function WriteMessage({
  people,
  replayKey: given,
}: {
  people: NonNullable<DealMessagesProps['people']>;
  replayKey: string;
}) {
  const [replayKey] = useState(given);
  const answer = useActionData<Reply>();
  const reply = answer?.intent === 'message' ? answer : undefined;
  const { '': whole, ...errors } = reply?.errors ?? {};
  return (
    <Form
      method="post"
      encType="multipart/form-data"
      noValidate
      className="mt-5 grid gap-4 rounded-lg border border-line bg-card px-4 py-4"
    >
      <input type="hidden" name="intent" value="message" />
      <input type="hidden" name="key" value={replayKey} />
      <ErrorSummary errors={errors} message={whole?.[0]} scope="message" />
      <Field name="body" label="写消息" scope="message" error={errors.body}>
        {(control) => (
          <TextArea
            {...control}
            rows={4}
            maxLength={5000}
            defaultValue={typeof reply?.values.body === 'string' ? reply.values.body : ''}
          />
        )}
      </Field>
      {people.length > 0 && (
        <Field name="mention" label="提醒谁看" scope="message" required={false}>
          {(control) => <Select {...control} options={people} blank="不特别提醒" />}
        </Field>
      )}
      <FileInput
        name="file"
        label="附件"
        scope="message"
        required={false}
        accept=".pdf,.png,.jpg,.jpeg,.webp,.xlsx,.docx"
        limits="PDF、图片、Word 或 Excel，不超过 20 MB。不要传涉密材料。"
        error={errors.file}
      />
      <div>
        <SubmitButton intent="message" pendingText="正在发送…">
          发送
        </SubmitButton>
      </div>
    </Form>
  );
}
