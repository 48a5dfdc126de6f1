import { nameKey } from './achievement-data.ts';
import { headerOf, type ImportKey } from './import-columns.ts';
import type { ReadRow } from './import-row.ts';
import type { CellError } from './import-cells.ts';
import type { DuplicateKind } from './import.ts';
import { coreOfKey, isNearTitle, meetingKeys, type TitleCore } from './near-title.ts';
import { isPatent } from './patent-number.ts';

/** What the unit has in the library, as far as a file can repeat it. */
export interface KnownAchievement {
  readonly id: string;
  readonly no: string;
  readonly name: string;
  readonly regNo: string | null;
  readonly patents: readonly string[];
}

export interface Duplicate {
  readonly kind: DuplicateKind;
  readonly error: CellError;
  /** The unit's own achievement it repeats. */
  readonly achievementId: string | null;
}

/** An achievement of the library, or the row of the file that has the key first. */
type Holder = KnownAchievement | number;

const perKey = 20;

/** A text cut out of a longer one keeps the longer one in memory; what is remembered of a row must not keep the file. */
const apart = (text: string): string => JSON.parse(JSON.stringify(text)) as string;

/** Names, numbers and patents of the library and of the file as it is read; tells what a row repeats. */
export function duplicateFinder() {
  const byNo = new Map<string, KnownAchievement>();
  const byRegNo = new Map<string, Holder>();
  const byName = new Map<string, Holder>();
  const byPatent = new Map<string, Holder>();
  const byTitle = new Map<string, { readonly holder: Holder; readonly core: TitleCore }[]>();

  const noteTitle = (holder: Holder, core: TitleCore) => {
    const entry = { holder, core };
    for (const key of meetingKeys(core)) {
      const there = byTitle.get(key);
      if (there === undefined) byTitle.set(key, [entry]);
      else if (there.length < perKey) there.push(entry);
    }
  };
  const nearTo = (core: TitleCore) => {
    for (const key of meetingKeys(core)) {
      const found = byTitle.get(key)?.find((each) => isNearTitle(core, each.core));
      if (found) return found;
    }
    return undefined;
  };

  return {
    /** Takes in what the library has; before the first row. */
    know(known: KnownAchievement): void {
      byNo.set(known.no, known);
      const key = nameKey(known.name);
      byName.set(key, known);
      if (known.regNo !== null) byRegNo.set(known.regNo, known);
      for (const patent of known.patents) byPatent.set(patent, known);
      noteTitle(known, coreOfKey(key));
    },
    /** What the row repeats; what repeats nothing is remembered for the rows below. */
    of(rowNo: number, { achievement, no }: ReadRow, nameKeyOfRow = nameKey(achievement.name)): Duplicate | null {
      const { regNo, ip } = achievement;
      const key = apart(nameKeyOfRow);
      const patents = ip.flatMap((right) => (isPatent(right.type) && right.number !== null ? [right.number] : []));
      if (no !== null) {
        const own = byNo.get(no);
        if (own) return duplicate('no', 'no', `更新本单位成果 ${own.no}《${own.name}》。`, own.id);
        return duplicate('foreign', 'no', `本单位没有编号为 ${no} 的成果。新成果这一格不填。`, null);
      }
      const patent = patents.find((number) => byPatent.has(number));
      const ways: [DuplicateKind, ImportKey, Holder | undefined, string][] = [
        ['reg_no', 'regNo', regNo === null ? undefined : byRegNo.get(regNo), '登记号已用于'],
        ['name', 'name', byName.get(key), '已有同名的'],
        ['patent', 'ip', patent === undefined ? undefined : byPatent.get(patent), `专利 ${patent} 已写在`],
      ];
      for (const [kind, column, holder, says] of ways)
        if (holder !== undefined) return repeated(kind, column, holder, says);
      const core = coreOfKey(key);
      const near = nearTo(core);
      if (near) return repeated('near', 'name', near.holder, '名称很像');
      byName.set(key, rowNo);
      if (regNo !== null) byRegNo.set(apart(regNo), rowNo);
      for (const number of patents) byPatent.set(apart(number), rowNo);
      noteTitle(rowNo, core);
      return null;
    },
  };
}

function repeated(kind: DuplicateKind, column: ImportKey, holder: Holder, says: string): Duplicate {
  if (typeof holder !== 'number')
    return duplicate(kind, column, `${says}本单位成果 ${holder.no}《${holder.name}》。`, holder.id);
  if (kind === 'near' || kind === 'patent')
    return duplicate(kind, column, `${says}本表第 ${holder} 行，请看是不是同一项。`, null);
  return duplicate('file', column, `与本表第 ${holder} 行重复，只导入第 ${holder} 行。`, null);
}

const duplicate = (kind: DuplicateKind, column: ImportKey, says: string, achievementId: string | null): Duplicate => ({
  kind,
  error: { column: headerOf(column), code: 'duplicate', says },
  achievementId,
});
