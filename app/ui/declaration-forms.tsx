import { declarationLabels, groundLabels, groundsFor } from '#app/domain/contract-declaration.ts';
import type { ContractDeed, ContractSide } from '#app/domain/contract-deeds.ts';
import { type Fen, formatYuan } from '#app/domain/money.ts';
import { Field } from './field.tsx';
import { IntentForm } from './intent-form.tsx';
import { RadioGroup } from './radio-group.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';

interface Reply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

interface DeclarationFormsProps {
  deeds: readonly ContractDeed[];
  side: ContractSide | null;
  versionN: number;
  isInTrial: boolean;
  figures: { readonly openFen: Fen; readonly aheadFen: Fen };
  reply: Reply | undefined;
}

const events = ['resume', 'suspend', 'terminate'] as const;

/** Suspend, resume, terminate: behind folds, each with what it does in numbers before it is done. */
export function DeclarationForms({ deeds, side, reply, ...rest }: DeclarationFormsProps) {
  if (side === null) return null;
  return events
    .filter((event) => deeds.includes(event))
    .map((event) => {
      const mine = reply?.intent === event ? reply : undefined;
      return (
        <details key={event} open={mine !== undefined || event === 'resume'} className="text-sm">
          <summary className="min-h-11 py-2.5 sm:min-h-0 sm:py-1">{declarationLabels[event]}</summary>
          <DeclarationForm event={event} side={side} reply={mine} {...rest} />
        </details>
      );
    });
}

interface DeclarationFormProps extends Omit<DeclarationFormsProps, 'deeds' | 'side'> {
  event: (typeof events)[number];
  side: ContractSide;
}

function DeclarationForm({ event, versionN, figures, reply }: DeclarationFormProps) {
  const typed = (name: string) => (typeof reply?.values[name] === 'string' ? reply.values[name] : '');
  const [only, ...others] = groundsFor(event);
  const grounds = only === undefined ? [] : [only, ...others];
  return (
    <IntentForm intent={event} className="mt-2 grid max-w-form gap-4">
      <input type="hidden" name="versionN" value={versionN} />
      <p className="text-ink-soft">{effectOf(event, figures)}</p>
      {others.length === 0 ? (
        <input type="hidden" name="ground" value={only} />
      ) : (
        <RadioGroup
          name="ground"
          scope={event}
          label="依据"
          defaultValue={typed('ground')}
          error={reply?.errors.ground}
          options={grounds.map((value) => ({ value, label: groundLabels[value] }))}
        />
      )}
      <Field name="reason" scope={event} label="事实和理由" why="对方会看到，并长期保存。" error={reply?.errors.reason}>
        {(control) => <TextArea {...control} rows={3} defaultValue={typed('reason')} maxLength={2000} />}
      </Field>
      <div className="grid sm:block">
        <SubmitButton intent={event} look={event === 'terminate' ? 'danger' : 'secondary'}>
          {declarationLabels[event]}
        </SubmitButton>
      </div>
    </IntentForm>
  );
}

function effectOf(event: (typeof events)[number], { openFen, aheadFen }: DeclarationFormsProps['figures']): string {
  switch (event) {
    case 'suspend':
      return `中止期间不能提交和验收里程碑，验收期限停止计算；已到期未付的 ${formatYuan(openFen)} 仍要付，收入照常申报。由提出中止的一方恢复。`;
    case 'resume':
      return '恢复后可以继续提交和验收里程碑；中止占用的验收天数补回来。';
    case 'terminate':
      return `解除后不能撤销：未成就的里程碑 ${formatYuan(aheadFen)} 取消，不再产生提成；已到期未付的 ${formatYuan(openFen)} 仍要付。被许可方停止使用，返还或者销毁资料。办理前要确认是你本人。`;
  }
}
