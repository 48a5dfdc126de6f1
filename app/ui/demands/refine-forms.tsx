import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';
import type { QuestionReply } from './question-list.tsx';

const typed = (reply: QuestionReply | undefined, name: string): string => {
  const value = reply?.values[name];
  return typeof value === 'string' ? value : '';
};

/** A team asks the enterprise. */
export function AskForm({ replayKey, reply }: { replayKey: string; reply: QuestionReply | undefined }) {
  const { '': whole, ...errors } = reply?.errors ?? {};
  return (
    <IntentForm
      key={reply ? 'again' : replayKey}
      intent="ask"
      replayKey={replayKey}
      className="mt-5 grid gap-3 rounded-lg border border-line bg-card px-4 py-4 sm:px-5"
    >
      <ErrorSummary errors={errors} message={whole?.[0]} scope="ask" />
      <Field
        name="body"
        label="向企业提问"
        scope="ask"
        why="一次问一件事，例如来料条件、检测方法、现场空间。企业看得到是哪个单位问的，别的团队看不到。"
        error={errors.body}
      >
        {(control) => <TextArea {...control} rows={3} maxLength={500} defaultValue={typed(reply, 'body')} />}
      </Field>
      <div>
        <SubmitButton intent="ask">提问</SubmitButton>
      </div>
    </IntentForm>
  );
}

interface InviteFormProps {
  teams: readonly { readonly id: string; readonly name: string }[];
  mayInvite: boolean;
  reply: QuestionReply | undefined;
}

/** Who takes part in refining, and the way to ask one more. */
export function InviteForm({ teams, mayInvite, reply }: InviteFormProps) {
  const { '': whole, ...errors } = reply?.errors ?? {};
  return (
    <section className="rounded-lg border border-line bg-card px-4 py-4 sm:px-5" aria-labelledby="teams">
      <SectionHead look="plain" id="teams">
        看得到答复的团队
      </SectionHead>
      {teams.length === 0 ? (
        <p className="text-sm text-ink-soft">还没有匹配到的团队。可以按名称邀请。</p>
      ) : (
        <ul className="text-sm">
          {teams.map((team) => (
            <li key={team.id} className="py-0.5">
              {team.name}
            </li>
          ))}
        </ul>
      )}
      {mayInvite && (
        <IntentForm intent="invite" className="mt-3 grid gap-2 border-t border-line pt-3">
          <ErrorSummary errors={errors} message={whole?.[0]} scope="invite" />
          <Field name="name" label="邀请高校院所" scope="invite" why="填机构全称。" error={errors.name}>
            {(control) => <TextInput {...control} maxLength={60} defaultValue={typed(reply, 'name')} />}
          </Field>
          <div>
            <SubmitButton look="secondary" intent="invite">
              邀请
            </SubmitButton>
          </div>
        </IntentForm>
      )}
    </section>
  );
}
