import { type Place, placeNames } from './prefectures.ts';

/** `yes`: the two truly meet. `maybe`: their words do not say. */
export type Overlap = 'yes' | 'maybe' | 'no';

/** Words that take something out of what they name: what is left nobody can tell from the words. 除草剂 takes nothing out. */
export const excepts = /以外|之外|除外|不含|不包括|另有|除.+外/;

/** What contracts take out as a matter of course: the mainland is meant. */
const islands =
  /\(?(?:不含|不包括|除)(?:中国)?(?:香港|澳门|台湾|港|澳|台|地区|特别行政区|和|及|与|、)+(?:除外|以外|之外|外)?\)?/g;
const mainlandWords = /中国大陆|中国内地|大陆地区|内地/;
const islandProvinces = ['香港特别行政区', '澳门特别行政区', '台湾省'];

const world = /全球|世界|不限|各国|所有国家/;
const abroad = /境外|海外|国外/;
const wholeAbroad = /^(?:中国|我国)?(?:境外|海外|国外)(?:地区|市场|国家)?$/;
const wholeCountry = /全国/;
const country = /中国|我国|境内|国内|大陆|内地/;

/** Words that name more than the places beside them, or nobody knows which. */
const vague =
  /西北|东北|华[北东中南]|西南|沿海|三角|京津冀|湾区|[东西中]部|[南北]方|周边|沿线|流域|等|其他|其它|含|包括/;
const fillers =
  /中国|我国|国内|大陆|内地|行政区域|辖区|范围|全境|境内|区域|地区|市场|全省|全市|全区|省内|市内|以及|[内及和与的,，、;；。./()]/g;
const lesser = /[一-龥]{1,7}?(?:自治县|新区|区|县|旗|镇|乡|市)/g;

interface Territory {
  readonly words: string;
  readonly isWorld: boolean;
  readonly isCountry: boolean;
  readonly isMainland: boolean;
  readonly places: readonly Place[];
  /** Nothing but the places is named. */
  readonly isExact: boolean;
  /** The places, or what lies in them, are all that is named. */
  readonly isPlaced: boolean;
}

const names = [...placeNames.keys()].toSorted((a, b) => b.length - a.length).join('|');
/** A name with 市 is not the first half of 市场, a bare one not that of a district or a street. */
const placed = new RegExp(`(?:${names})(?![区县镇乡路街旗])(?!(?<=市)场)`, 'g');

function placesIn(text: string): Place[] {
  const found: { place: Place; end: number }[] = [];
  for (const { 0: name, index } of text.matchAll(placed)) {
    const place = placeNames.get(name);
    if (place === undefined) continue;
    const last = found.at(-1);
    // 甘肃省定西市 is one place.
    if (last?.end === index && last.place.city === null && last.place.province === place.province) found.pop();
    found.push({ place, end: index + name.length });
  }
  return found.map(({ place }) => place);
}

function read(text: string): Territory {
  const typed = text.normalize('NFKC').replaceAll(/\s/g, '');
  const words = typed.replaceAll(islands, '');
  const places = placesIn(words);
  const rest = words.replaceAll(placed, '').replaceAll(fillers, '');
  const isExcepted = excepts.test(words);
  const isPlaced = places.length > 0 && !vague.test(words) && rest.replaceAll(lesser, '') === '';
  return {
    words,
    isWorld: !isExcepted && (words === '' || world.test(words)),
    isCountry: !isExcepted && (wholeCountry.test(words) || (places.length === 0 && country.test(words))),
    isMainland: typed !== words || mainlandWords.test(words),
    places,
    isExact: isPlaced && rest === '',
    isPlaced,
  };
}

const covers = (one: Place, other: Place): boolean =>
  one.province === other.province && (one.city === null || one.city === other.city);

const coversAny = (one: Territory, other: Territory): boolean =>
  one.isExact && one.places.some((place) => other.places.some((its) => covers(place, its)));

const isOffMainland = ({ isPlaced, places }: Territory): boolean =>
  isPlaced && places.every(({ province }) => islandProvinces.includes(province));

/**
 * Whether two territories meet, by their words. 中国境内 and 甘肃省, 甘肃省 and 定西市, 全球 and 境外: yes. 定西市 and 陕西省: no. 西北五省 and
 * 甘肃省, 中国（甘肃省除外） and 甘肃省, 定西市 and 兰州市 beside other words of one province: maybe.
 */
export function territoriesMeet(one: string, other: string): Overlap {
  const [a, b] = [read(one), read(other)];
  if (a.words === b.words || a.isWorld || b.isWorld) return 'yes';
  if (excepts.test(a.words) || excepts.test(b.words)) return 'maybe';
  if (abroad.test(a.words) || abroad.test(b.words))
    return wholeAbroad.test(a.words) && wholeAbroad.test(b.words) ? 'yes' : 'maybe';
  if ((a.isCountry && a.isMainland && isOffMainland(b)) || (b.isCountry && b.isMainland && isOffMainland(a)))
    return 'no';
  if (a.isCountry || b.isCountry || a.words.includes(b.words) || b.words.includes(a.words)) return 'yes';
  if (a.places.length === 0 || b.places.length === 0) return 'maybe';
  if (coversAny(a, b) || coversAny(b, a)) return 'yes';
  const isShared = a.places.some(({ province }) => b.places.some((its) => its.province === province));
  return isShared || !a.isPlaced || !b.isPlaced ? 'maybe' : 'no';
}
