import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { type ComposerForm, startComposerForm } from '#app/domain/composer-form.ts';
import { type ComposerStep, mergeSent, stepOfPath, stepsOf } from '#app/domain/composer-steps.ts';
import { type ContractKind, contractKinds, contractSubKinds } from '#app/domain/contract-kind.ts';
import { ComposerFields } from '#app/ui/contracts/composer-fields.tsx';
import { compose, sentForm } from './composer.server.ts';

const decoded = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&#x27;', "'");
const attribute = (tag: string, name: string) => decoded(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

/** What a browser would send of the step as it is drawn: its fields and no others. */
function drawn(step: ComposerStep, form: ComposerForm): FormData {
  const html = renderToStaticMarkup(createElement(ComposerFields, { step, form, errors: {}, guide: null }));
  const data = new FormData();
  for (const [tag] of html.matchAll(/<input [^>]*>/g)) {
    if (/ type="(radio|checkbox)"/.test(tag) && !tag.includes(' checked')) continue;
    data.append(attribute(tag, 'name'), attribute(tag, 'value'));
  }
  for (const [, tag = '', words = ''] of html.matchAll(/(<textarea [^>]*>)([^<]*)<\/textarea>/g))
    data.append(attribute(tag, 'name'), decoded(words));
  for (const [, tag = '', options = ''] of html.matchAll(/(<select [^>]*>)(.*?)<\/select>/g))
    data.append(attribute(tag, 'name'), attribute(/<option[^>]* selected=""[^>]*>/.exec(options)?.[0] ?? '', 'value'));
  return data;
}

/** Goes through every step as a person does: takes what is drawn, and fills what is asked for. */
function walked(kind: ContractKind, answers: Readonly<Record<string, string>>): ComposerForm {
  let form = startComposerForm({ kind: 'negotiable' });
  const first = drawn('kind', form);
  first.set('kind', kind);
  form = mergeSent(form, 'kind', sentForm(first));
  for (const step of stepsOf(kind)) {
    const sent = drawn(step, form);
    for (const [name, value] of Object.entries(answers)) if (stepOfPath(name) === step) sent.set(name, value);
    if (step === 'milestones')
      for (const [i] of form.milestones.entries()) {
        sent.set(`milestones[${i}].amount`, '10');
        sent.set(`milestones[${i}].criteria`, '双方签字的验收单');
      }
    form = mergeSent(form, step, sentForm(sent));
  }
  return form;
}

const answers = {
  fieldOfUse: '马铃薯淀粉加工',
  deliverables: '说明书',
  improvements: 'owner_each',
  'dispute.place': '兰州市',
};

test.each(contractKinds)('the steps of a contract of kind %s, filled in as they are drawn, can be sent', (kind) => {
  const own: Record<string, string> = kind === 'development' ? { results: 'shared', risk: 'shared' } : {};
  const { errors, terms } = compose(walked(kind, { ...answers, ...own }));
  expect(errors).toEqual({});
  expect(terms?.kind ?? 'pay_later').toBe(kind);
});

test('what a licence was to be stays while another kind is tried: nothing that a step does not show is lost', () => {
  const licence = { ...startComposerForm({ kind: 'negotiable' }), licenceKind: 'exclusive', risk: 'shared' };
  const service = mergeSent(licence, 'kind', { ...licence, kind: 'service' });
  const scope = mergeSent(service, 'scope', sentForm(drawn('scope', service)));
  expect(scope.licenceKind).toBe('exclusive');
  expect(mergeSent(scope, 'other', sentForm(drawn('other', scope))).risk).toBe('shared');
});

test.each(contractKinds)(
  'the sorts offered for %s are those of its kind, and a sort of another kind falls away',
  (kind) => {
    const form = { ...startComposerForm({ kind: 'negotiable' }), subKind: '专利实施许可' };
    const chosen = mergeSent(form, 'kind', { ...form, kind });
    const html = renderToStaticMarkup(
      createElement(ComposerFields, { step: 'kind', form: chosen, errors: {}, guide: null }),
    );
    const offered = [...html.matchAll(/<option value="([^"]+)"/g)].map(([, value]) => value);
    expect(offered).toEqual(contractSubKinds[kind]);
    expect(['', ...contractSubKinds[kind]]).toContain(chosen.subKind);
  },
);
