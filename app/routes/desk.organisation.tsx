import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import { holds, memberRoleLabels, memberRoles, organisationKindLabels } from '#app/domain/access.ts';
import { labelOf } from '#app/domain/machine.ts';
import { organisationMachine } from '#app/domain/organisation.ts';
import {
  AddMemberInput,
  EndMembershipInput,
  PayeeInput,
  RegisterOrganisationInput,
} from '#app/domain/organisation-input.ts';
import { addMember } from '#app/services/organisations/add-member.server.ts';
import { endMembership } from '#app/services/organisations/end-membership.server.ts';
import { findOwnOrganisation } from '#app/services/organisations/queries.server.ts';
import { registerOrganisation } from '#app/services/organisations/register-organisation.server.ts';
import { setPayeeAccount } from '#app/services/organisations/set-payee-account.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { Button } from '#app/ui/button.tsx';
import { CheckboxGroup } from '#app/ui/checkbox-group.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { FileInput } from '#app/ui/file-input.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { KeyValue } from '#app/ui/key-value.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Sample } from '#app/ui/sample.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { Select } from '#app/ui/select.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '机构与成员 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const [own, lists] = await Promise.all([findOwnOrganisation(ctx), codeLists(ctx)]);
    return {
      own,
      key: crypto.randomUUID(),
      regions: (lists.region?.terms ?? []).map((term) => ({ value: term.code, label: term.label })),
      roles: ctx.actor.org?.roles ?? [],
      userId: ctx.actor.userId,
    };
  });
}

const back = async (work: Promise<unknown>) => {
  await work;
  return redirect('/desk/organisation');
};

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    register: deed(RegisterOrganisationInput, (ctx, input) => back(registerOrganisation(ctx, input))),
    'add-member': deed(AddMemberInput, holds('owner'), (ctx, input) => back(addMember(ctx, input))),
    'end-membership': deed(EndMembershipInput, holds('owner'), (ctx, { membershipId }) =>
      back(endMembership(ctx, membershipId)),
    ),
    'payee-account': deed(PayeeInput, holds('finance'), (ctx, input) => back(setPayeeAccount(ctx, input))),
  });

type Data = ReturnType<typeof useLoaderData<typeof loader>>;
type Own = NonNullable<Data['own']>;

export default function OrganisationPage() {
  const { own, roles } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  if (own === null) return <Register reply={reply} />;
  const { organisation } = own;
  return (
    <>
      <PageTitle
        marks={
          <StateMark boxed tone={organisation.state === 'verified' ? 'good' : 'attention'}>
            {labelOf(organisationMachine, organisation.state)}
          </StateMark>
        }
        meta={`${organisationKindLabels[organisation.kind]} · ${organisation.uscc}`}
      >
        {organisation.name} {organisation.isSample && <Sample />}
      </PageTitle>
      <ErrorSummary errors={reply?.errors} />
      {roles.includes('owner') && (
        <p className="mb-6">
          <Link to="/desk/organisation/settings" className="link-quiet inline-flex min-h-11 items-center">
            机构设置：公示天数、分配办法、改名
          </Link>
          <Link to="/desk/organisation/letters" className="link-quiet ml-6 inline-flex min-h-11 items-center">
            授权委托书
          </Link>
          <Link to="/desk/organisation/approvals" className="link-quiet ml-6 inline-flex min-h-11 items-center">
            合同审批流程
          </Link>
        </p>
      )}
      <div className="grid gap-12">
        {organisation.state !== 'verified' && <Verification own={own} />}
        <Members own={own} isOwner={roles.includes('owner')} reply={reply} />
        <Payee own={own} isFinance={roles.includes('finance')} reply={reply} />
      </div>
    </>
  );
}

const typed = (reply: FormReply | undefined, intent: string, name: string): string => {
  const value = reply?.intent === intent ? reply.values[name] : undefined;
  return typeof value === 'string' ? value : '';
};

interface Part {
  own: Own;
  reply?: FormReply | undefined;
}

function Verification({ own }: Part) {
  const { state, reviewNote } = own.organisation;
  return (
    <section>
      <SectionHead look="plain">机构认证</SectionHead>
      {reviewNote && (
        <div className="mb-4">
          <Notice kind="attention" title="需要补正">
            {reviewNote}
          </Notice>
        </div>
      )}
      {state === 'submitted' ? (
        <Notice title="审核中">已收到 {own.papers.length} 份证照，一般 2 个工作日内有结果，会发通知。</Notice>
      ) : (
        <Form
          method="post"
          action="/desk/organisation/papers"
          encType="multipart/form-data"
          className="grid max-w-form gap-6"
        >
          <input type="hidden" name="intent" value="submit" />
          <FileInput
            name="file"
            label="营业执照或法人证书"
            why="须与信用代码一致。"
            limits="PDF 或清晰的照片，不超过 10 MB"
            accept=".pdf,image/png,image/jpeg,image/webp"
          />
          <SubmitButton>提交认证</SubmitButton>
        </Form>
      )}
    </section>
  );
}

function Members({ own, isOwner, reply }: Part & { isOwner: boolean }) {
  const { userId } = useLoaderData<typeof loader>();
  const errors = reply?.intent === 'add-member' ? reply.errors : {};
  return (
    <section>
      <SectionHead look="plain" note={`${own.members.length} 人`}>
        成员
      </SectionHead>
      <ul className="rounded-lg border border-line bg-card">
        {own.members.map((member) => (
          <li
            key={member.id}
            className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-4 py-2 last:border-b-0"
          >
            <span>
              <b>{member.name}</b> {own.organisation.isSample && <Sample />}
              <span className="ml-3 text-sm text-ink-soft">
                {member.roles.map((role) => memberRoleLabels[role]).join('、')}
              </span>
            </span>
            {isOwner && member.userId !== userId && (
              <Form method="post">
                <input type="hidden" name="intent" value="end-membership" />
                <input type="hidden" name="membershipId" value={member.id} />
                <Button type="submit" look="quiet" aria-label={`移出 ${member.name}`}>
                  移出
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {isOwner && (
        <IntentForm intent="add-member" className="mt-6 grid max-w-form gap-6">
          <Field
            name="phone"
            label="同事的手机号"
            why="对方先用这个手机号登录一次。已是成员的，改为下面选的角色。"
            error={errors.phone}
          >
            {(control) => <TextInput {...control} type="tel" defaultValue={typed(reply, 'add-member', 'phone')} />}
          </Field>
          <CheckboxGroup
            name="roles"
            label="角色"
            error={errors.roles}
            options={memberRoles.map((role) => ({ value: role, label: memberRoleLabels[role] }))}
          />
          <SubmitButton intent="add-member" look="secondary">
            保存成员
          </SubmitButton>
        </IntentForm>
      )}
    </section>
  );
}

function Payee({ own, isFinance, reply }: Part & { isFinance: boolean }) {
  const { payee } = own;
  const errors = reply?.intent === 'payee-account' ? reply.errors : {};
  const value = (name: 'accountName' | 'bankName' | 'accountNo') =>
    typed(reply, 'payee-account', name) || payee?.[name] || '';
  return (
    <section>
      <SectionHead look="plain" note="付款方付款时看到的账户">
        收款账户
      </SectionHead>
      {isFinance ? (
        <IntentForm intent="payee-account" className="grid max-w-form gap-6">
          <Field name="accountName" label="户名" error={errors.accountName}>
            {(control) => <TextInput {...control} defaultValue={value('accountName')} />}
          </Field>
          <Field name="bankName" label="开户行" error={errors.bankName}>
            {(control) => <TextInput {...control} defaultValue={value('bankName')} />}
          </Field>
          <Field name="accountNo" label="账号" why="只能是单位账户。保存前要确认是你本人。" error={errors.accountNo}>
            {(control) => <TextInput {...control} inputMode="numeric" defaultValue={value('accountNo')} />}
          </Field>
          <SubmitButton intent="payee-account" look="secondary">
            保存收款账户
          </SubmitButton>
        </IntentForm>
      ) : payee ? (
        <KeyValue
          items={[
            { label: '户名', value: payee.accountName },
            { label: '开户行', value: payee.bankName },
            { label: '账号', value: `尾号 ${payee.accountNo.slice(-4)}` },
          ]}
        />
      ) : (
        <p className="text-sm text-ink-soft">还没有填写，请财务同事填写后付款方才能转账。</p>
      )}
    </section>
  );
}

function Register({ reply }: { reply: FormReply | undefined }) {
  const { key, regions } = useLoaderData<typeof loader>();
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
      <IntentForm intent="register" replayKey={key} className="grid max-w-form gap-6">
        <Field name="kind" label="机构类型" error={errors.kind}>
          {(control) => (
            <Select
              {...control}
              blank="请选择"
              defaultValue={typed(reply, 'register', 'kind')}
              options={Object.entries(organisationKindLabels)
                .filter(([value]) => value !== 'authority')
                .map(([value, label]) => ({ value, label }))}
            />
          )}
        </Field>
        <Field name="name" label="机构全称" why="与公章一致。" error={errors.name}>
          {(control) => (
            <TextInput {...control} autoComplete="organization" defaultValue={typed(reply, 'register', 'name')} />
          )}
        </Field>
        <Field name="uscc" label="统一社会信用代码" why="18 位，营业执照或法人证书上有。" error={errors.uscc}>
          {(control) => <TextInput {...control} maxLength={24} defaultValue={typed(reply, 'register', 'uscc')} />}
        </Field>
        <Field name="regionCode" label="所在地" error={errors.regionCode}>
          {(control) => (
            <Select
              {...control}
              blank="请选择"
              options={regions}
              defaultValue={typed(reply, 'register', 'regionCode')}
            />
          )}
        </Field>
        <Field name="intro" label="简介" required={false} error={errors.intro}>
          {(control) => <TextArea {...control} rows={4} defaultValue={typed(reply, 'register', 'intro')} />}
        </Field>
        <SubmitButton>注册</SubmitButton>
      </IntentForm>
    </>
  );
}
