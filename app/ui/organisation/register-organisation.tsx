import { Link } from '@remix-run/react';
import { organisationKindLabels } from '#app/domain/access.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import type { Option } from '../option.ts';
import { PageTitle } from '../page-title.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';
import { useTyped } from '../typed-value.ts';
import type { FormAnswer } from './account-shown.ts';

interface RegisterOrganisationProps {
  replayKey: string;
  regions: readonly Option[];
  reply?: FormAnswer | undefined;
}

/** Opens an organisation for somebody who belongs to none. */
export function RegisterOrganisation({ replayKey, regions, reply }: RegisterOrganisationProps) {
  const typed = useTyped(reply, 'register');
  const errors = reply?.errors ?? {};
  return (
    <>
      <PageTitle>注册机构</PageTitle>
      <p className="mb-6 max-w-prose text-ink-soft">
        单位已经注册过的，不用再注册：请管理员用你的手机号把你加为成员。
        <Link to="/help" className="ml-2 link-quiet">
          怎么开始
        </Link>
      </p>
      <ErrorSummary errors={errors} />
      <IntentForm intent="register" replayKey={replayKey} className="grid max-w-form gap-6">
        <Field name="kind" label="机构类型" error={errors.kind}>
          {(control) => (
            <Select
              {...control}
              blank="请选择"
              defaultValue={typed('kind')}
              options={Object.entries(organisationKindLabels)
                .filter(([value]) => value !== 'authority')
                .map(([value, label]) => ({ value, label }))}
            />
          )}
        </Field>
        <Field name="name" label="机构全称" why="与公章一致。" error={errors.name}>
          {(control) => <TextInput {...control} autoComplete="organization" defaultValue={typed('name')} />}
        </Field>
        <Field name="uscc" label="统一社会信用代码" why="18 位，营业执照或法人证书上有。" error={errors.uscc}>
          {(control) => <TextInput {...control} maxLength={24} defaultValue={typed('uscc')} />}
        </Field>
        <Field name="regionCode" label="所在地" error={errors.regionCode}>
          {(control) => <Select {...control} blank="请选择" options={regions} defaultValue={typed('regionCode')} />}
        </Field>
        <Field name="intro" label="简介" required={false} error={errors.intro}>
          {(control) => <TextArea {...control} rows={4} defaultValue={typed('intro')} />}
        </Field>
        <SubmitButton>注册</SubmitButton>
      </IntentForm>
    </>
  );
}
