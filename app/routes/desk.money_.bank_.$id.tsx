import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { MapStatementInput } from '#app/domain/bank-input.ts';
import { bankStatementMachine } from '#app/domain/bank-row.ts';
import { labelOf } from '#app/domain/machine.ts';
import { NoInput } from '#app/domain/form-input.ts';
import { moneyGate } from '#app/domain/receipt-deeds.ts';
import { mappingOfHeads } from '#app/domain/read-bank-row.ts';
import { discardStatement, getOwnStatement, mapStatement } from '#app/services/bank/map-statement.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { BankMappingForm } from '#app/ui/money/bank-mapping-form.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction = () => [{ title: '银行流水 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { statement } = await getOwnStatement(ctx, rowId(args.params));
    const { bankName, accountNo, state, heads, samples, rowsNew, rowsKnown, faults, firstOn, lastOn } = statement;
    const usual = state === 'mapping' ? mappingOfHeads(heads) : {};
    return { bankName, accountNo, state, heads, samples, usual, rowsNew, rowsKnown, faults, firstOn, lastOn };
  });
}

const mayConfirm = moneyGate('confirm');

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    map: deed(MapStatementInput, mayConfirm, async (ctx, mapping) => {
      const statementId = rowId(args.params);
      const chosen = Object.fromEntries(Object.entries(mapping).filter(([, head]) => head));
      await mapStatement(ctx, { statementId, mapping: chosen });
      return redirect(`/desk/money/bank/${statementId}`);
    }),
    discard: deed(NoInput, mayConfirm, async (ctx) => {
      await discardStatement(ctx, { statementId: rowId(args.params) });
      return redirect('/desk/money/bank');
    }),
  });

export default function Statement() {
  const { bankName, accountNo, state, faults, ...statement } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': message, ...errors } = reply?.errors ?? {};
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '收付与分配', to: '/desk/money' },
          { label: '银行流水对账', to: '/desk/money/bank' },
          { label: bankName },
        ]}
      />
      <PageTitle meta={`${accountNo} · ${labelOf(bankStatementMachine, state)}`}>{bankName}流水</PageTitle>
      <div className="grid gap-6">
        <ErrorSummary errors={errors} message={message?.[0]} />
        {state === 'stored' && (
          <Notice
            kind="success"
            title={`新增 ${statement.rowsNew} 行，已有 ${statement.rowsKnown} 行没有重复保存`}
            actions={
              <Link to="/desk/money/bank" className="link-quiet">
                去核对
              </Link>
            }
          >
            {statement.firstOn && `${statement.firstOn} 至 ${statement.lastOn}`}
          </Notice>
        )}
        {state === 'stored' && (
          <IntentForm intent="discard">
            <p className="max-w-prose pb-2 text-sm text-ink-soft">
              列对应错了或者文件传错了：一行都还没有核对的，可以整份收回；这种格式下次重新问每一列是什么。
            </p>
            <SubmitButton intent="discard" look="quiet">
              整份收回
            </SubmitButton>
          </IntentForm>
        )}
        {state === 'discarded' && <Notice title="这份文件没有保存">传错了的，重新上传就行。</Notice>}
        {faults.length > 0 && (
          <Notice kind="attention" title={`${faults.length} 行读不出来，没有保存`}>
            <ul className="list-disc pl-5">
              {faults.map((fault) => (
                <li key={fault.rowNo}>
                  第 {fault.rowNo} 行：{fault.says}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        {state === 'mapping' && (
          <>
            <BankMappingForm
              heads={statement.heads}
              samples={statement.samples}
              usual={statement.usual}
              reply={reply}
            />
            <IntentForm intent="discard">
              <SubmitButton intent="discard" look="quiet">
                传错了，不保存
              </SubmitButton>
            </IntentForm>
          </>
        )}
      </div>
    </>
  );
}
