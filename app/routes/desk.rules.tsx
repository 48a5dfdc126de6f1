import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { dayOf } from '#app/domain/days.ts';
import { ruleAreas } from '#app/domain/open-rule.ts';
import { ConfirmRuleInput, SetRuleValueInput } from '#app/domain/rule-confirmation-input.ts';
import { confirmRule, mayConfirmRules } from '#app/services/reference/confirm-rule.server.ts';
import { openRulesPage } from '#app/services/reference/open-rules-page.server.ts';
import { setRuleValue } from '#app/services/reference/set-rule-value.server.ts';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { RuleRow } from '#app/ui/rules/rule-row.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '待确认的规则 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({ rules: await openRulesPage(ctx), today: dayOf(ctx.now()) }));
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    confirm: deed(ConfirmRuleInput, mayConfirmRules, async (ctx, input) => {
      await confirmRule(ctx, input);
      return redirect('/desk/rules');
    }),
    set: deed(SetRuleValueInput, mayConfirmRules, async (ctx, input) => {
      await setRuleValue(ctx, input);
      return redirect('/desk/rules');
    }),
  });

export default function Rules() {
  const { rules, today } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': message, ...fields } = reply?.errors ?? {};
  const open = rules.filter(({ confirmed }) => confirmed === null).length;
  return (
    <div className="grid max-w-form grid-cols-1 gap-8">
      <div>
        <PageTitle meta={`${rules.length} 条，${open} 条待专家确认`}>待确认的规则</PageTitle>
        <ErrorSummary errors={fields} message={message?.[0]} />
        <p className="text-ink-soft">
          这些规则没有核对过正式文本，或者只是平台的默认值。页面和新的合同按“现在的值”执行；值一改，原来的确认就不算了。已经商定、公示、分配的，不因此改变。
        </p>
      </div>
      {ruleAreas.map((area) => {
        const own = rules.filter((rule) => rule.area === area);
        return (
          <section key={area} aria-label={area}>
            <SectionHead look="plain">{area}</SectionHead>
            <ul className="rounded-lg border border-line bg-card">
              {own.map((rule) => (
                <RuleRow key={rule.key} rule={rule} today={today} reply={reply} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
