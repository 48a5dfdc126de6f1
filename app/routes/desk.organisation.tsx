import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { holds, memberRoleLabels, organisationKindLabels } from '#app/domain/access.ts';
import { labelOf } from '#app/domain/machine.ts';
import { organisationMachine } from '#app/domain/organisation.ts';
import { mayApproveAccount, mayKeepAccounts } from '#app/domain/payee-account.ts';
import {
  AddMemberInput,
  EndMembershipInput,
  RegisterOrganisationInput,
  SetRolesInput,
} from '#app/domain/organisation-input.ts';
import { addMember } from '#app/services/organisations/add-member.server.ts';
import { endMembership } from '#app/services/organisations/end-membership.server.ts';
import { findOwnOrganisation } from '#app/services/organisations/queries.server.ts';
import { registerOrganisation } from '#app/services/organisations/register-organisation.server.ts';
import { setRoles } from '#app/services/organisations/set-roles.server.ts';
import { findTrust } from '#app/services/organisations/trust.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { OrganisationMembers } from '#app/ui/organisation/organisation-members.tsx';
import { OrganisationVerification } from '#app/ui/organisation/organisation-verification.tsx';
import { PayeeSummary } from '#app/ui/organisation/payee-summary.tsx';
import { RegisterOrganisation } from '#app/ui/organisation/register-organisation.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Sample } from '#app/ui/sample.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { TrustMark } from '#app/ui/trust-mark.tsx';
import { typedValue } from '#app/ui/typed-value.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { safePath } from '#app/web/cookies.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '机构与成员 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const [own, lists] = await Promise.all([findOwnOrganisation(ctx), codeLists(ctx)]);
    return {
      own,
      trust: own === null ? null : await findTrust(ctx, own.organisation.id),
      key: crypto.randomUUID(),
      next: safePath(new URL(args.request.url).searchParams.get('next'), ''),
      saved: new URL(args.request.url).searchParams.get('saved'),
      regions: (lists.region?.terms ?? []).map((term) => ({ value: term.code, label: term.label })),
      roles: ctx.actor.org?.roles ?? [],
      userId: ctx.actor.userId,
      mayOpen: mayApproveAccount(ctx.actor),
      mayKeep: mayKeepAccounts(ctx.actor),
    };
  });
}

const back = async (work: Promise<unknown>) => {
  await work;
  return redirect('/desk/organisation');
};

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    register: deed(RegisterOrganisationInput, async (ctx, input) => {
      await registerOrganisation(ctx, input);
      const next = safePath(new URL(args.request.url).searchParams.get('next'), '');
      return redirect(`/desk/organisation${next === '' ? '' : `?next=${encodeURIComponent(next)}`}`);
    }),
    'add-member': deed(AddMemberInput, holds('owner'), (ctx, input) => back(addMember(ctx, input))),
    'set-roles': deed(SetRolesInput, holds('owner'), async (ctx, input) => {
      await setRoles(ctx, input);
      return redirect(`/desk/organisation?saved=${input.membershipId}`);
    }),
    'end-membership': deed(EndMembershipInput, holds('owner'), (ctx, { membershipId }) =>
      back(endMembership(ctx, membershipId)),
    ),
  });

export default function OrganisationPage() {
  const { own, roles, userId, key, next, saved, regions, trust, mayOpen, mayKeep } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  if (own === null) return <RegisterOrganisation replayKey={key} regions={regions} reply={reply} />;
  const { organisation } = own;
  const changed = own.members.find(({ id }) => id === saved);
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
      {next !== '' && (
        <div className="mb-6">
          <Notice
            kind="success"
            title={organisation.state === 'verified' ? '单位已通过认证，可以接着办' : '单位登记好了，还差认证'}
            actions={<ButtonLink to={next}>回到刚才的页面</ButtonLink>}
          >
            {organisation.state !== 'verified' && '在下面传上证照，平台审核通过后，就能接着办刚才的事。'}
          </Notice>
        </div>
      )}
      {organisation.state === 'verified' && (
        <p className="mb-4 text-sm text-ink-soft">
          别人在你单位名称旁边看到：
          <TrustMark trust={trust} />
        </p>
      )}
      {changed && !reply && (
        <div className="mb-6">
          <Notice kind="success" title={`已保存：${changed.name}现在的角色`}>
            {changed.roles.map((role) => memberRoleLabels[role]).join('、')}
          </Notice>
        </div>
      )}
      <ErrorSummary errors={reply?.errors} scope={typedValue(reply, 'set-roles', 'membershipId')} />
      {roles.includes('owner') && (
        <p className="mb-6">
          <Link to="/desk/organisation/settings" className="link-quiet inline-flex min-h-11 items-center">
            机构设置：公示天数、分配办法、改名
          </Link>
          <Link to="/desk/organisation/invoicing" className="link-quiet ml-6 inline-flex min-h-11 items-center">
            开票信息
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
        {(organisation.state !== 'verified' || trust?.standing !== 'fresh') && (
          <OrganisationVerification
            state={organisation.state}
            reviewNote={organisation.reviewNote}
            papers={own.papers.length}
          />
        )}
        <OrganisationMembers
          members={own.members}
          isSample={organisation.isSample}
          userId={userId}
          isOwner={roles.includes('owner')}
          reply={reply}
        />
        <PayeeSummary payee={own.payee} card={own.card} mayOpen={mayOpen} mayKeep={mayKeep} />
      </div>
    </>
  );
}
