import { type SpecialistKind, specialistKindLabels } from '#app/domain/engagement.ts';
import { brokerLevels } from '../broker-levels.ts';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';

interface ServingListProps {
  brokers: readonly {
    readonly brokerUserId: string;
    readonly name: string;
    readonly agency: string;
    readonly level: keyof typeof brokerLevels;
    readonly confirmedAt: Date | null;
  }[];
  sent: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: SpecialistKind;
    readonly startsOn: string;
    readonly endsOn: string;
  }[];
  mayAct: boolean;
}

/** Brokers who say that they serve the organisation, and who an authority sent to it. */
export function ServingList({ brokers, sent, mayAct }: ServingListProps) {
  if (brokers.length === 0 && sent.length === 0) return null;
  return (
    <section aria-labelledby="served">
      <SectionHead look="plain" id="served" note="确认过的计入主管部门的覆盖统计；不等于委托，不产生佣金">
        为我们服务的人
      </SectionHead>
      <ul className="rounded-lg border border-line bg-card">
        {brokers.map((broker) => (
          <li
            key={broker.brokerUserId}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line px-4 py-3 last:border-b-0"
          >
            <p>
              <b>{broker.name}</b>，{broker.agency}，{brokerLevels[broker.level]}{' '}
              <StateMark tone={broker.confirmedAt ? 'good' : 'attention'}>
                {broker.confirmedAt ? '已确认' : '他说在为你单位服务'}
              </StateMark>
            </p>
            {mayAct && (
              <div className="flex flex-wrap gap-2">
                {broker.confirmedAt === null && <Answer broker={broker} answer="yes" says="属实" />}
                <Answer broker={broker} answer="no" says={broker.confirmedAt ? '不再服务' : '没有'} />
              </div>
            )}
          </li>
        ))}
        {sent.map((person) => (
          <li key={person.id} className="border-b border-line px-4 py-3 last:border-b-0">
            <b>{person.name}</b>，{specialistKindLabels[person.kind]}，
            <span className="nums">
              {person.startsOn} 至 {person.endsOn}
            </span>
            ，可以替你单位填需求，由你们审核后发布
          </li>
        ))}
      </ul>
    </section>
  );
}

function Answer({
  broker,
  answer,
  says,
}: {
  broker: ServingListProps['brokers'][number];
  answer: 'yes' | 'no';
  says: string;
}) {
  return (
    <IntentForm intent="served">
      <input type="hidden" name="brokerUserId" value={broker.brokerUserId} />
      <input type="hidden" name="answer" value={answer} />
      <SubmitButton look={answer === 'yes' ? 'secondary' : 'quiet'}>
        {says}
        <span className="sr-only">：{broker.name}</span>
      </SubmitButton>
    </IntentForm>
  );
}
