import { Form } from '@remix-run/react';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';

/** What events are chosen by besides kind and month. */
export const eventTopics = ['region', 'field', 'chain'] as const;
type EventTopic = (typeof eventTopics)[number];

const labels: Readonly<Record<EventTopic, string>> = { region: '举办地', field: '技术领域', chain: '产业链' };
const blanks: Readonly<Record<EventTopic, string>> = { region: '全省', field: '全部领域', chain: '全部产业链' };

interface EventFilterFormProps {
  filter: Readonly<Record<EventTopic | 'kind' | 'month', string | null>> & { readonly when: 'coming' | 'past' };
  options: Readonly<Record<EventTopic, readonly { readonly value: string; readonly label: string }[]>>;
}

/** Chooses events by place, field and chain; kind and month stay as they are. */
export function EventFilterForm({ filter, options }: EventFilterFormProps) {
  return (
    <Form method="get" className="grid gap-3">
      {filter.when === 'past' && <input type="hidden" name="when" value="past" />}
      {filter.kind && <input type="hidden" name="kind" value={filter.kind} />}
      {filter.month && <input type="hidden" name="month" value={filter.month} />}
      {eventTopics.map((topic) => (
        <div key={topic}>
          <label htmlFor={`event-${topic}`} className="font-bold">
            {labels[topic]}
          </label>
          <Select
            id={`event-${topic}`}
            key={filter[topic] ?? ''}
            name={topic}
            blank={blanks[topic]}
            options={options[topic]}
            defaultValue={filter[topic] ?? ''}
          />
        </div>
      ))}
      <SubmitButton look="secondary">筛选</SubmitButton>
    </Form>
  );
}
