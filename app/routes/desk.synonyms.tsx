import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AddSynonymsInput, ChangeSynonymsInput, RemoveSynonymsInput } from '#app/domain/synonym-input.ts';
import { addSynonyms } from '#app/services/reference/add-synonyms.server.ts';
import { changeSynonyms } from '#app/services/reference/change-synonyms.server.ts';
import { removeSynonyms } from '#app/services/reference/remove-synonyms.server.ts';
import { listSynonymGroups, mayEditSynonyms } from '#app/services/reference/synonym-groups.server.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '同义词 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({ groups: await listSynonymGroups(ctx), key: crypto.randomUUID() }));
}

const back = () => redirect('/desk/synonyms');

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    add: deed(AddSynonymsInput, mayEditSynonyms, async (ctx, input) => {
      await addSynonyms(ctx, input);
      return back();
    }),
    change: deed(ChangeSynonymsInput, mayEditSynonyms, async (ctx, input) => {
      await changeSynonyms(ctx, input);
      return back();
    }),
    remove: deed(RemoveSynonymsInput, mayEditSynonyms, async (ctx, input) => {
      await removeSynonyms(ctx, input);
      return back();
    }),
  });

export default function SynonymsPage() {
  const { groups, key } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const adding = reply?.intent === 'add' ? reply : undefined;
  return (
    <>
      <PageTitle>同义词</PageTitle>
      <p className="mb-6 max-w-prose text-ink-soft">
        一组里的词意思相同：搜其中一个，也能找到写着其他词的成果和需求。保存后，下一次搜索就按新的来。
      </p>
      <section aria-labelledby="add" className="mb-8 rounded-lg border border-line bg-card p-5">
        <h2 id="add" className="mb-3 text-lg font-bold">
          加一组
        </h2>
        <ErrorSummary errors={adding?.errors} scope="add" />
        <IntentForm intent="add" className="flex flex-wrap items-end gap-4">
          <input type="hidden" name="key" value={key} />
          <div className="min-w-0 grow">
            <Field
              name="words"
              label="同义词"
              why="用顿号分开，如：马铃薯、洋芋、土豆"
              scope="add"
              error={adding?.errors.words}
            >
              {(control) => <TextInput {...control} defaultValue={typed(adding)} maxLength={1_000} />}
            </Field>
          </div>
          <SubmitButton>加上</SubmitButton>
        </IntentForm>
      </section>
      {groups.length === 0 ? (
        <EmptyState title="还没有同义词">在上面加第一组。</EmptyState>
      ) : (
        <ul className="grid gap-3">
          {groups.map(({ id, words }) => (
            <GroupRow
              key={`${id} ${words.join()}`}
              id={id}
              words={words}
              reply={reply?.values.groupId === id ? reply : undefined}
            />
          ))}
        </ul>
      )}
    </>
  );
}

const typed = (reply: FormReply | undefined): string | undefined =>
  typeof reply?.values.words === 'string' ? reply.values.words : undefined;

function GroupRow({ id, words, reply }: { id: string; words: readonly string[]; reply: FormReply | undefined }) {
  const line = words.join('、');
  return (
    <li className="rounded-lg border border-line bg-card p-4">
      <ErrorSummary errors={reply?.errors} scope={id} />
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
        <IntentForm intent="change" className="flex min-w-0 grow flex-wrap items-end gap-4">
          <input type="hidden" name="groupId" value={id} />
          <input type="hidden" name="was" value={line} />
          <div className="min-w-0 grow basis-64">
            <Field
              name="words"
              label={
                <>
                  <span className="sr-only">{words[0]}：</span>这一组的词
                </>
              }
              scope={id}
              error={reply?.errors.words}
            >
              {(control) => <TextInput {...control} defaultValue={typed(reply) ?? line} maxLength={1_000} />}
            </Field>
          </div>
          <SubmitButton look="secondary">
            保存<span className="sr-only">“{words[0]}”这一组</span>
          </SubmitButton>
        </IntentForm>
        <IntentForm intent="remove">
          <input type="hidden" name="groupId" value={id} />
          <input type="hidden" name="was" value={line} />
          <SubmitButton look="secondary">
            去掉<span className="sr-only">“{words[0]}”这一组</span>
          </SubmitButton>
        </IntentForm>
      </div>
    </li>
  );
}
