import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { listOutbox } from '#app/services/accounts/queries.server.ts';
import { advanceClock } from '#app/services/platform/advance-clock.server.ts';
import { Button } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { handleOpenForm, openDeed } from '#app/web/form.server.ts';
import { page } from '#app/web/respond.server.ts';
import { formatInstant } from '#app/domain/days.ts';

export const meta: MetaFunction = () => [{ title: '短信和邮件（演示） · 成果通' }];

/** Exists in the demo only: elsewhere messages really go out, and time is time. */
export async function loader(args: LoaderFunctionArgs) {
  if (!args.context.platform.isDemo) throw new Response('没有这一页。', { status: 404 });
  const ctx = await contextFor(args);
  return page(async () => ({
    now: formatInstant(ctx.now()),
    messages: (await listOutbox(ctx)).map((message) => ({ ...message, at: formatInstant(message.createdAt) })),
  }));
}

const MoveInput = z.object({ days: z.coerce.number().int().min(1).max(400) });

export const action = (args: ActionFunctionArgs) => {
  if (!args.context.platform.isDemo) throw new Response('没有这一页。', { status: 404 });
  return handleOpenForm(args, {
    'move-clock': openDeed(MoveInput, async (ctx, { days }) => {
      await advanceClock(ctx, { days, isDemo: args.context.platform.isDemo });
      return redirect('/outbox');
    }),
  });
};

const steps = [
  [1, '往后 1 天'],
  [16, '往后 16 天（公示 15 天，末日遇休息日再加 1 至 2 天）'],
  [92, '往后 92 天（一个季度）'],
  [366, '往后 366 天（过试用期）'],
] as const;

export default function Outbox() {
  const { now, messages } = useLoaderData<typeof loader>();
  return (
    <div className="mx-auto max-w-prose py-12">
      <PageTitle meta="只在演示环境有这一页。">短信和邮件</PageTitle>
      <SectionHead>平台时钟</SectionHead>
      <p className="my-4">
        现在是 <strong className="tabular-nums">{now}</strong>。公示、验收和申报按这个时钟到期，只能往后调。
      </p>
      <div className="mb-12 flex flex-wrap gap-3">
        {steps.map(([days, label]) => (
          <Form method="post" key={days}>
            <input type="hidden" name="intent" value="move-clock" />
            <input type="hidden" name="days" value={days} />
            <Button type="submit">{label}</Button>
          </Form>
        ))}
      </div>
      <SectionHead note="最新 50 条">发出的消息</SectionHead>
      {messages.length === 0 ? (
        <div className="mt-6">
          <EmptyState title="还没有消息">登录时获取的验证码会出现在这里。</EmptyState>
        </div>
      ) : (
        <ul>
          {messages.map((message) => (
            <li key={message.id} className="border-b border-line py-4">
              <p className="text-sm text-ink-soft">
                {message.channel === 'sms' ? '短信' : '邮件'} ·{' '}
                <span className="tabular-nums">{message.recipient}</span> ·{' '}
                <span className="tabular-nums">{message.at}</span>
              </p>
              <p className="mt-1 whitespace-pre-line break-words">
                {message.body}
                {message.link && (
                  <a href={message.link} className="link break-all">
                    {message.link}
                  </a>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
