import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { holds } from '#app/domain/access.ts';
import { FirstSaleInput } from '#app/domain/contract-deed-input.ts';
import { gateOf } from '#app/domain/contract-deeds.ts';
import { FileStatementInput } from '#app/domain/money-input.ts';
import { mayAnswerStatement, mayJudgeStatement } from '#app/domain/statement-query.ts';
import { AnswerStatementInput, QueryStatementInput, StatementIdInput } from '#app/domain/statement-query-input.ts';
import { recordFirstSale } from '#app/services/contracts/record-first-sale.server.ts';
import { acceptStatement } from '#app/services/royalties/accept-statement.server.ts';
import { answerStatement } from '#app/services/royalties/answer-statement.server.ts';
import { fileStatement } from '#app/services/royalties/file-statement.server.ts';
import { statementOf } from '#app/services/royalties/queries.server.ts';
import { queryStatement } from '#app/services/royalties/query-statement.server.ts';
import { requireReporter } from '#app/services/royalties/require-reporter.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { FiledStatements } from '#app/ui/money/filed-statements.tsx';
import { FirstSaleForm } from '#app/ui/money/first-sale-form.tsx';
import { NextReport } from '#app/ui/money/next-report.tsx';
import { RoyaltyCap } from '#app/ui/money/royalty-cap.tsx';
import { Minima, Restored, Returns } from '#app/ui/money/royalty-claims.tsx';
import { StatementAnswers } from '#app/ui/money/statement-answers.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { StatementFlags } from '#app/ui/statement-flags.tsx';
import { StatementForm } from '#app/ui/statement-form.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm, tryOut } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { optionalFile } from '#app/web/upload.server.ts';

export const meta: MetaFunction = () => [{ title: '收入申报 · 成果通' }];

const maxBytes = 10 * 1_048_576;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  const asked = new URL(args.request.url).searchParams.get('period');
  return page(async () => ({ ...(await statementOf(ctx, rowId(args.params), asked)), key: crypto.randomUUID() }));
}

export const action = (args: ActionFunctionArgs) => {
  if (isUpload(args.request)) return answer(args);
  const back = async (work: Promise<unknown>) => {
    await work;
    return redirect(`/desk/contracts/${rowId(args.params)}/statements`);
  };
  return handleForm(args, {
    file: deed(FileStatementInput, holds('officer', 'finance'), (ctx, { gross, deductions, ...input }) =>
      back(
        fileStatement(ctx, { ...input, contractId: rowId(args.params), grossFen: gross, deductionsFen: deductions }),
      ),
    ),
    preview: tryOut(FileStatementInput, holds('officer', 'finance'), (ctx) => requireReporter(ctx, rowId(args.params))),
    firstSale: deed(FirstSaleInput, gateOf('first_sale'), (ctx, input) =>
      back(recordFirstSale(ctx, { contractId: rowId(args.params), ...input })),
    ),
    accept: deed(StatementIdInput, mayJudgeStatement, (ctx, input) => back(acceptStatement(ctx, input))),
    query: deed(QueryStatementInput, mayJudgeStatement, (ctx, input) => back(queryStatement(ctx, input))),
  });
};

const answer = (args: ActionFunctionArgs) => {
  const contractId = () => rowId(args.params);
  const gate = { maxBytes, may: mayAnswerStatement };
  return handleUpload(args, gate, (upload) => ({
    answer: deed(AnswerStatementInput, async (ctx, input) => {
      await answerStatement(ctx, { ...input, ...optionalFile(upload) });
      return redirect(`/desk/contracts/${contractId()}/statements`);
    }),
  }));
};

export default function Statements() {
  const {
    contract,
    account,
    hasCredits,
    statements,
    minima,
    restored,
    returns,
    flags,
    filing,
    mayFile,
    mayReport,
    mayCorrect,
    key,
    ...answers
  } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': message, ...fields } = reply?.errors ?? {};
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '合同', to: '/desk/contracts' },
          { label: contract.no, to: `/desk/contracts/${contract.id}` },
          { label: '收入申报' },
        ]}
      />
      <PageTitle meta={`${contract.no} ${contract.title}`}>收入申报</PageTitle>
      {account === null ? (
        <EmptyState title="这份合同不用申报收入">合同没有约定提成，或者还没有签署。</EmptyState>
      ) : (
        <div className="grid gap-8">
          <RoyaltyCap account={account} />
          <ErrorSummary errors={fields} message={message?.[0]} scope="file" />
          <NextReport contractId={contract.id} account={account} mayFile={mayFile} mayReport={mayReport} />
          {account.start?.maySay && <FirstSaleForm versionN={account.versionN} today={answers.today} reply={reply} />}
          {filing && (
            <StatementForm
              key={`${filing.period.key}${filing.isCorrection ? ' correction' : ''}`}
              filing={filing}
              royalty={account.royalty}
              products={account.products}
              replayKey={key}
              reply={reply}
            />
          )}
          <StatementFlags flags={flags} />
          <FiledStatements
            statements={statements}
            royalty={account.royalty}
            mayCorrect={mayCorrect}
            exportTo={`/desk/contracts/${contract.id}/statements/export`}
          />
          <StatementAnswers
            today={answers.today}
            statements={statements}
            queries={answers.queries}
            mayJudge={answers.mayJudge}
            mayAnswer={answers.mayAnswer}
            reply={reply}
          />
          <Minima minima={minima} />
          <Restored restored={restored} />
          <Returns returns={returns} />
          {hasCredits && (
            <p>
              <Link to={`/desk/contracts/${contract.id}/credits`} className="link">
                看贷项怎样来、抵了什么
              </Link>
            </p>
          )}
        </div>
      )}
    </>
  );
}
