import { Form } from '@remix-run/react';
import { type MemberRole, memberRoleLabels, memberRoles } from '#app/domain/access.ts';
import { Button } from '../button.tsx';
import { CheckboxGroup } from '../checkbox-group.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Sample } from '../sample.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextInput } from '../text-input.tsx';
import { useTyped } from '../typed-value.ts';
import type { FormAnswer } from './account-shown.ts';

interface OrganisationMembersProps {
  members: readonly { id: string; userId: string; name: string; roles: readonly MemberRole[] }[];
  isSample: boolean;
  userId: string;
  isOwner: boolean;
  reply?: FormAnswer | undefined;
}

/** Who belongs to the organisation with which roles; the owner takes people in and out. */
export function OrganisationMembers({ members, isSample, userId, isOwner, reply }: OrganisationMembersProps) {
  const typed = useTyped(reply, 'add-member');
  const errors = reply?.intent === 'add-member' ? reply.errors : {};
  return (
    <section>
      <SectionHead look="plain" note={`${members.length} 人`}>
        成员
      </SectionHead>
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
            {(control) => <TextInput {...control} type="tel" defaultValue={typed('phone')} />}
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
