import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { MobileNumber } from '#app/domain/account-input.ts';
import { checkInAtDoor, eventAtDoor } from '#app/services/events/check-in-at-door.server.ts';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { handleOpenForm, openDeed } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `现场签到：${data?.title ?? ''} · 成果通` },
  { name: 'robots', content: 'noindex' },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const params = new URL(args.request.url).searchParams;
    const event = await eventAtDoor(ctx, args.params.no ?? '', params.get('k') ?? '');
    return { title: event.title, isDone: params.has('done') };
  });
}

const DoorInput = z.object({ phone: MobileNumber });

export const action = (args: ActionFunctionArgs) => {
  const no = args.params.no ?? '';
  const key = new URL(args.request.url).searchParams.get('k') ?? '';
  return handleOpenForm(args, {
    enter: openDeed(DoorInput, async (ctx, { phone }) => {
      await checkInAtDoor(ctx, { no, key, phone });
      return redirect(`/events/${no}/door?k=${encodeURIComponent(key)}&done=1`);
    }),
  });
};

export default function Door() {
  const { title, isDone } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <div className="mx-auto grid max-w-md gap-6 py-8">
      <PageTitle meta={title}>现场签到</PageTitle>
      {isDone ? (
        <Notice kind="success" title="签到成功，请入场" live="polite">
          {title}
        </Notice>
      ) : (
        <IntentForm intent="enter" className="grid gap-5">
          <ErrorSummary errors={reply?.errors ?? {}} />
          <Field name="phone" label="报名手机号" error={reply?.errors.phone}>
            {(control) => <TextInput {...control} inputMode="tel" autoComplete="tel" />}
          </Field>
          <SubmitButton intent="enter">签到</SubmitButton>
        </IntentForm>
      )}
    </div>
  );
}
