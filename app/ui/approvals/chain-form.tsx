import { memberRoleLabels } from '#app/domain/access.ts';
import { approvalStepBounds, chainScopeLabels, chainScopes, deciderRoles } from '#app/domain/approval.ts';
import { Field } from '../field.tsx';
import { FieldError } from '../field-words.tsx';
import { FormActions } from '../form-actions.tsx';
import { IntentForm } from '../intent-form.tsx';
import { MoneyInput } from '../money-input.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import { typedValue } from '../typed-value.ts';
import { ChainEffectNotice, type ShownEffect } from './chain-effect.tsx';

interface ChainFormProps {
  /** What came back with faults, to be typed on. */
  reply:
    | {
        readonly intent: string;
        readonly errors: Readonly<Record<string, string[]>>;
        readonly values: Readonly<Record<string, unknown>>;
      }
    | undefined;
  /** What it would mean for the contracts in hand: it is saved once that was read. */
  readonly effect?: ShownEffect | undefined;
}

const usual = ['部门负责人', '法务', '分管领导', '校（院）长办公会'];
const usualBy = ['approver', 'legal', 'owner', 'paper'];
const doers = [
  ...deciderRoles.map((role) => ({ value: role, label: memberRoleLabels[role] })),
  { value: 'paper', label: '线下（会议或纸质审批表）' },
];

const scopes = chainScopes.map((value) => ({ value, label: chainScopeLabels[value] }));

/** A chain: for which contracts, from which sum it applies, and up to eight steps; rows left empty are none. */
export function ChainForm({ reply, effect }: ChainFormProps) {
  const { errors = {} } = reply ?? {};
  const typed = (name: string, otherwise: string) => (reply ? typedValue(reply, 'set', name) : otherwise);
  return (
    <IntentForm className="grid gap-6">
      <Field
        name="contractKind"
        label="哪类合同"
        why="写了某一类合同的流程，这一类先按它；没有达到它的金额的，按全部合同的。"
        error={errors.contractKind}
      >
        {(control) => <Select {...control} options={scopes} defaultValue={typed('contractKind', 'all')} />}
      </Field>
      <MoneyInput
        name="from"
        label="合同金额从多少起"
        why="含本数；有封顶的按封顶金额算；没有提成的按里程碑款合计；提成不封顶的金额不定，走同类里最高的流程。填 0 是不论金额。"
        capitals={false}
        defaultValue={typed('from', '0')}
        error={errors.from}
      />
      <fieldset className="min-w-0">
        <legend className="font-bold">环节</legend>
        <p className="text-sm text-ink-soft">按先后写；同一个人不能审批两个环节，也不能审批自己发起的。空行不算。</p>
        {errors.steps && <FieldError id="steps-error">{errors.steps[0]}</FieldError>}
        <ol className="mt-2 grid gap-3">
          {Array.from({ length: approvalStepBounds.most }, (_, at) => {
            const name = `steps[${at}].name`;
            const by = `steps[${at}].by`;
            return (
              // oxlint-disable-next-line react/no-array-index-key -- a row has no name but its place
              <li key={at} className="grid gap-2 sm:grid-cols-2">
                <Field name={name} label={`第 ${at + 1} 个环节`} required={false} error={errors[name]}>
                  {(control) => <TextInput {...control} maxLength={30} defaultValue={typed(name, usual[at] ?? '')} />}
                </Field>
                <Field name={by} label="谁来定" required={false} error={errors[by]}>
                  {(control) => (
                    <Select {...control} options={doers} defaultValue={typed(by, usualBy[at] ?? 'approver')} />
                  )}
                </Field>
              </li>
            );
          })}
        </ol>
      </fieldset>
      {effect && <ChainEffectNotice effect={effect} />}
      <FormActions
        note={effect ? '改了上面的内容，请再看一次影响。' : '下一步先看哪些没有签署的合同要走这个流程，再决定启用。'}
      >
        {effect && (
          <SubmitButton intent="set" name="intent" value="set">
            启用这个流程
          </SubmitButton>
        )}
        <SubmitButton look={effect ? 'secondary' : 'primary'} intent="preview" name="intent" value="preview">
          {effect ? '再看一次影响' : '下一步：看影响'}
        </SubmitButton>
      </FormActions>
    </IntentForm>
  );
}
