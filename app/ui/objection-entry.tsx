import type { ReactNode } from 'react';
import type { Objector } from '#app/domain/objector.ts';
import { isUndecided, type ObjectionState } from '#app/domain/publicity.ts';
import { ButtonLink } from './button.tsx';
import { DateText } from './date-text.tsx';
import { type DeedReply, replyTo } from './deed-reply.ts';
import { ErrorSummary } from './error-summary.tsx';
import { Notice } from './notice.tsx';
import { ObjectionForm } from './objection-form.tsx';
import type { ObjectionSubject } from './objection-words.ts';

/**
 * Who is asked for his name: nobody signed in, somebody who has to agree to the two notices first, or a person with what is known of
 * him.
 */
export type ObjectingReader =
  { readonly is: 'guest' } | { readonly is: 'new' } | { readonly is: 'known'; readonly objector: Objector };

interface ObjectionEntryProps {
  subject: ObjectionSubject;
  reader: ObjectingReader;
  /** The page to which signing in and agreeing lead back. */
  at: string;
  replayKey: string;
  reply: DeedReply | undefined;
  objections: readonly { readonly state: ObjectionState; readonly createdAt: Date; readonly isMine: boolean }[];
  /** Folded under this line; a page that is about the objection shows it open. */
  summary?: string;
  takesPapers?: boolean;
}

/** The way to object for whoever reads the page: first who he is, then the form; above it when his last open one was filed. */
export function ObjectionEntry({ summary, objections, ...props }: ObjectionEntryProps) {
  const mine = objections.filter(({ isMine }) => isMine);
  const waiting = mine.filter(({ state }) => isUndecided(state));
  const last = waiting.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime()).at(-1);
  // Who objected once is seldom here to object anew: the empty form would read as if his were still to be filled.
  const fold = summary ?? (mine.length > 0 ? '另外提出一件异议' : undefined);
  // A new one sent, the form below is another, and empty.
  const entry = <Entry key={mine.length} {...props} />;
  return (
    <div className="grid gap-4">
      {last && (
        <Notice kind="success" live="polite" title={last.state === 'in_review' ? '复核申请已提交' : '异议已提交'}>
          你在 <DateText value={last.createdAt} as="minute" /> 提出的异议正在
          {last.state === 'in_review' ? '复核，由没有参与首次答复的人作出结论' : '处理'}
          ，进展和答复在上面的列表里，有了结果会通知你。
        </Notice>
      )}
      {fold === undefined ? (
        entry
      ) : (
        <details key={mine.length} open={props.reply?.intent === 'object'}>
          <summary className="link-quiet inline-flex min-h-11 cursor-pointer items-center">{fold}</summary>
          {entry}
        </details>
      )}
    </div>
  );
}

function Entry({ reader, at, reply, ...form }: Omit<ObjectionEntryProps, 'summary' | 'objections'>): ReactNode {
  const back = encodeURIComponent(at);
  if (reader.is === 'guest') return <ButtonLink to={`/sign-in?next=${back}`}>登录后实名提出</ButtonLink>;
  if (reader.is === 'new') {
    return (
      <>
        <p className="mb-3">提出异议以前，请先看服务协议和隐私说明并同意，然后回到这里填写。</p>
        <ButtonLink look="primary" to={`/consent?next=${back}`}>
          先看两份说明
        </ButtonLink>
      </>
    );
  }
  const { '': message, ...errors } = replyTo(reply, 'object').errors;
  return (
    <>
      <ErrorSummary scope="object" errors={errors} message={message?.[0]} />
      <ObjectionForm objector={reader.objector} reply={reply} {...form} />
    </>
  );
}
