import { type FormEvent, useState } from 'react';
import { shownQuestions } from '#app/domain/event-form.ts';
import { ticketKindLabels, type EventQuestion, type TicketKind } from '#app/domain/event-registration.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { FormActions } from '../form-actions.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import { useHydrated } from '../use-hydrated.ts';
import { Pledge } from './pledge.tsx';

export interface OpenTicket {
  readonly id: string;
  readonly kind: TicketKind;
  readonly capacity: number;
  readonly taken: number;
  readonly needsApproval: boolean;
  readonly isInviteOnly: boolean;
}

interface RegisterFormProps {
  tickets: readonly OpenTicket[];
  questions: readonly EventQuestion[];
  companionsMax: number;
  replayKey: string;
  errors: Readonly<Record<string, string[]>>;
  typed: (name: string, otherwise?: string) => string;
  person: { readonly name: string; readonly phone: string; readonly unit: string };
}

const ticketWords = ({ kind, capacity, taken, needsApproval }: OpenTicket): string => {
  const free = capacity - taken;
  return `${ticketKindLabels[kind]}（${free > 0 ? `余 ${free} 席` : '已满，可候补'}${needsApproval ? '，需审核' : ''}）`;
};

export const ticketOptions = (tickets: readonly OpenTicket[]) =>
  tickets
    .filter(({ isInviteOnly }) => !isInviteOnly)
    .map((ticket) => ({ value: ticket.id, label: ticketWords(ticket) }));

/** Registration of oneself: who, as what, with whom, and the organizer's questions. */
export function RegisterForm({
  tickets,
  questions,
  companionsMax,
  errors,
  typed,
  person,
  replayKey,
}: RegisterFormProps) {
  return (
    <IntentForm intent="register" replayKey={replayKey} className="grid gap-5">
      <ErrorSummary errors={errors} />
      <Field name="ticketId" label="参会身份" error={errors.ticketId} width="half">
        {(control) => (
          <Select {...control} options={ticketOptions(tickets)} blank="请选择" defaultValue={typed('ticketId')} />
        )}
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field name="name" label="姓名" error={errors.name}>
          {(control) => <TextInput {...control} autoComplete="name" defaultValue={typed('name', person.name)} />}
        </Field>
        <Field name="phone" label="手机号" why="接收参会码；现场签到凭它核对。" error={errors.phone}>
          {(control) => (
            <TextInput {...control} inputMode="tel" autoComplete="tel" defaultValue={typed('phone', person.phone)} />
          )}
        </Field>
        <Field name="unit" label="单位" required={false} error={errors.unit}>
          {(control) => <TextInput {...control} defaultValue={typed('unit', person.unit)} />}
        </Field>
        <Field name="post" label="职务" required={false} error={errors.post}>
          {(control) => <TextInput {...control} defaultValue={typed('post')} />}
        </Field>
      </div>
      <Questions questions={questions} errors={errors} typed={typed} />
      {companionsMax > 0 && (
        <fieldset className="grid gap-3">
          <legend className="mb-2 font-bold">随行人员（选填，最多 {companionsMax} 位）</legend>
          {Array.from({ length: companionsMax }, (_, at) => (
            <div key={at} className="grid gap-3 sm:grid-cols-2">
              {(['name', 'post'] as const).map((part) => (
                <TextInput
                  key={part}
                  name={`companions[${at}].${part}`}
                  aria-label={`第 ${at + 1} 位随行人员${part === 'name' ? '姓名' : '职务'}`}
                  placeholder={part === 'name' ? '姓名' : '职务'}
                  defaultValue={typed(`companions[${at}].${part}`)}
                />
              ))}
            </div>
          ))}
        </fieldset>
      )}
      <Pledge name="meets">参加一对一洽谈，同意其他参会人看到我的姓名、单位和职务（选填，之后可改）</Pledge>
      <FormActions note="姓名和手机号只给本场活动的组织方，用于联系和签到。">
        <SubmitButton intent="register">报名</SubmitButton>
      </FormActions>
    </IntentForm>
  );
}

type QuestionsProps = Pick<RegisterFormProps, 'questions' | 'errors' | 'typed'>;

/** The organizer's questions. Before its scripts are there the page shows all, each saying when it is to be answered. */
function Questions({ questions, errors, typed }: QuestionsProps) {
  const isLive = useHydrated();
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(questions.map(({ id }) => [id, typed(`answers.${id}`)])),
  );
  const shown = isLive ? shownQuestions(questions, answers) : questions;
  const answered = ({ target }: FormEvent<HTMLDivElement>) => {
    if (!(target instanceof HTMLSelectElement || target instanceof HTMLInputElement)) return;
    const { name, value } = target;
    setAnswers((known) => ({ ...known, [name.replace('answers.', '')]: value }));
  };
  if (questions.length === 0) return null;
  return (
    <div className="grid gap-5" onChange={answered}>
      {shown.map((question) => (
        <Field
          key={question.id}
          name={`answers.${question.id}`}
          label={question.label}
          required={question.isRequired && (isLive || question.showWhen === null)}
          error={errors[`answers.${question.id}`]}
          why={
            !isLive &&
            question.showWhen &&
            `${questions.find(({ id }) => id === question.showWhen?.questionId)?.label ?? ''}选“${question.showWhen.answer}”时填`
          }
          width="half"
        >
          {(control) =>
            question.kind === 'choice' ? (
              <Select
                {...control}
                blank="请选择"
                options={question.options.map((option) => ({ value: option, label: option }))}
                defaultValue={typed(control.name)}
              />
            ) : (
              <TextInput {...control} defaultValue={typed(control.name)} />
            )
          }
        </Field>
      ))}
    </div>
  );
}
