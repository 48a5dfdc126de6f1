import { CheckboxGroup } from '../checkbox-group.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import type { Option } from '../option.ts';
import { RadioGroup } from '../radio-group.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import type { FormState } from './certificate-form.tsx';

interface ProfileFormProps {
  profile: {
    readonly fields: readonly string[];
    readonly chains: readonly string[];
    readonly regions: readonly string[];
    readonly intro: string;
    readonly isFullTime: boolean;
    readonly isPublic: boolean;
    readonly conflictNote: string;
  };
  options: {
    readonly fields: readonly Option[];
    readonly chains: readonly Option[];
    readonly regions: readonly Option[];
  };
  reply: FormState | undefined;
}

/** What a broker says of himself, and whether everybody may read it. */
export function ProfileForm({ profile, options, reply }: ProfileFormProps) {
  const { '': whole, ...errors } = reply?.errors ?? {};
  return (
    <IntentForm intent="profile" className="grid max-w-form gap-5">
      <ErrorSummary errors={errors} message={whole?.[0]} scope="profile" />
      <Field name="intro" label="一句话介绍" required={false} scope="profile" error={errors.intro}>
        {(control) => <TextArea {...control} rows={2} maxLength={300} defaultValue={profile.intro} />}
      </Field>
      <CheckboxGroup
        name="fields"
        label="熟悉的领域"
        required={false}
        inline
        scope="profile"
        error={errors.fields}
        options={options.fields}
        defaultValue={profile.fields}
      />
      <details>
        <summary className="min-h-11 py-2.5 font-bold">产业链（已选 {profile.chains.length} 条）</summary>
        <CheckboxGroup
          name="chains"
          label="熟悉的产业链"
          required={false}
          inline
          scope="profile"
          error={errors.chains}
          options={options.chains}
          defaultValue={profile.chains}
        />
      </details>
      <CheckboxGroup
        name="regions"
        label="服务地区"
        required={false}
        inline
        scope="profile"
        error={errors.regions}
        options={options.regions}
        defaultValue={profile.regions}
      />
      <RadioGroup
        name="isFullTime"
        label="专职还是兼职"
        inline
        scope="profile"
        options={[
          { value: 'yes', label: '专职' },
          { value: 'no', label: '兼职' },
        ]}
        defaultValue={profile.isFullTime ? 'yes' : 'no'}
      />
      <Field
        name="conflictNote"
        label="长期的利益关系"
        required={false}
        why="持股、任职、亲属的单位。接受每一项委托时还会再问一次。"
        scope="profile"
        error={errors.conflictNote}
      >
        {(control) => <TextArea {...control} rows={2} maxLength={300} defaultValue={profile.conflictNote} />}
      </Field>
      <CheckboxGroup
        name="isPublic"
        label="公开"
        required={false}
        scope="profile"
        options={[
          {
            value: 'yes',
            label: '同意公开我的姓名、单位、证书、领域、服务地区和介绍',
            hint: '随时可以取消；取消后名录里看不到，已有的委托不受影响。手机号和邮箱从不公开。',
          },
        ]}
        defaultValue={profile.isPublic ? ['yes'] : []}
      />
      <div>
        <SubmitButton intent="profile">保存</SubmitButton>
      </div>
    </IntentForm>
  );
}
