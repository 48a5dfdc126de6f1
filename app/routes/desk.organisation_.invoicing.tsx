import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { holds } from '#app/domain/access.ts';
import { InvoiceProfileInput } from '#app/domain/invoice-input.ts';
import { profilePage } from '#app/services/invoices/queries.server.ts';
import { setProfile } from '#app/services/invoices/set-profile.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { replyTo } from '#app/ui/deed-reply.ts';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { KeyValue } from '#app/ui/key-value.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '开票信息 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => profilePage(ctx));
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    save: deed(InvoiceProfileInput, holds('owner', 'officer', 'finance'), async (ctx, input) => {
      await setProfile(ctx, input);
      return redirect('/desk/organisation/invoicing');
    }),
  });

const fields = [
  ['address', '注册地址', 120, false],
  ['phone', '电话', 30, false],
  ['bankName', '开户银行', 80, false],
  ['accountNo', '银行账号', 40, false],
  ['email', '收票邮箱', 120, true],
] as const;

export default function Invoicing() {
  const { profile, name, uscc } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': message, ...errors } = reply?.errors ?? {};
  const { typed, isOpen } = replyTo(reply, 'save');
  return (
    <div className="max-w-form">
      <Breadcrumbs items={[{ label: '机构与成员', to: '/desk/organisation' }, { label: '开票信息' }]} />
      <PageTitle meta="与你单位签约的收款方照这里开票">开票信息</PageTitle>
      <ErrorSummary errors={errors} message={message?.[0]} />
      <KeyValue
        items={[
          { label: '名称', value: name },
          { label: '税号', value: <span className="nums">{uscc}</span> },
        ]}
      />
      <IntentForm intent="save" className="mt-6 grid gap-5">
        {fields.map(([field, label, longest, required]) => (
          <Field key={field} name={field} label={label} required={required} error={errors[field]}>
            {(control) => (
              <TextInput
                {...control}
                maxLength={longest}
                defaultValue={isOpen ? typed(field) : (profile?.[field] ?? '')}
              />
            )}
          </Field>
        ))}
        <div className="grid sm:block">
          <SubmitButton intent="save">保存</SubmitButton>
        </div>
      </IntentForm>
    </div>
  );
}
