import { declarationLabels, groundLabels, groundsFor, leastCureDays } from '#app/domain/contract-declaration.ts';
import { addDays } from '#app/domain/days.ts';
import { EndConsequences, type EndLeft } from './contracts/end-consequences.tsx';
import { DateInput } from './date-input.tsx';
import { type DeedReply, replyTo } from './deed-reply.ts';
import { Field } from './field.tsx';
import { IntentForm } from './intent-form.tsx';
import { RadioGroup } from './radio-group.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';

interface DeclarationFormsProps {
  deeds: readonly string[];
  versionN: number;
  today: string;
  /** What an end by agreement would leave today. */
  ending?: EndLeft | null;
  reply: DeedReply | undefined;
}

const events = ['resume', 'cure', 'demand', 'suspend', 'end_by_agreement', 'terminate'] as const;
type ShownEvent = (typeof events)[number];

/** What can be declared on a signed contract: behind folds, each with what it does before it is done. */
export function DeclarationForms({ deeds, reply, ...rest }: DeclarationFormsProps) {
  return events
    .filter((event) => deeds.includes(event))
    .map((event) => {
      const isOpen = replyTo(reply, event).isOpen || event === 'resume' || event === 'cure';
      return (
        <details key={event} open={isOpen} className="text-sm">
          <summary className="min-h-11 py-2.5 sm:min-h-0 sm:py-1">{declarationLabels[event]}</summary>
          <DeclarationForm event={event} reply={reply} {...rest} />
        </details>
      );
    });
}

/** Deeds that bind for good ask for a fresh second factor. */
const proved: ReadonlySet<ShownEvent> = new Set<ShownEvent>(['terminate', 'end_by_agreement']);

function DeclarationForm({
  event,
  versionN,
  today,
  ending,
  reply,
}: Omit<DeclarationFormsProps, 'deeds'> & { event: ShownEvent }) {
  const { errors, typed } = replyTo(reply, event);
  const [only, ...others] = groundsFor(event);
  const grounds = only === undefined ? [] : [only, ...others];
  const isDated = event === 'demand';
  return (
    <IntentForm intent={event} needsProof={proved.has(event)} className="mt-2 grid max-w-form gap-4">
      <input type="hidden" name="versionN" value={versionN} />
      {event === 'end_by_agreement' ? (
        ending && <EndConsequences left={ending} />
      ) : (
        <p className="text-ink-soft">{effects[event]}</p>
      )}
      {others.length === 0 ? (
        <input type="hidden" name="ground" value={only} />
      ) : (
        <RadioGroup
          name="ground"
          scope={event}
          label="依据"
          defaultValue={typed('ground')}
          error={errors.ground}
          options={grounds.map((value) => ({ value, label: groundLabels[value] }))}
        />
      )}
      {isDated && (
        <Field
          name="effectiveOn"
          scope={event}
          label="请在这一天前补正"
          why={`至少 ${leastCureDays} 天。`}
          width="half"
          error={errors.effectiveOn}
        >
          {(control) => <DateInput {...control} defaultValue={typed('effectiveOn') || addDays(today, 15)} />}
        </Field>
      )}
      <Field name="reason" scope={event} label="事实和理由" why="对方会看到，并长期保存。" error={errors.reason}>
        {(control) => <TextArea {...control} rows={3} defaultValue={typed('reason')} maxLength={2000} />}
      </Field>
      <div className="grid sm:block">
        <SubmitButton intent={event} look={event === 'terminate' ? 'danger' : 'secondary'}>
          {event === 'end_by_agreement' ? '发给对方' : declarationLabels[event]}
        </SubmitButton>
      </div>
    </IntentForm>
  );
}

const effects: Readonly<Record<Exclude<ShownEvent, 'end_by_agreement'>, string>> = {
  suspend:
    '中止期间不能提交和验收里程碑，验收期限和试用期停止计算；已到期未付的仍要付，收入照常申报。由提出中止的一方恢复。',
  resume: '恢复后可以继续提交和验收里程碑；中止占用的验收天数和试用天数补回来。',
  demand: '写明违约事实和补正期限。期限届满仍不补正的，才能以违约解除合同；催告期间合同照常履行。',
  cure: '确认对方已补正，合同照常履行。',
  terminate:
    '解除后不能撤销：未成就的里程碑取消；到今天为止的收入还要申报，已到期未付的仍要付。付款方停止使用，返还或者销毁资料。以违约解除的，要先催告并等期限届满。办理前要确认是你本人。',
};
