import { useSearchParams } from '@remix-run/react';
import { mayHaveStopped } from '#app/domain/import-progress.ts';
import { IntentForm } from '../intent-form.tsx';
import { SubmitButton } from '../submit-button.tsx';

interface ImportRetryProps {
  importId: string;
  /** Since when the job runs. */
  since: Date | null;
  now: Date;
}

const words: Readonly<Record<string, string>> = {
  begun: '已重新排队，从停下的地方接着做。',
  runs: '还在做，或者正在排队，没有停下：不用再点。',
};

/** The way out of an import, or of a decision on it, that stands still: its job is begun again. */
export function ImportRetry({ importId, since, now }: ImportRetryProps) {
  const [params] = useSearchParams();
  if (!mayHaveStopped(since, now)) return null;
  return (
    <IntentForm intent="retry" className="mt-3">
      <input type="hidden" name="importId" value={importId} />
      <p className="mb-2 text-sm text-ink-soft" aria-live="polite">
        {words[params.get('again') ?? ''] ?? '数字很久不动，是中途出了错：再试一次会接着做，不会重复。'}
      </p>
      <SubmitButton intent="retry" look="secondary">
        再试一次
      </SubmitButton>
    </IntentForm>
  );
}
