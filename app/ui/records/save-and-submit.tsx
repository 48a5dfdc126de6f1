import { SubmitButton } from '../submit-button.tsx';

interface SaveAndSubmitProps {
  /** Id of the record's form on the same page. */
  form: string;
  says: string;
  word: string;
}

/** Hands a record in as it is typed in its form, so that nothing typed is left behind; works before JavaScript. */
export function SaveAndSubmit({ form, says, word }: SaveAndSubmitProps) {
  return (
    <div>
      <p className="mb-2 text-sm text-ink-soft">{says}。下面填写的内容会一并保存。</p>
      <SubmitButton form={form} name="next" value="submit">
        {word}
      </SubmitButton>
    </div>
  );
}
