import type { AchievementData } from './achievement-data.ts';
import { basisWord, priceFields } from './achievement-draft.ts';
import { wanOf } from './achievement-money.ts';
import { saysMore } from './entry-form.ts';
import { type CodeLists, codeLabel, findCode } from './code-list.ts';
import { advantageParts, ipParts, personParts } from './entry-parts.ts';
import { type ImportColumn, type ImportKey, importColumns, regNoBasisHeader } from './import-columns.ts';
import { joinEntries, joinParts } from './import-lists.ts';
import { type ConfirmedTrl, effectiveTrl, trlBasisLabels } from './effective-trl.ts';
import { publicData } from './public-data.ts';
import { type RegNoBasis, regNoBasisLabels } from './registration-facts.ts';
import type { PersonInput } from './people-input.ts';

/** A stored record as an export takes it. */
export interface ExportedRecord {
  readonly no: string;
  readonly regNo: string | null;
  /** The unit that owns it: the first of those that made it where the record names none. */
  readonly orgName: string;
  readonly data: AchievementData;
  readonly people: readonly PersonInput[];
  readonly priceFloorFen: bigint | null;
  /** Where the record leaves the platform: what it says by its own word alone is told apart. */
  readonly standing?: RecordStanding;
}

/** What of a record others have confirmed. */
interface RecordStanding {
  /** Whose word the number of the record is; what its text says besides is not given away. */
  readonly regNoBasis: RegNoBasis | null;
  /** The level that somebody else confirmed, if there is one. */
  readonly confirmedTrl: ConfirmedTrl | null;
}

type ExportScope = 'own' | 'others';
type ExportColumn = Pick<ImportColumn, 'key' | 'header'>;

/**
 * The columns of an export, in the order of the template: all for the unit itself, none of its private ones for others; behind the
 * registration number whose word it is, which no import reads.
 */
export const exportColumns = (scope: ExportScope): readonly ExportColumn[] =>
  (importColumns as readonly ImportColumn[]).flatMap((column) =>
    scope === 'others' && column.isPrivate === true
      ? []
      : column.key === 'regNo'
        ? [column, { key: regNoBasisKey, header: regNoBasisHeader }]
        : [column],
  );
const regNoBasisKey = 'regNoBasis';

/**
 * The cells of a record by column, written so that an import reads the same record again: codes by their words, entries of a
 * list by semicolons, their parts by slashes, amounts in 万元. The unit gets the readiness level that it claims, in the words in which
 * it claims it; others the one that counts, and whose word that is, as its page says it.
 */
export function exportCells(
  record: ExportedRecord,
  lists: CodeLists,
  scope: ExportScope = 'own',
): ReadonlyMap<string, string> {
  const { data, people, standing } = record;
  const shown = effectiveTrl(data.trl, standing?.confirmedTrl ?? null);
  const trl =
    scope === 'own'
      ? { level: data.trl, says: basisWord(data.trlBasis) }
      : { level: shown.level, says: shown.basis === null ? '' : trlBasisLabels[shown.basis] };
  const say = (list: string, code: string | null | undefined): string => (code ? wordOf(lists, list, code) : '');
  const sayAll = (list: string, codes: readonly string[] | undefined): string =>
    joinEntries((codes ?? []).map((code) => say(list, code)));
  const price = priceFields(data);
  const units = data.units ?? [];
  const cells: readonly (readonly [ImportKey | typeof regNoBasisKey, string])[] = [
    ['name', data.name],
    [
      'unit',
      units.length === 0
        ? joinEntries([joinParts([record.orgName])])
        : joinEntries(
            units.map(({ name, uscc, nature, isStateEstablished }) =>
              joinParts([name, uscc, say('unit_nature', nature), truth(isStateEstablished)]),
            ),
          ),
    ],
    ['secrecy', '公开'],
    ['type', say('achievement_type', data.type)],
    ['fields', sayAll('field', data.fields)],
    ['abstract', data.abstract],
    ['problem', data.problem],
    ['solution', data.solution],
    ['keywords', joinEntries(data.keywords)],
    ['searchTerms', joinEntries(data.searchTerms)],
    ['regNo', record.regNo ?? (standing ? '' : (data.regNo ?? ''))],
    [regNoBasisKey, standing?.regNoBasis ? regNoBasisLabels[standing.regNoBasis] : ''],
    ['regOn', data.regOn ?? ''],
    ['regOrg', data.regOrg ?? ''],
    ['recommendOrg', data.recommendOrg ?? ''],
    ['regionCode', say('region', data.regionCode)],
    ['chains', sayAll('chain', data.chains)],
    ['industries', sayAll('industry', data.industries)],
    ['disciplines', sayAll('discipline', data.disciplines)],
    ['objective', say('objective', data.objective)],
    ['embodiment', say('embodiment', data.embodiment)],
    ['standardForm', say('standard_form', data.standardForm)],
    ['origin', say('origin', data.origin)],
    ['stage', say('stage', data.stage)],
    ['trl', trl.level === null ? '' : String(trl.level)],
    ['trlBasis', trl.says],
    ['level', say('level', data.level)],
    ['evaluationMode', say('evaluation_mode', data.evaluationMode)],
    ['researchFrom', data.researchFrom ?? ''],
    ['researchTo', data.researchTo ?? ''],
    ['source', say('project_source', data.source)],
    ['projectNo', data.projectNo ?? ''],
    [
      'projects',
      saysMore(data.projects)
        ? joinEntries(
            data.projects.map((each) =>
              joinParts([
                say('project_source', each.level),
                each.programme,
                each.no,
                wan(each.fundingFen),
                each.acceptedOn,
                each.conclusion,
              ]),
            ),
          )
        : '',
    ],
    ['applicationStatus', say('application_status', data.applicationStatus)],
    [
      'use',
      joinEntries(
        (data.use ?? []).map((each) =>
          joinParts([
            String(each.year),
            wan(each.revenueFen),
            wan(each.profitFen),
            wan(each.taxFen),
            wan(each.savedFen),
          ]),
        ),
      ),
    ],
    ['advantages', joinEntries(data.advantages.map((one) => joinParts(advantageParts(one))))],
    ['transferModes', sayAll('transfer_mode', data.transferModes)],
    ['priceKind', say('price_kind', data.price.kind)],
    ['priceMin', price.priceMin],
    ['priceMax', price.priceMax],
    ['entryFee', price.entryFee],
    ['milestones', price.milestones],
    ['royalty', price.royalty && `${price.royalty}%`],
    ['cap', price.cap],
    ['trialMonths', price.trialMonths],
    ['priceFloor', record.priceFloorFen === null ? '' : wanOf(String(record.priceFloorFen))],
    ['people', joinEntries(people.map((person) => joinParts(personParts(person))))],
    ['ip', joinEntries(data.ip.map((right) => joinParts(ipParts(right, say))))],
    ['tradeSecret', data.tradeSecret ?? ''],
    ['publication', say('publication_level', data.publication)],
    ['isDualUse', truth(data.isDualUse)],
    ['exportControl', data.exportControl ?? ''],
    ['videoUrl', data.videoUrl ?? ''],
    ['no', record.no],
  ];
  return new Map(cells);
}

/** A record as others may take it away: what its public page says, what binds a right left to the negotiation. */
export const publicRecord = (record: ExportedRecord): ExportedRecord => ({
  ...record,
  people: [],
  priceFloorFen: null,
  data: publicData(record.data, { isSignedIn: false }),
});

/** The word of a code that an import takes for this very code: two documents may use one word for two. */
function wordOf(lists: CodeLists, list: string, code: string): string {
  const label = codeLabel(lists, list, code);
  return findCode(lists, list, label) === code ? label : label === code ? code : `${code} ${label}`;
}

const truth = (flag: boolean | null | undefined): string => (flag === true ? '是' : flag === false ? '否' : '');
const wan = (fen: string | null): string => (fen === null ? '' : wanOf(fen));
