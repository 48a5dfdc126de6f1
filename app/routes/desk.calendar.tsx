import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { mayDecideCalendar, mayProposeCalendar } from '#app/domain/calendar-change.ts';
import {
  AdoptCalendarInput,
  CalendarChangeInput,
  DropCalendarInput,
  SetCalendarInput,
} from '#app/domain/calendar-input.ts';
import { approveCalendarChange } from '#app/services/platform/approve-calendar-change.server.ts';
import { calendarPage } from '#app/services/platform/calendar-page.server.ts';
import { proposeCalendarChange } from '#app/services/platform/propose-calendar-change.server.ts';
import { refuseCalendarChange } from '#app/services/platform/refuse-calendar-change.server.ts';
import { withdrawCalendarChange } from '#app/services/platform/withdraw-calendar-change.server.ts';
import { replyTo } from '#app/ui/deed-reply.ts';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { CalendarChanges } from '#app/ui/rules/calendar-changes.tsx';
import { CalendarYear } from '#app/ui/rules/calendar-year.tsx';
import { ProofNotice } from '#app/ui/proof-notice.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '节假日 · 成果通' }];

const here = '/desk/calendar';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => calendarPage(ctx));
}

const back = async (work: Promise<unknown>) => {
  await work;
  return redirect(here);
};

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    set: deed(SetCalendarInput, mayProposeCalendar, (ctx, input) =>
      back(proposeCalendarChange(ctx, { kind: 'set', ...input })),
    ),
    drop: deed(DropCalendarInput, mayProposeCalendar, (ctx, input) =>
      back(proposeCalendarChange(ctx, { kind: 'drop', ...input })),
    ),
    approve: deed(AdoptCalendarInput, mayDecideCalendar, (ctx, input) => back(approveCalendarChange(ctx, input))),
    refuse: deed(CalendarChangeInput, mayDecideCalendar, (ctx, input) => back(refuseCalendarChange(ctx, input))),
    withdraw: deed(CalendarChangeInput, mayProposeCalendar, (ctx, input) => back(withdrawCalendarChange(ctx, input))),
  });

export default function Calendar() {
  const { years, changes, mayPropose, isFresh } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { errors, typed } = replyTo(reply, 'set');
  // Of the deeds that have no field of their own.
  const refused = reply && reply.intent !== 'set' ? reply.errors : {};
  return (
    <div className="grid grid-cols-1 gap-8">
      <div className="max-w-form">
        <PageTitle>节假日</PageTitle>
        <p className="text-ink-soft">
          公示、异议、受理等工作日，以及约定“末日遇休假日顺延”的合同的付款、申报和验收答复期限，都按这里算。国务院办公厅公布新一年的放假安排以后，请在这里录入，由另一位平台管理员或者审核员核对后采用；没有录入的年份只按法定节日和周末算。
        </p>
      </div>
      {!isFresh && (mayPropose || changes.some(({ mayDecide }) => mayDecide)) && (
        <ProofNotice next={here}>录入、删除和核对前要短信或动态码验证，5 分钟内有效。</ProofNotice>
      )}
      <ErrorSummary errors={refused} message={[refused[''] ?? []].flat()[0]} hasText={false} />
      <CalendarChanges changes={changes} reply={reply} />
      {mayPropose && (
        <section
          aria-labelledby="enter"
          className="grid max-w-form gap-4 rounded-lg border border-line bg-card px-4 py-5 sm:px-6"
        >
          <SectionHead look="plain" id="enter">
            录入放假安排
          </SectionHead>
          <ErrorSummary errors={errors} message={errors[''] === undefined ? undefined : [errors['']].flat()[0]} />
          <IntentForm key={changes.map(({ id }) => id).join()} intent="set" className="grid gap-4">
            <Field
              name="lines"
              label="放假和调休上班的日子"
              why="一行一段放假或者一天上班，可以把全年的安排一次贴进来。只能录今天以后的日子；同一天再录一次，以后录的为准。已经算定的期限不因此改变。"
              error={errors.lines}
            >
              {(control) => (
                <TextArea
                  {...control}
                  rows={6}
                  maxLength={4_000}
                  defaultValue={typed('lines')}
                  placeholder={'2027-10-01 至 2027-10-07 放假 国庆节\n2027-10-09 上班 国庆节'}
                />
              )}
            </Field>
            <div className="grid sm:block">
              <SubmitButton intent="set">录入</SubmitButton>
            </div>
          </IntentForm>
        </section>
      )}
      {years.map((year) => (
        <CalendarYear key={year.year} {...year} />
      ))}
    </div>
  );
}
