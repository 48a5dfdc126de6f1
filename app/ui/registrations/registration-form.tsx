import {
  nationalFields,
  partyNatureLabels,
  partyNatures,
  registrationObjectives,
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
  const value = (name: keyof RegistrationData) => (isOpen ? typed(name) : String(data[name] ?? ''));
  const money = (name: 'service' | 'investment' | 'output') => {
    const fen = data[`${name}Fen`];
    return isOpen ? typed(name) : fen ? formatFen(BigInt(fen)) : '';
  };
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
      <RegistrationMore data={data} errors={errors} value={value} money={money} />
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

interface MoreProps {
  data: RegistrationData;
  errors: Readonly<Record<string, string[]>>;
  value: (name: keyof RegistrationData) => string;
  money: (name: 'service' | 'investment' | 'output') => string;
}

/** Where the parties are, what it serves, what belongs to it: the statistical part of the office's form. */
function RegistrationMore({ data, errors, value, money }: MoreProps) {
  const line = (name: keyof RegistrationData, label: string, why?: string) => (
    <Field name={name} label={label} width="half" why={why} error={errors[name]}>
      {(control) => <TextInput {...control} maxLength={30} defaultValue={value(name)} />}
    </Field>
  );
  return (
    <>
      {line('sellerRegion', '卖方行政区划代码', '六位，例如兰州市 620100；境外的填 000000')}
      {line('buyerRegion', '买方行政区划代码', '六位，例如兰州市 620100；境外的填 000000')}
      {line('sellerCountry', '卖方国别')}
      {line('buyerCountry', '买方国别')}
      <Field name="objective" label="社会经济目标" width="half" error={errors.objective}>
        {(control) => (
          <Select
            {...control}
            defaultValue={value('objective')}
            options={registrationObjectives.map((each) => ({ value: each, label: each }))}
          />
        )}
      </Field>
      <MoneyInput
        name="service"
        label="其中技术咨询、技术服务费"
        unit="yuan"
        required={false}
        why="与转让、许可直接相关，价款写在同一份合同里的部分；没有就留空。"
        error={errors.service}
        defaultValue={money('service')}
      />
      {data.kind.endsWith('transfer') && (
        <>
          <MoneyInput
            name="investment"
            label="预计新增投资"
            unit="yuan"
            required={false}
            why="买方实施这项技术预计新增的投资；没有估计就留空。"
            error={errors.investment}
            defaultValue={money('investment')}
          />
          <MoneyInput
            name="output"
            label="预计年新增产值"
            unit="yuan"
            required={false}
            error={errors.output}
            defaultValue={money('output')}
          />
        </>
      )}
      <Field name="broker" label="技术经纪人或者机构" width="half" required={false} error={errors.broker}>
        {(control) => <TextInput {...control} maxLength={60} defaultValue={value('broker')} />}
      </Field>
    </>
  );
}
