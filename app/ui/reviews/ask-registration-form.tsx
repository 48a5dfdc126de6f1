import type { RegistrationNeed } from '#app/domain/registration-needs.ts';
import { ButtonLink } from '../button.tsx';
import { CheckboxGroup } from '../checkbox-group.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { fieldId } from '../field-id.ts';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { RegistrationNeeds } from './registration-needs.tsx';

interface AskRegistrationFormProps {
  achievementId: string;
  /** The number that the unit stated, which no authority confirmed here. */
  regNo: string | null;
  needs: readonly RegistrationNeed[];
  missing: { readonly fields: number; readonly papers: number };
  reply:
    | { readonly values: Readonly<Record<string, unknown>>; readonly errors: Readonly<Record<string, string[]>> }
    | undefined;
}

/** What registration asks for, what of it is missing, and the deed once nothing of the form is. */
export function AskRegistrationForm({ achievementId, regNo, needs, missing, reply }: AskRegistrationFormProps) {
  const at = `/desk/achievements/${achievementId}`;
  const correction = `${at}/correction?for=registration`;
  const { '': whole, ...errors } = reply?.errors ?? {};
  // Of fields the list below says where each is written; the form itself has but the one box.
  const { bringsPapers, number, ...others } = errors;
  return (
    <section aria-label="登记要求" className="rounded-lg border border-line bg-card px-4 py-5 sm:px-6">
      <ErrorSummary
        hasText={false}
        errors={{ ...(number && { number }), ...(bringsPapers && { bringsPapers }) }}
        message={whole?.[0] ?? Object.values(others)[0]?.[0]}
      />
      <SectionHead look="plain">登记要求</SectionHead>
      <RegistrationNeeds
        needs={needs}
        renderWay={(need) =>
          need.kind === 'field' ? (
            <a
              className="link inline-flex min-h-11 items-center sm:min-h-6"
              href={`${correction}#${fieldId(need.key)}`}
            >
              去填<span className="sr-only">：{need.says}</span>
            </a>
          ) : (
            <a className="link inline-flex min-h-11 items-center sm:min-h-6" href={`${at}/attachments`}>
              {need.isWaiting ? '看材料' : '去上传'}
              <span className="sr-only">：{need.says}</span>
            </a>
          )
        }
      />
      {missing.fields > 0 ? (
        <div className="mt-5 border-t border-line pt-4">
          <p className="mb-3 text-sm">
            缺的 {missing.fields} 项内容用更正补上，通过单位审核后再来申请。公开页面在这期间不变。
          </p>
          <ButtonLink look="primary" to={correction}>
            去更正
          </ButtonLink>
        </div>
      ) : (
        <IntentForm intent="ask-registration" className="mt-5 grid gap-3 border-t border-line pt-4">
          {regNo !== null && (
            <RadioGroup
              name="number"
              label={`已填的批准登记号 ${regNo}`}
              why="这个号是本单位填的，平台没有核验。一项成果只登记一次。"
              error={number}
              defaultValue={
                reply?.values.number === 'keep' || reply?.values.number === 'new' ? reply.values.number : ''
              }
              options={[
                { value: 'keep', label: '登记部门已经给过这个号，请核实后确认，不另编号。' },
                { value: 'new', label: '这个号填错了或者没有登记过，请另编号。' },
              ]}
            />
          )}
          {missing.papers > 0 && (
            <CheckboxGroup
              name="bringsPapers"
              label="还缺的材料"
              why="先上传并通过保密审查，审核的人在这里就能看；也可以另行报送，但审核的人要等收到才能通过。"
              error={bringsPapers}
              defaultValue={reply?.values.bringsPapers === 'on' ? ['on'] : []}
              options={[{ value: 'on', label: '缺的材料由本单位另行报送登记部门。' }]}
            />
          )}
          <div className="grid sm:block">
            <SubmitButton intent="ask-registration">确认申请登记</SubmitButton>
          </div>
        </IntentForm>
      )}
    </section>
  );
}
