import {
  nationalFields,
  partyNatureLabels,
  partyNatures,
  type RegistrationData,
} from '#app/domain/contract-registration.ts';
import type { KindWords } from '#app/domain/contract-kind.ts';
import { type RegistrationKind, registrationKindLabels } from '#app/domain/registration-kind.ts';
import { formatFen } from '#app/domain/money.ts';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { MoneyInput } from '../money-input.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';

const natures = partyNatures.map((value) => ({ value, label: partyNatureLabels[value] }));

/** The seller's part of the office's form; the rest comes from the contract. */
export function RegistrationForm({
  data,
  kinds,
  words,
  seen,
  reply,
}: {
  data: RegistrationData;
  /** The sorts of this contract's kind. */
  kinds: readonly RegistrationKind[];
  words: KindWords;
  /** Names what the page showed. */
  seen: string;
  reply: DeedReply | undefined;
}) {
  const { errors, typed, isOpen } = replyTo(reply, 'save');
  const value = (name: keyof RegistrationData) => (isOpen ? typed(name) : String(data[name]));
  return (
    <IntentForm intent="save" className="grid gap-5 rounded-lg border border-line bg-card px-4 py-4 sm:px-6">
      <input type="hidden" name="seen" value={seen} />
      <Field name="kind" label="合同类别" width="half" error={errors.kind}>
        {(control) => (
          <Select
            {...control}
            defaultValue={value('kind')}
            options={kinds.map((kind) => ({ value: kind, label: registrationKindLabels[kind] }))}
          />
        )}
      </Field>
      <Field name="field" label="技术领域" width="half" error={errors.field}>
        {(control) => (
          <Select
            {...control}
            defaultValue={value('field')}
            options={nationalFields.map((field) => ({ value: field, label: field }))}
          />
        )}
      </Field>
      <Field name="sellerNature" label={`卖方（${words.seller}）性质`} width="half" error={errors.sellerNature}>
        {(control) => <Select {...control} defaultValue={value('sellerNature')} options={natures} />}
      </Field>
      <Field name="buyerNature" label={`买方（${words.buyer}）性质`} width="half" error={errors.buyerNature}>
        {(control) => <Select {...control} defaultValue={value('buyerNature')} options={natures} />}
      </Field>
      <Field
        name="ipKind"
        label="知识产权类型"
        width="half"
        why="例如：发明专利、技术秘密、软件著作权"
        error={errors.ipKind}
      >
        {(control) => <TextInput {...control} maxLength={60} defaultValue={value('ipKind')} />}
      </Field>
      <Field name="industry" label="服务的国民经济行业" width="half" why="例如：C14 食品制造业" error={errors.industry}>
        {(control) => <TextInput {...control} maxLength={60} defaultValue={value('industry')} />}
      </Field>
      <Field name="source" label="计划项目来源" width="half" required={false} error={errors.source}>
        {(control) => <TextInput {...control} maxLength={120} defaultValue={value('source')} />}
      </Field>
      <Field name="contact" label="联系人和电话" width="half" error={errors.contact}>
        {(control) => <TextInput {...control} maxLength={80} defaultValue={value('contact')} />}
      </Field>
      <MoneyInput
        name="equipment"
        label="非技术性费用"
        unit="yuan"
        why="为买方购置的设备、仪器、零部件、原材料等；合理数量的技术载体不扣。没有填 0。"
        error={errors.equipment}
        defaultValue={isOpen ? typed('equipment') : formatFen(BigInt(data.equipmentFen))}
      />
      <Field
        name="equipmentNote"
        label="扣除的是什么"
        required={false}
        why="有非技术性费用时必填"
        error={errors.equipmentNote}
      >
        {(control) => <TextInput {...control} maxLength={300} defaultValue={value('equipmentNote')} />}
      </Field>
      <label className="flex min-h-11 items-center gap-3">
        <input type="checkbox" name="isRelated" className="tick" defaultChecked={data.isRelated} />
        双方有关联关系
      </label>
      <div className="grid sm:block">
        <SubmitButton intent="save">保存材料</SubmitButton>
      </div>
    </IntentForm>
  );
}
