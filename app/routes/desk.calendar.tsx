import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { holdsAtPlatform } from '#app/domain/access.ts';
import { DropCalendarInput, SetCalendarInput } from '#app/domain/calendar-input.ts';
import { calendarPage } from '#app/services/platform/calendar-page.server.ts';
import { dropCalendarDays } from '#app/services/platform/drop-calendar-days.server.ts';
import { setCalendarDays } from '#app/services/platform/set-calendar-days.server.ts';
import { replyTo } from '#app/ui/deed-reply.ts';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
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

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    set: deed(SetCalendarInput, holdsAtPlatform('admin'), async (ctx, input) => {
      await setCalendarDays(ctx, input);
      return redirect(here);
    }),
    drop: deed(DropCalendarInput, holdsAtPlatform('admin'), async (ctx, input) => {
      await dropCalendarDays(ctx, input);
      return redirect(here);
    }),
  });

export default function Calendar() {
  const { years, isFresh } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { errors, typed } = replyTo(reply, 'set');
  // What was entered leaves the field empty for the next.
  const entered = years.flatMap(({ runs }) => runs).filter((run) => run.entered !== null).length;
  const dropped = replyTo(reply, 'drop').errors;
  return (
    <div className="grid grid-cols-1 gap-8">
      <div className="max-w-form">
        <PageTitle>节假日</PageTitle>
        <p className="text-ink-soft">
          公示、异议、受理等工作日，以及约定“末日遇休假日顺延”的合同的付款、申报和验收答复期限，都按这里算。国务院办公厅公布新一年的放假安排以后，请在这里录入；没有录入的年份只按法定节日和周末算。
        </p>
      </div>
      <section
        aria-labelledby="enter"
        className="grid max-w-form gap-4 rounded-lg border border-line bg-card px-4 py-5 sm:px-6"
      >
        <SectionHead look="plain" id="enter">
          录入放假安排
        </SectionHead>
        {!isFresh && <ProofNotice next={here}>录入和删除前要短信或动态码验证，5 分钟内有效。</ProofNotice>}
        <ErrorSummary errors={errors} message={errors[''] === undefined ? undefined : [errors['']].flat()[0]} />
        <IntentForm key={String(entered)} intent="set" className="grid gap-4">
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
      <ErrorSummary errors={dropped} message={[dropped[''] ?? []].flat()[0]} hasText={false} />
      {years.map((year) => (
        <CalendarYear key={year.year} {...year} />
      ))}
    </div>
  );
}
