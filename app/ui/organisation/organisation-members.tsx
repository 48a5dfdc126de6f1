import { Form } from '@remix-run/react';
import { type MemberRole, memberRoleLabels, memberRoles } from '#app/domain/access.ts';
import { Button } from '../button.tsx';
import { CheckboxGroup } from '../checkbox-group.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { ProofFirst } from '../proof-first.tsx';
import { Sample } from '../sample.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import { typedValue, useTyped } from '../typed-value.ts';
import type { FormAnswer } from './account-shown.ts';

interface Member {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly roles: readonly MemberRole[];
}

interface OrganisationMembersProps {
  members: readonly Member[];
  isSample: boolean;
  userId: string;
  isOwner: boolean;
  reply?: FormAnswer | undefined;
}

/** Who belongs to the organisation with which roles; the owner takes people in and out. */
export function OrganisationMembers({ members, isSample, userId, isOwner, reply }: OrganisationMembersProps) {
  const changed = typedValue(reply, 'set-roles', 'membershipId');
  return (
    <section aria-labelledby="members">
      <SectionHead look="plain" id="members" note={`${members.length} 人`}>
        成员
      </SectionHead>
      {isOwner && (
        <div className="mb-4 empty:hidden">
          <ProofFirst />
        </div>
      )}
      <ul className="rounded-lg border border-line bg-card">
        {members.map((member) => (
          <li
            key={member.id}
            className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-4 py-2 last:border-b-0"
          >
            <span>
              <b>{member.name}</b> {isSample && <Sample />}
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
            {isOwner && <RolesForm member={member} reply={changed === member.id ? reply : undefined} />}
          </li>
        ))}
      </ul>
      {isOwner && <NewMemberForm reply={reply?.intent === 'add-member' ? reply : undefined} />}
    </section>
  );
}

const roleOptions = memberRoles.map((role) => ({ value: role, label: memberRoleLabels[role] }));

/** A colleague of the list has other roles from now on: nobody has to know his number. */
function RolesForm({ member, reply }: { member: Member; reply?: FormAnswer | undefined }) {
  return (
    <details open={reply !== undefined} className="basis-full text-sm">
      <summary className="link-quiet inline-flex min-h-11 items-center sm:min-h-6">
        改角色<span className="sr-only">：{member.name}</span>
      </summary>
      <IntentForm intent="set-roles" className="mt-2 mb-3 grid max-w-form gap-4">
        <input type="hidden" name="membershipId" value={member.id} />
        <CheckboxGroup
          name="roles"
          scope={member.id}
          label={`${member.name}的角色`}
          error={reply?.errors.roles}
          options={roleOptions}
          defaultValue={reply ? [reply.values.roles ?? []].flat().map(String) : member.roles}
        />
        <div className="grid sm:block">
          <SubmitButton intent="set-roles" look="secondary">
            保存{member.name}的角色
          </SubmitButton>
        </div>
      </IntentForm>
    </details>
  );
}

function NewMemberForm({ reply }: { reply: FormAnswer | undefined }) {
  const typed = useTyped(reply, 'add-member');
  const errors = reply?.errors ?? {};
  return (
    <IntentForm intent="add-member" className="mt-6 grid max-w-form gap-6">
      <Field
        name="phone"
        label="新同事的手机号"
        why="对方先用这个手机号登录一次。已是成员的，在上面的名单里改角色。"
        error={errors.phone}
      >
        {(control) => <TextInput {...control} type="tel" defaultValue={typed('phone')} />}
      </Field>
      <CheckboxGroup
        name="roles"
        label="角色"
        error={errors.roles}
        options={roleOptions}
        defaultValue={reply ? [reply.values.roles ?? []].flat().map(String) : []}
      />
      <SubmitButton intent="add-member" look="secondary">
        加为成员
      </SubmitButton>
    </IntentForm>
  );
}
