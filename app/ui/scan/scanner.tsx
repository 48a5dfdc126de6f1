import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { CheckInDeed } from '#app/domain/check-in.ts';
import { countsOf, findPeople, type ListedPerson, shortCodeOf } from '#app/domain/door-list.ts';
import { readTicketCode } from '#app/domain/ticket-code.ts';
import { Button } from '../button.tsx';
import { FigureRow } from '../figure-row.tsx';
import { Notice } from '../notice.tsx';
import { TextInput } from '../text-input.tsx';
import { Camera } from './camera.tsx';
import { keepScannerPage } from './keep-scanner-page.ts';
import { PersonLine } from './person-line.tsx';
import { ScanLines } from './scan-lines.tsx';
import { useScanner } from './use-scanner.ts';

const deeds: readonly { readonly deed: CheckInDeed; readonly words: string }[] = [
  { deed: 'in', words: '签到' },
  { deed: 'out', words: '离场' },
];

/** The scanner on a helper's phone: camera, search, what was done, live counts. Works without the network. */
export function Scanner({ link }: { link: string }) {
  const scanner = useScanner(link);
  const { people, lines, unsent, isOnline, minutesOff } = scanner;
  const [deed, setDeed] = useState<CheckInDeed>('in');
  const [words, setWords] = useState('');
  const [warning, setWarning] = useState('');
  const leaving = useRef<HTMLFormElement>(null);
  useEffect(() => void keepScannerPage(), []);
  const counts = countsOf(people);
  const found = findPeople(people, words);
  const enter = (person: ListedPerson) => {
    void scanner.record({ registrationId: person.id, deed, method: 'list' });
    setWords('');
  };
  const typed = (event: FormEvent) => {
    event.preventDefault();
    const [only] = found;
    if (readTicketCode(words) !== null) {
      void scanner.record({ code: words.trim(), deed, method: 'scan' });
      setWords('');
    } else if (only !== undefined && (found.length === 1 || shortCodeOf(only.id) === codeOf(words))) enter(only);
  };
  const leave = async () => {
    if (await scanner.leave()) leaving.current?.submit();
    else
      setWarning(
        `还有 ${unsent} 条没有上传。连上网络、等上传完再结束；现在关掉页面，记录还在这部手机上，重新打开会继续上传。`,
      );
  };
  if (scanner.isOver && unsent === 0) {
    return (
      <Notice kind="info" title="值班结束，名单已从这部手机删除">
        需要继续签到，请刷新页面重新输入口令；链接已停用的，请组织方另发一个。
      </Notice>
    );
  }
  return (
    <div className="grid gap-5">
      <output className={isOnline && unsent === 0 ? 'text-sm text-accent' : 'text-sm font-bold text-attention'}>
        {isOnline ? '● 已联网' : '○ 没有网络，照常签到'}
        {unsent > 0 ? `，${unsent} 条待上传` : '，全部已上传'}
      </output>
      {minutesOff !== 0 && (
        <Notice kind="attention" title={`手机时钟${minutesOff > 0 ? '快' : '慢'} ${Math.abs(minutesOff)} 分钟`}>
          签到时间按平台时间更正，请有空时校准手机。
        </Notice>
      )}
      <FigureRow
        figures={[
          { label: '应到', value: `${counts.expected} 人` },
          { label: '已到', value: `${counts.came} 人`, swatch: 'accent' },
          { label: '在场', value: `${counts.inside} 人` },
        ]}
      />
      <fieldset className="grid grid-cols-2 gap-2">
        <legend className="sr-only">登记什么</legend>
        {deeds.map((one) => (
          <Button
            key={one.deed}
            look={deed === one.deed ? 'primary' : 'secondary'}
            aria-pressed={deed === one.deed}
            onClick={() => setDeed(one.deed)}
          >
            {one.words}
          </Button>
        ))}
      </fieldset>
      <ScanLines
        lines={lines.slice(0, 1)}
        isLatest
        onUndo={(id) => void scanner.record({ registrationId: id, deed: 'undo', method: 'list' })}
      />
      <Camera onCode={(code) => void scanner.record({ code, deed, method: 'scan' })} />
      <form onSubmit={typed} className="grid gap-2">
        <label htmlFor="scan-words" className="font-bold">
          姓名、手机尾号、名单序号或参会码下的手动码
        </label>
        <span className="flex gap-2">
          <TextInput
            id="scan-words"
            name="code"
            autoComplete="off"
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          <span className="shrink-0">
            <Button type="submit">登记</Button>
          </span>
        </span>
        {words.trim() !== '' && found.length === 0 && <p className="text-sm text-ink-soft">名单里没有。</p>}
        <ul className="grid gap-2">
          {found.map((person) => (
            <PersonLine key={person.id} person={person}>
              <Button onClick={() => enter(person)}>{deed === 'in' ? '签到' : '离场'}</Button>
            </PersonLine>
          ))}
        </ul>
      </form>
      <ScanLines
        lines={lines.slice(1)}
        onUndo={(id) => void scanner.record({ registrationId: id, deed: 'undo', method: 'list' })}
      />
      {warning && (
        <Notice kind="danger" title="先别结束">
          {warning}
        </Notice>
      )}
      <form ref={leaving} method="post">
        <input type="hidden" name="intent" value="leave" />
        <Button look="danger" wide onClick={() => void leave()}>
          结束值班，删除手机上的名单
        </Button>
      </form>
    </div>
  );
}

const codeOf = (words: string): string => words.replace(/[\s-]/g, '').toUpperCase();
