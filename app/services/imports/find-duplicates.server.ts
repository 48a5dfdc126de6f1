import { and, eq, inArray } from 'drizzle-orm';
import { nameKey } from '#app/domain/achievement-data.ts';
import type { CellError } from '#app/domain/import-cells.ts';
import { headerOf } from '#app/domain/import-columns.ts';
import type { ReadRow } from '#app/domain/import-row.ts';
import { achievements } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

export interface RowAt {
  readonly rowNo: number;
  readonly row: ReadRow;
}

export interface Duplicate {
  readonly error: CellError;
  /** The unit's own achievement it repeats, for the link. */
  readonly achievementId: string | null;
}

/** Remembers the names and numbers of a file as it is read, and finds what stands there or in the library already. */
export function duplicateFinder(ctx: Context, orgId: string) {
  const rowOfName = new Map<string, number>();
  const rowOfRegNo = new Map<string, number>();

  return async (batch: readonly RowAt[]): Promise<Map<number, Duplicate>> => {
    const found = new Map<number, Duplicate>();
    const note = (rowNo: number, column: 'name' | 'regNo', says: string, achievementId: string | null = null) => {
      if (!found.has(rowNo)) found.set(rowNo, { error: { column: headerOf(column), code: 'duplicate', says }, achievementId });
    };
    const names = await ownByName(ctx, orgId, batch);
    const numbers = await byRegNo(ctx, batch);
    for (const { rowNo, row } of batch) {
      const { name, regNo } = row.achievement;
      const key = nameKey(name);
      const earlier = rowOfName.get(key) ?? (regNo === null ? undefined : rowOfRegNo.get(regNo));
      const own = names.get(key);
      const registered = regNo === null ? undefined : numbers.get(regNo);
      if (own) note(rowNo, 'name', `本单位已有同名成果 ${own.no}《${own.name}》。`, own.id);
      else if (registered) {
        const isOwn = registered.orgId === orgId;
        note(
          rowNo,
          'regNo',
          isOwn
            ? `登记号已用于本单位成果 ${registered.no}《${registered.name}》。`
            : '登记号已被别的单位使用，请核对。',
          isOwn ? registered.id : null,
        );
      } else if (earlier !== undefined) {
        const isName = rowOfName.has(key);
        note(rowNo, isName ? 'name' : 'regNo', `与本表第 ${earlier} 行重复，只导入第 ${earlier} 行。`);
      } else {
        rowOfName.set(key, rowNo);
        if (regNo !== null) rowOfRegNo.set(regNo, rowNo);
      }
    }
    return found;
  };
}

const columns = { id: achievements.id, no: achievements.no, name: achievements.name, orgId: achievements.orgId };

async function ownByName({ db }: Context, orgId: string, batch: readonly RowAt[]) {
  const keys = batch.map(({ row }) => nameKey(row.achievement.name));
  if (keys.length === 0) return new Map<string, never>();
  const rows = await db
    .select({ ...columns, nameKey: achievements.nameKey })
    .from(achievements)
    .where(and(eq(achievements.orgId, orgId), inArray(achievements.nameKey, keys)));
  return new Map(rows.map((row) => [row.nameKey, row]));
}

async function byRegNo({ db }: Context, batch: readonly RowAt[]) {
  const numbers = batch.flatMap(({ row }) => (row.achievement.regNo === null ? [] : [row.achievement.regNo]));
  if (numbers.length === 0) return new Map<string, never>();
  const rows = await db
    .select({ ...columns, regNo: achievements.regNo })
    .from(achievements)
    .where(inArray(achievements.regNo, numbers));
  return new Map(rows.map((row) => [row.regNo ?? '', row]));
}
