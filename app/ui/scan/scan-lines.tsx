import { scanOutcomeWords } from '#app/domain/door-list.ts';
import { Button } from '../button.tsx';
import { deedWords, timeOf } from './scan-words.ts';
import type { ScanLine } from './use-scanner.ts';

interface ScanLinesProps {
  lines: readonly ScanLine[];
  /** The one before the eyes: large, and read out. */
  isLatest?: boolean;
  onUndo: (registrationId: string) => void;
}

/** What was scanned on this phone: green where it let in, red where it did not, with the time and a way back. */
export function ScanLines({ lines, isLatest = false, onUndo }: ScanLinesProps) {
  if (lines.length === 0) return isLatest ? <p aria-live="assertive" /> : null;
  return (
    <ul {...(isLatest ? { 'aria-live': 'assertive' as const } : { 'aria-label': '刚才的登记' })} className="grid gap-2">
      {lines.map(({ scan, outcome, person, isSent }) => {
        const isGood = outcome === 'done';
        return (
          <li
            key={scan.scanKey}
            className={`flex items-center justify-between gap-3 rounded-lg border-2 px-4 py-2 ${isGood ? 'border-accent bg-accent-tint' : 'border-danger bg-danger-tint'}`}
          >
            <p className="min-w-0">
              <b className={isLatest ? 'text-xl' : ''}>
                {isGood ? '✓' : '✕'} {person?.name ?? '名单外的码'}
              </b>
              <span className="block text-sm">
                {isGood ? `${deedWords[scan.deed]}成功` : scanOutcomeWords[outcome]} · {timeOf(scan.at)}
                {person !== null && person.seats > 1 && ` · 共 ${person.seats} 人`}
                {!isSent && ' · 待上传'}
              </span>
            </p>
            {isGood && person !== null && scan.deed !== 'undo' && (
              <Button look="quiet" onClick={() => onUndo(person.id)}>
                撤销
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
