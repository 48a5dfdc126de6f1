import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { formatInstant } from '#app/domain/days.ts';
import { headerOf, type ImportKey } from '#app/domain/import-columns.ts';
import { RemoveMapping, RenameMapping } from '#app/domain/import-input.ts';
import { listMappings, mayMapImports } from '#app/services/imports/mappings.server.ts';
import { removeMapping } from '#app/services/imports/remove-mapping.server.ts';
import { renameMapping } from '#app/services/imports/rename-mapping.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
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

export const meta: MetaFunction = () => [{ title: '保存的列对应 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({
    mappings: (await listMappings(ctx)).map(({ mapping, createdAt, ...row }) => ({
      ...row,
      at: formatInstant(createdAt),
      pairs: Object.entries(mapping).map(([key, head]) => [head, headerOf(key as ImportKey)] as const),
    })),
  }));
}

const here = '/desk/imports/mappings';

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    rename: deed(RenameMapping, mayMapImports, async (ctx, input) => {
      await renameMapping(ctx, input);
      return redirect(here);
    }),
    remove: deed(RemoveMapping, mayMapImports, async (ctx, input) => {
      await removeMapping(ctx, input);
      return redirect(here);
    }),
  });

type Mapping = ReturnType<typeof useLoaderData<typeof loader>>['mappings'][number];

export default function Mappings() {
  const { mappings } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <>
      <PageTitle actions={<ButtonLink to="/desk/imports">返回导入记录</ButtonLink>}>保存的列对应</PageTitle>
      <p className="text-ink-soft">
        同样表头的文件按保存的对应直接检查。要改某一列，上传一份这样的文件，在确认页改好后用同一个名字保存。
      </p>
      {mappings.length === 0 ? (
        <EmptyState title="还没有保存过">导入表头和模板不一样的文件时，起个名字就会保存在这里。</EmptyState>
      ) : (
        <ul className="mt-4 grid gap-4">
          {mappings.map((mapping) => (
            <li key={mapping.id}>
              <MappingCard mapping={mapping} reply={reply?.values.id === mapping.id ? reply : undefined} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function MappingCard({ mapping, reply }: { mapping: Mapping; reply: FormReply | undefined }) {
  const scope = mapping.id;
  return (
    <section aria-labelledby={`m-${mapping.id}`} className="rounded-lg border border-line bg-card px-4 py-4 sm:px-6">
      <h2 id={`m-${mapping.id}`} className="font-bold break-words">
        {mapping.name}
      </h2>
      <p className="text-sm text-ink-soft">
        {mapping.by}保存于 <span className="nums">{mapping.at}</span>，对应 {mapping.pairs.length} 列
      </p>
      <details className="mt-2">
        <summary className="link-quiet inline-flex min-h-11 cursor-pointer items-center">看、改名或删除</summary>
        <ul className="mt-1 grid gap-x-6 text-sm sm:grid-cols-2">
          {mapping.pairs.map(([head, ours]) => (
            <li key={ours}>
              {head.startsWith('=') ? `整张表都是“${head.slice(1)}”` : head} → {ours}
            </li>
          ))}
        </ul>
        <ErrorSummary errors={reply?.errors ?? {}} scope={scope} />
        <div className="mt-3 flex flex-wrap items-end gap-4">
          <IntentForm intent="rename" className="flex flex-wrap items-end gap-3">
            <input type="hidden" name="id" value={mapping.id} />
            <Field name="name" label="名称" scope={scope} error={reply?.errors.name}>
              {(control) => <TextInput {...control} maxLength={60} defaultValue={mapping.name} />}
            </Field>
            <SubmitButton intent="rename" look="secondary">
              改名
            </SubmitButton>
          </IntentForm>
          <IntentForm intent="remove">
            <input type="hidden" name="id" value={mapping.id} />
            <SubmitButton intent="remove" look="quiet">
              删除这份对应
            </SubmitButton>
          </IntentForm>
        </div>
      </details>
    </section>
  );
}
