import { eventItemMachine, type EventItemSide, type EventItemState } from '#app/domain/event-item.ts';
import { allowed, labelOf } from '#app/domain/machine.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { Select } from '../select.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import { RowButton } from './agenda-section.tsx';
import type { DeskReply } from './event-deeds.tsx';
import { itemTone } from './event-tone.ts';

interface ItemsSectionProps {
  items: readonly {
    id: string;
    no: string;
    title: string;
    /** Null: an anonymous demand whose owner has not said yes. */
    orgName: string | null;
    state: EventItemState;
    askedBySide: EventItemSide;
    note: string;
    declaredAt: Date | null;
    sessionId: string | null;
    minutes: number;
    position: number;
    presenter: string;
  }[];
  sessions: readonly { readonly id: string; readonly title: string }[];
  mayEdit: boolean;
  mayInvite: boolean;
  reply: DeskReply | undefined;
}

const words: Readonly<Record<string, string>> = {
  accept: '同意列入',
  decline: '婉拒',
  withdraw: '撤回邀请',
  remove: '移出议程',
};

/** What is presented: invited by the organizer or applied for by owners. */
export function ItemsSection({ items, sessions, mayEdit, mayInvite, reply }: ItemsSectionProps) {
  const errors = reply?.intent === 'invite' ? reply.errors : {};
  return (
    <section className="grid gap-3">
      <SectionHead look="plain" note="计入年度场次至少要有一项">
        展示的成果和需求
      </SectionHead>
      {items.map((item) => {
        const side = item.askedBySide === 'organizer' ? 'requester' : 'receiver';
        const events = mayEdit ? allowed(eventItemMachine, item.state, ['organizer', side]) : [];
        return (
          <div
            key={item.id}
            className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line bg-card px-5 py-3"
          >
            <p className="min-w-0">
              <b>
                {item.no} {item.title}
              </b>
              <span className="block text-sm text-ink-soft">
                {item.orgName ?? '匿名企业'} · {side === 'requester' ? '组织方邀请' : '单位申请'}
                {item.declaredAt && ' · 已声明不涉密'} {item.presenter && ` · 讲解人 ${item.presenter}`} {item.note}
              </span>
            </p>
            <span className="flex flex-wrap items-center gap-3">
              <StateMark tone={itemTone[item.state]}>{labelOf(eventItemMachine, item.state)}</StateMark>
              {events.map((word) => (
                <RowButton key={word} intent={`${word}-item`} id={item.id} words={words[word] ?? word} />
              ))}
            </span>
            {mayInvite && item.state === 'accepted' && <PlaceForm item={item} sessions={sessions} reply={reply} />}
          </div>
        );
      })}
      {items.length === 0 && <p className="text-sm text-ink-soft">还没有。按编号邀请，或者等单位申请。</p>}
      {mayInvite && (
        <IntentForm intent="invite" className="grid items-end gap-4 sm:grid-cols-[16rem_1fr_auto]">
          <div className="sm:col-span-3">
            <ErrorSummary errors={errors} scope="invite" />
          </div>
          <Field name="no" scope="invite" label="成果或需求编号" error={errors.no}>
            {(control) => <TextInput {...control} />}
          </Field>
          <Field name="note" scope="invite" label="说明" required={false} error={errors.note}>
            {(control) => <TextInput {...control} />}
          </Field>
          <SubmitButton look="secondary" intent="invite">
            邀请展示
          </SubmitButton>
        </IntentForm>
      )}
    </section>
  );
}

/** In which session an item is shown, after which others, and for how long. */
function PlaceForm({
  item,
  sessions,
  reply,
}: Pick<ItemsSectionProps, 'sessions' | 'reply'> & { item: ItemsSectionProps['items'][number] }) {
  const errors = reply?.intent === 'place-item' && reply.values.rowId === item.id ? reply.errors : {};
  return (
    <details open={Object.keys(errors).length > 0} className="w-full text-sm">
      <summary className="min-h-8 cursor-pointer py-1 text-primary">
        安排：{sessions.find(({ id }) => id === item.sessionId)?.title ?? '还没有定环节'}，{item.minutes} 分钟
      </summary>
      <IntentForm intent="place-item" className="flex flex-wrap items-end gap-3 py-2">
        <input type="hidden" name="rowId" value={item.id} />
        <Field name="sessionId" scope={item.id} label="环节" required={false} error={errors.sessionId}>
          {(control) => (
            <Select
              {...control}
              blank="还没有定"
              defaultValue={item.sessionId ?? ''}
              options={sessions.map(({ id, title }) => ({ value: id, label: title }))}
            />
          )}
        </Field>
        <Field name="minutes" scope={item.id} label="时长" unit="分钟" width="short" error={errors.minutes}>
          {(control) => <TextInput {...control} hasUnit numeric defaultValue={item.minutes} />}
        </Field>
        <Field name="position" scope={item.id} label="次序" width="short" error={errors.position}>
          {(control) => <TextInput {...control} numeric defaultValue={item.position} />}
        </Field>
        <SubmitButton look="secondary" intent="place-item">
          保存安排
        </SubmitButton>
      </IntentForm>
    </details>
  );
}
