/**
 * Names and abbreviations of each month, folded, in English, German, French, Spanish, Italian, Portuguese, Catalan, Dutch,
 * Danish, Norwegian, Swedish, Finnish, Polish, Czech, Slovak, Slovene, Croatian, Hungarian, Romanian, Turkish, Russian, Ukrainian,
 * Bulgarian and Greek.
 */
const names: readonly string[] = [
  'jan january januar januari janvier janv jaenner janner enero ene gennaio gen janeiro gener tammikuu tammikuuta stycznia styczen sty ledna leden ocak oca январь января янв січень січня ιανουαριος ιανουαριου ιαν ianuarie ian sijecanj sijecnja sij januara januarja януари',
  'feb february februar februari fevrier fevr fev febrero febbraio fevereiro febrer helmikuu helmikuuta lutego luty lut unora unor subat sub февраль февраля фев лютии лютого φεβρουαριος φεβρουαριου φεβ februarie veljaca veljace velj februara februarja февруари',
  'mar march marz maerz mrz mars marzo marco marc maart mrt marts maaliskuu maaliskuuta marca marzec brezna brezen mart март марта мар березень березня μαρτιος μαρτιου μαρ marcius martie ozujak ozujka ozu marec',
  'apr april avril avr abril abr aprile huhtikuu huhtikuuta kwietnia kwiecien kwi dubna duben nisan nis апрель апреля апр квітень квітня απριλιος απριλιου απρ aprilis aprilie travanj travnja tra aprila април',
  'may mai mayo maggio mag maio maig mei maj toukokuu toukokuuta maja kvetna kveten mayis маи мая травень травня μαιος μαιου μαι majus svibanj svibnja svi',
  'jun june juni juin junio giugno giu junho juny kesakuu kesakuuta czerwca czerwiec cze cervna cerven haziran haz июнь июня июн червень червня ιουνιος ιουνιου ιουν junius iunie lipanj lipnja юни',
  'jul july juli juillet juil julio luglio lug julho juliol heinakuu heinakuuta lipca lipiec lip cervence cervenec temmuz tem июль июля июл липень липня ιουλιος ιουλιου ιουλ julius iulie srpanj srpnja srp юли',
  'aug august aout agosto ago augustus augusti agost elokuu elokuuta sierpnia sierpien sie srpna srpen agustos август августа авг серпень серпня αυγουστος αυγουστου αυγ augusztus kolovoz kolovoza kol avgust avgusta',
  'sep sept september septembre septiembre setiembre settembre set setembro setembre syyskuu syyskuuta wrzesnia wrzesien wrz zari eylul eyl сентябрь сентября сен сент вересень вересня σεπτεμβριος σεπτεμβριου σεπ szeptember septembrie rujan rujna ruj септември',
  'oct october okt oktober octobre octubre ottobre ott outubro out lokakuu lokakuuta pazdziernika pazdziernik paz rijna rijen ekim eki октябрь октября окт жовтень жовтня οκτωβριος οκτωβριου οκτ octombrie listopad listopada октомври',
  'nov november novembre noviembre novembro marraskuu marraskuuta listopada listopad lis listopadu kasim kas ноябрь ноября ноя листопад листопада νοεμβριος νοεμβριου νοε noiembrie studeni studenoga stu ноември',
  'dec december dez dezember decembre diciembre dic dicembre dezembro desembre des desember joulukuu joulukuuta grudnia grudzien gru prosince prosinec aralik ara декабрь декабря дек грудень грудня δεκεμβριος δεκεμβριου δεκ decembrie prosinac prosinca декември',
];

/** @param month from 1 to 12 */
export function monthNames(month: number): readonly string[] {
  return (names[month - 1] ?? '').split(' ');
}

export const allMonthNames: readonly string[] = [...new Set(names.flatMap((line) => line.split(' ')))];
