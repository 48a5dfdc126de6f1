import { CheckboxGroup } from '../checkbox-group.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import { spanOf } from './meeting-words.ts';

interface AvailabilityFormProps {
  own: {
    readonly takesPart: boolean;
    readonly isOnline: boolean;
    readonly limit: number | null;
    readonly awaySlots: readonly string[];
    readonly seeks: string;
  };
  slots: readonly { readonly id: string; readonly startsAt: Date; readonly endsAt: Date }[];
  reply: { readonly errors: Readonly<Record<string, string[]>> } | undefined;
}

/** When and how a participant meets. */
export function AvailabilityForm({ own, slots, reply }: AvailabilityFormProps) {
  const there = slots.map(({ id }) => id).filter((id) => !own.awaySlots.includes(id));
  return (
    <IntentForm intent="availability" className="grid gap-4 rounded-lg border border-line bg-card px-5 py-4">
      <CheckboxGroup
        name="takesPart"
        label="参加一对一洽谈"
        required={false}
        options={[{ value: 'yes', label: '参加：别的参会人看得到我的姓名、单位和职务，可以约我' }]}
        defaultValue={own.takesPart ? ['yes'] : []}
      />
      <CheckboxGroup
        name="isOnline"
        label="参加方式"
        required={false}
        options={[{ value: 'yes', label: '我在线上参加，只能安排在视频室' }]}
        defaultValue={own.isOnline ? ['yes'] : []}
      />
      <CheckboxGroup
        name="slotIds"
        label="能见面的时段"
        required={false}
        inline
        options={slots.map(({ id, startsAt, endsAt }) => ({ value: id, label: spanOf(startsAt, endsAt) }))}
        defaultValue={there}
      />
      <Field
        name="limit"
        label="最多见几场"
        why="不填就按主办方的上限"
        required={false}
        unit="场"
        width="short"
        error={reply?.errors.limit}
      >
        {(control) => <TextInput {...control} hasUnit numeric defaultValue={own.limit ?? ''} />}
      </Field>
      <Field name="seeks" label="想谈什么" why="别的参会人选人时会看到" required={false} error={reply?.errors.seeks}>
        {(control) => <TextInput {...control} maxLength={200} defaultValue={own.seeks} />}
      </Field>
      <div>
        <SubmitButton intent="availability" look="secondary">
          保存
        </SubmitButton>
      </div>
    </IntentForm>
  );
}
