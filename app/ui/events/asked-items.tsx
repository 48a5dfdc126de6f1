import { Link } from '@remix-run/react';
import { eventItemMachine, type EventItemState } from '#app/domain/event-item.ts';
import { allowed, labelOf } from '#app/domain/machine.ts';
import { ButtonLink } from '../button.tsx';
import { DateText } from '../date-text.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import { itemTone } from './event-tone.ts';
import { Pledge } from './pledge.tsx';

interface AskedItem {
  readonly id: string;
  readonly state: EventItemState;
  readonly note: string;
  readonly no: string;
  readonly title: string;
  readonly eventNo: string;
  readonly eventTitle: string;
  readonly startsAt: Date;
  readonly presenter: string;
  readonly isComing: boolean;
  readonly roles: readonly ('requester' | 'receiver' | 'owner' | 'organizer')[];
}

interface AskedItemsProps {
  items: readonly AskedItem[];
  mayAnswer: boolean;
  reply:
    | { readonly errors: Readonly<Record<string, string[]>>; readonly values: Readonly<Record<string, unknown>> }
    | undefined;
}

/** Places on programmes: invitations to answer, applications under way, places that are fixed. */
export function AskedItems({ items, mayAnswer, reply }: AskedItemsProps) {
  return (
    <section>
      <SectionHead look="plain">本单位参展的成果和需求</SectionHead>
      <ul className="rounded-lg border border-line bg-card">
        {items.map((item) => {
          const events = mayAnswer ? allowed(eventItemMachine, item.state, item.roles) : [];
          const errors = reply?.values.rowId === item.id ? reply.errors : {};
          return (
            <li key={item.id} className="grid gap-2 border-b border-line px-5 py-3">
              <p className="flex flex-wrap items-baseline justify-between gap-3">
                <b>
                  {item.no} {item.title}
                </b>
                <StateMark tone={itemTone[item.state]}>{labelOf(eventItemMachine, item.state)}</StateMark>
              </p>
              <p className="text-sm text-ink-soft">
                <Link to={`/events/${item.eventNo}`} className="link">
                  {item.eventTitle}
                </Link>{' '}
                <DateText value={item.startsAt} as="minute" /> {item.note}
              </p>
              <ErrorSummary errors={errors} scope={item.id} />
              {mayAnswer && item.state === 'accepted' && item.isComing && (
                <IntentForm intent="name-presenter" className="flex flex-wrap items-end gap-3">
                  <input type="hidden" name="rowId" value={item.id} />
                  <Field name="presenter" scope={item.id} label="讲解人" required={false} error={errors.presenter}>
                    {(control) => <TextInput {...control} defaultValue={item.presenter} maxLength={30} />}
                  </Field>
                  <Pledge scope={`presenter-${item.id}`} error={errors.pledge}>
                    本人同意公开姓名
                  </Pledge>
                  <SubmitButton look="secondary" intent="name-presenter">
                    保存讲解人
                  </SubmitButton>
                </IntentForm>
              )}
              <div className="flex flex-wrap items-center gap-2">
                {mayAnswer && item.state === 'accepted' && (
                  <ButtonLink to={`/desk/events/items/${item.id}`}>讲解材料</ButtonLink>
                )}
                {events.includes('accept') && (
                  <IntentForm intent="accept" className="flex flex-wrap items-center gap-3">
                    <input type="hidden" name="rowId" value={item.id} />
                    <Pledge scope={item.id} error={errors.pledge}>
                      展示内容不涉密
                    </Pledge>
                    <SubmitButton intent="accept">同意展示</SubmitButton>
                  </IntentForm>
                )}
                {(['decline', 'withdraw'] as const)
                  .filter((word) => events.includes(word))
                  .map((word) => (
                    <IntentForm key={word} intent={word}>
                      <input type="hidden" name="rowId" value={item.id} />
                      <SubmitButton look="secondary" intent={word}>
                        {word === 'decline' ? '婉拒' : '撤回'}
                      </SubmitButton>
                    </IntentForm>
                  ))}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
