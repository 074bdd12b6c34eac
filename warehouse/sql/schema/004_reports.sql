-- What the reports share: articles without their text, figures made comparable, and those that cannot both be true.

create view news as
select
    a.article_id,
    coalesce(a.published_date, a.loaded_at::date)  as day,
    a.published_date,
    a.published_at,
    a.loaded_at,
    a.headline,
    a.publisher,
    dropped.source,
    a.language,
    a.word_count,
    a.url,
    a.duplicate_of,
    a.revision_of,
    newer.article_id                               as replaced_by
from articles a
left join (
    select file_sha256, min(source) as source
    from drops
    where outcome = 'loaded'
    group by file_sha256
) dropped
    using (file_sha256)
left join (
    select other_id, max(article_id) as article_id
    from article_links
    where kind = 'revision'
    group by other_id
) newer
    on newer.other_id = a.article_id;
comment on view news is 'Every article without its text: its day (of publication, else of loading), source folder, and versions.';

-- UCUM units that measure the same thing; value * factor + shift is in the first unit of the dimension.
create view units as
from (
    values
        ('m', 'length', 1, 0), ('km', 'length', 1000, 0), ('cm', 'length', 0.01, 0), ('mm', 'length', 0.001, 0),
        ('um', 'length', 1e-6, 0), ('nm', 'length', 1e-9, 0), ('[in_i]', 'length', 0.0254, 0),
        ('[ft_i]', 'length', 0.3048, 0), ('[yd_i]', 'length', 0.9144, 0), ('[mi_i]', 'length', 1609.344, 0),
        ('[nmi_i]', 'length', 1852, 0),
        ('m2', 'area', 1, 0), ('km2', 'area', 1e6, 0), ('har', 'area', 1e4, 0), ('[sft_i]', 'area', 0.09290304, 0),
        ('[acr_us]', 'area', 4046.872609874, 0), ('[smi_us]', 'area', 2589998.470319521, 0),
        ('L', 'volume', 1, 0), ('mL', 'volume', 0.001, 0), ('cL', 'volume', 0.01, 0), ('m3', 'volume', 1000, 0),
        ('km3', 'volume', 1e12, 0), ('[cft_i]', 'volume', 28.316846592, 0), ('[gal_us]', 'volume', 3.785411784, 0),
        ('[bbl_us]', 'volume', 158.987294928, 0),
        ('kg', 'mass', 1, 0), ('g', 'mass', 0.001, 0), ('mg', 'mass', 1e-6, 0), ('t', 'mass', 1000, 0),
        ('kt', 'mass', 1e6, 0), ('Mt', 'mass', 1e9, 0), ('Gt', 'mass', 1e12, 0), ('[lb_av]', 'mass', 0.45359237, 0),
        ('[oz_av]', 'mass', 0.028349523125, 0), ('[ston_av]', 'mass', 907.18474, 0), ('[lton_av]', 'mass', 1016.0469088, 0),
        ('s', 'time', 1, 0), ('min', 'time', 60, 0), ('h', 'time', 3600, 0), ('d', 'time', 86400, 0),
        ('wk', 'time', 604800, 0), ('mo', 'month', 1, 0), ('a', 'month', 12, 0),
        ('W', 'power', 1, 0), ('kW', 'power', 1e3, 0), ('MW', 'power', 1e6, 0), ('GW', 'power', 1e9, 0),
        ('kW.h', 'energy', 1, 0), ('MW.h', 'energy', 1e3, 0), ('GW.h', 'energy', 1e6, 0), ('TW.h', 'energy', 1e9, 0),
        ('Cel', 'temperature', 1, 0), ('[degF]', 'temperature', 0.5555555555555556, -17.77777777777778),
        ('K', 'temperature', 1, -273.15)
) units(unit_code, dimension, factor, shift);
comment on view units is 'Units of one dimension and how they convert: value * factor + shift is in the first of them. Money is not converted.';

create macro subject_key(subject) as
    trim(regexp_replace(
        regexp_replace(
            ' ' || regexp_replace(lower(nfc_normalize(subject)), '[''’]s?( |$)|[^\p{L}\p{M}\p{N}]+', '  ', 'g') || ' ',
            ' (?:the|a|an|its|their|his|her|our|this|that|these|those|l|d|le|la|les|un|une|des|du|el|los|las|una|lo|il|gli|i|o|os|as|um|uma|der|die|das|den|dem|ein|eine|einer|eines|de|het|een|det|ett|en) ',
            ' ', 'g'),
        ' +', ' ', 'g'));

-- The digits of the first number in a text, without signs between them and zeros before them.
create macro written_digits(surface) as
    ltrim(regexp_replace(regexp_extract(surface, '\d(?:[\d.,  ’'']*\d)?'), '\D', '', 'g'), '0');

create macro bare_digits(digits) as
    rtrim(ltrim(regexp_replace(digits, '\D', '', 'g'), '0'), '0');

create macro final_zeros(digits) as
    length(digits) - length(rtrim(digits, '0'));

-- The size of the last digit that was written: 0.1 for `2.9` and `5.0`, 1 for `3`, 100000 for `2.9 million`. A whole
-- number of three digits and more may have been rounded to two: `300` counts to the ten, `12,000` to the thousand.
create macro written_step(value_exact, surface) as
    case
        when contains(value_exact, 'E') or value_exact::double = 0 then 0.0
        when written_digits(surface) <> '' and bare_digits(written_digits(surface)) = bare_digits(value_exact)
        then abs(value_exact::double) / written_digits(surface)::double
            * case
                when abs(value_exact::double) >= written_digits(surface)::double * 0.999
                then pow(10, least(final_zeros(written_digits(surface)), greatest(length(written_digits(surface)) - 2, 0)))
                else 1
            end
        when contains(value_exact, '.') then pow(10, -length(split_part(value_exact, '.', 2)))
        else pow(10, final_zeros(value_exact))
    end;

-- From here down and from here up a reported value can be, in its own unit; `about` allows a tenth.
create macro least_meant(value, low, high, bound, step) as
    case
        when bound in ('at_most', 'less_than') then '-infinity'::double
        when bound = 'range' then coalesce(low, value) - step / 2
        when bound = 'about' then value - greatest(step / 2, abs(value) / 10)
        else coalesce(value, low) - step / 2
    end;

create macro most_meant(value, low, high, bound, step) as
    case
        when bound in ('at_least', 'more_than') then 'infinity'::double
        when bound = 'range' then coalesce(high, value) + step / 2
        when bound = 'about' then value + greatest(step / 2, abs(value) / 10)
        else coalesce(value, high) + step / 2
    end;

-- Two words with capitals after the first word: a name, even where no engine knows it. German writes all nouns so.
create macro has_a_name(subject, language) as
    language <> 'de' and regexp_matches(subject, '\S\s+\p{Lu}\p{L}+.*\s\p{Lu}\p{L}');

-- Words of a clause that say what was measured: not those of grammar, of rising and falling, of time.
create macro telling_words(part) as
    regexp_extract_all(
        regexp_replace(
            ' ' || regexp_replace(lower(part), '[^\p{L}]+', '  ', 'g') || ' ',
            ' (?:' ||
            'about|abril|accelerated|according|advanced|again|agosto|alcanza|alcanzó|almost|als|also|amounted' || '|' ||
            'and|anno|année|ano|août|april|aprile|are|around|atingiu|atteignait|atteint|attesta|auf|augmente' || '|' ||
            'augmenté|august|augusti|augustus|aumenta|aumentato|aumentou|aumentó|aux|averaged|avril|año' || '|' ||
            'baisse|baissé|baja|bajado|bajó|bedroeg|been|bei|bereikte|betrug|beträgt|billion|blev|cae|cai' || '|' ||
            'caiu|calato|came|casi|cayó|cent|cento|cerca|che|ciento|circa|cirka|climb|climbed|climbs|comes' || '|' ||
            'contracted|crece|creció|cresce|cresceu|cresciuta|cresciuto|daalde|daalt|dan|dans|das|december' || '|' ||
            'decline|declined|declines|decrease|decreased|decreases|degli|dei|del|della|delle|dello|dem|den' || '|' ||
            'der|des|desceu|det|dezember|dezembro|dicembre|diciembre|die|dienstag|dimanche|dinsdag|dipped' || '|' ||
            'domenica|domingo|donderdag|donnerstag|dos|down|drop|dropped|drops|drygt|durante|décembre|eased' || '|' ||
            'eases|edged|een|ein|eine|einem|einen|einer|enero|environ|erreichte|est|ett|etwa|expanded|fall' || '|' ||
            'fallen|falls|febbraio|febrero|februar|februari|february|fell|fevereiro|fiel|fielen|foi|for|foram' || '|' ||
            'fredag|freitag|friday|from|från|fue|fueron|fällt|février|föll|gain|gained|gains|gedaald|gefallen' || '|' ||
            'gennaio|gestegen|gestiegen|gesunken|gewachsen|giovedì|giugno|grew|groeide|groeit|grow|grown' || '|' ||
            'grows|haben|had|han|har|has|hat|have|hebben|heeft|her|het|higher|his|hit|hits|increase|increased' || '|' ||
            'increases|into|ist|its|jaar|jahr|jahres|janeiro|januar|januari|january|janvier|jeudi|jueves' || '|' ||
            'juillet|juin|julho|juli|julio|july|jump|jumped|jumps|june|junho|juni|junio|just|kletterte|knapp' || '|' ||
            'kvartalet|kwartaal|lag|las|least|legte|les|less|liegt|los|lost|lower|luglio|lundi|lunedì|lunes' || '|' ||
            'lördag|maand|maandag|maart|maggio|mai|maio|mais|march|mardi|mars|martedì|martes|marzo|março|may' || '|' ||
            'mayo|measured|measures|med|meer|mehr|mei|meno|menos|mer|mercoledì|mercredi|mes|mese|met|milhões' || '|' ||
            'miliardi|milioni|miljard|miljarder|miljoen|miljoner|milliarde|milliarden|milliards|million' || '|' ||
            'millionen|millions|millones|minder|mindestens|mindre|minskade|minskar|minskat|mit|mittwoch' || '|' ||
            'miércoles|moins|mois|monat|monats|monday|montag|month|months|more|most|más|märz|månaden|måndag' || '|' ||
            'mês|naar|narrowed|nearly|nel|november|novembre|novembro|noviembre|now|number|numbers|och|october' || '|' ||
            'octobre|octubre|oktober|omkring|ongeveer|only|onsdag|ont|ottobre|out|outubro|over|par|para|per' || '|' ||
            'percent|più|plunged|plus|point|points|por|pour|procent|progresse|progressé|prozent|près|quarta' || '|' ||
            'quartal|quarter|que|quinta|raggiunto|reached|reaches|recule|reculé|recuou|redujo|remained' || '|' ||
            'remains|reported|rise|risen|rises|rose|rund|sabato|said|sale|salita|salito|samedi|samstag|sank' || '|' ||
            'sanken|saturday|says|scende|scesa|sceso|schrumpfte|segunda|seit|september|septembre|septiembre' || '|' ||
            'setembro|settembre|sexta|shrank|shrink|shrunk|sind|sinkt|situou|situó|sitúa|sjunker|sjönk|slip' || '|' ||
            'slipped|slips|slowed|slows|soared|sobe|som|some|sonntag|sono|sont|stands|stata|stati|stato' || '|' ||
            'stayed|steeg|steg|steigt|stieg|stiegen|stiger|stigit|stijgt|still|stood|sube|subido|subiu|subió' || '|' ||
            'sunday|surge|surged|sábado|são|söndag|terça|than|that|the|their|then|there|this|thousand' || '|' ||
            'thursday|till|tisdag|torsdag|total|totaled|totalled|trillion|trimestre|tuesday|tumbled|una|unas' || '|' ||
            'und|under|une|unos|unter|uppgick|van|var|vendredi|venerdì|viernes|vom|von|vrijdag|växte|war' || '|' ||
            'waren|was|wednesday|week|weniger|werd|werden|were|which|who|widened|with|woensdag|worden|wuchs' || '|' ||
            'wurde|wurden|wächst|year|years|zaterdag|zijn|zondag|zugelegt|zum|zur|zurück|året|élevait|élève' || '|' ||
            'établi|établit|étaient|était|été|ökade|ökar|ökat|über' || ') ',
            ' ', 'g'),
        '\p{L}{3,}');

-- What a change is counted against, by the nearest words that say so.
create macro change_basis(part) as
    case
        when regexp_matches(lower(part), 'year[- ](?:on|over)[- ]year|(?:in|over) the year to|(?:twelve|12)[- ]month|year earlier|year ago|last year|previous year|annual|12 months|vorjahr|jahresvergleich|interanual|un an\b|année précédente|su base annua|anno precedente|homólog|jaarbasis|jaar eerder|årstakt|föregående år|в годовом|同比|前年')
        then 'year'
        when regexp_matches(lower(part), 'quarter[- ](?:on|over)[- ]quarter|(?:previous|prior|preceding|last|three months|quarter) (?:quarter|earlier)|quarterly|vorquartal|intertrimestral|trimestre (?:précédent|anterior|precedente)|kwartaal eerder|kvartal|в квартальном|环比|前期')
        then 'quarter'
        when regexp_matches(lower(part), 'month[- ](?:on|over)[- ]month|(?:previous|prior|preceding|last) month|month earlier|monthly|vormonat|intermensual|mois précédent|mes anterior|mese precedente|maand eerder|föregående månad|в месячном|前月')
        then 'month'
        when regexp_matches(lower(part), 'week[- ](?:on|over)[- ]week|(?:previous|last) week|week earlier|weekly|vorwoche')
        then 'week'
        when regexp_matches(lower(part), '\bday earlier|previous (?:day|session|close)|on the day|vortag')
        then 'day'
        else ''
    end;

-- How a sentence stands to its figure: told as it is, or looked ahead to, put right, denied, supposed.
create macro stance(sentence) as
    case
        when regexp_matches(lower(sentence), 'revis|correct|previously (?:reported|said|estimated|given)|earlier (?:estimate|report)|initially|preliminary|provisional|flash estimate|updated|restated|korrig|revidier|zunächst|vorläufig|corrig|rectifi|révis|provisoire|provisional|preliminar|rettific|revision|herzien|voorlopig|reviderad|preliminär|уточн|пересмотр|предварит|修正|初步|速報|改定')
        then 'corrected'
        when regexp_matches(lower(sentence), 'den(?:y|ies|ied)\b|disput|rumou?r|\bfalse|wrong|incorrect|\bnot\b|n[''’]t\b|never|rather than|instead of|contrary|exaggerat|\bkein|\bnicht\b|dementi|bestreit|falsch|dément|conteste|\bne\b.{1,30}\bpas\b|desmint|niega|\bno\b|smentis|\bnon\b|nega\b|desment|\bnão\b|\bniet\b|ontken|\binte\b|förnek|не |опроверг|否认|否定')
        then 'denied'
        when regexp_matches(lower(sentence), 'forecast|expect|project(?:ed|s|ion)|predict|estimat|anticipat|target|aims?\b|goal|plans?\b|planned|budgeted|pledg|promis|propos|would|could|might|\bwill\b|likely|outlook|consensus|analysts|economists|poll(?:ed|s)?\b|set to|due to|\bif\b|unless|scenario|erwart|prognos|schätz|dürfte|\bsoll|\bwird\b|\bwerden\b.{1,40}\.|\bziel|plant\b|plane|könnt|würde|falls\b|prévoi|prévision|attend|devrait|estim|objectif|pourrait|serait|\bsera\b|prev[eé]|previs|espera|pronostic|podría|objetivo|\bserá\b|stima|attes[eo]|attende|dovrebbe|potrebbe|obiettivo|\bsarà\b|deverá|poderá|verwacht|raming|voorspel|doel|\bzal\b|zou|vänta|räknar med|beräkna|kommer att|skulle|mål\b|прогноз|ожида|оцен|план|будет|может|预计|预期|预测|目标|估计|将|可能|見通し|予想|見込|予測|目標|推計|توقع|تقدير|अनुमान|उम्मीद|लक्ष्य') or regexp_matches(sentence, '\bmay\b')
        then 'expected'
        else ''
    end;

-- Words that make it another measure: core inflation, net profit, men alone.
create macro qualifiers(sentence) as
    list_sort(list_distinct(regexp_extract_all(lower(sentence),
        '\b(?:core|underlying|adjusted|unadjusted|seasonally|excluding|including|except|without|net|gross|real|nominal|annuali[sz]ed|cumulative|average|median|per capita|so far|since|between|until|at one point|peak|record|minimum|maximum|youth|young|men|women|male|female|children|foreign|domestic|urban|rural|northern|southern|eastern|western|public|private|industrial|retail|wholesale|online|another|other|each|alone|bereinigt|kern\w*|netto|brutto|ohne|einschließlich|sous-jacente|hors|brut|nette?|corrigée?|subyacente|neto|bruto|excluido|netto|lordo|escluso|líquido|kern|exclusief|rensat|exklusive)\b')));

-- Figures of which several articles may tell, of the articles published from `since` to before `until`: rows with one
-- number in `same` have the same subject, kind, dimension, role and period.
create macro reported_figures(since, until) as table
with published as materialized (
    select article_id, published_date, language
    from articles
    where coalesce(published_date, date '1970-01-01') >= since
        and coalesce(published_date, date '1970-01-01') < until
),
told as materialized (
    select
        f.article_id,
        f.figure_no,
        f.sentence_no,
        f.subject_text,
        f.subject_entity_id,
        f.kind,
        f.unit_code,
        f.per_unit,
        f.change_role = 'by' as changes,
        f.direction,
        f.value_exact,
        f.surface,
        -- Without a period it is of the day it was published; a length or an area is so for ever.
        case
            when f.period_begin is not null then f.period_begin
            when f.kind = 'measure' and f.change_role <> 'by'
                and (f.subject_entity_id is not null or has_a_name(f.subject_text, published.language))
                and f.unit_code in (select unit_code from units where dimension in ('length', 'area', 'volume', 'mass'))
            then date '1970-01-01'
            else published.published_date
        end as period_begin,
        f.period_end
    from figures f
    join published
        using (article_id)
    where f.change_role in ('by', 'to', 'level')
        and f.kind not in ('age', 'rank', 'score', 'ratio', 'multiple')
        and f.value_exact is not null
),
subjects as materialized (
    select subject_text, subject_key(subject_text) as subject
    from (select distinct subject_text from told)
)
select
    told.article_id,
    told.figure_no,
    told.sentence_no,
    subjects.subject,
    told.subject_entity_id,
    told.kind,
    coalesce(units.dimension, told.unit_code, told.kind)         as dimension,
    told.per_unit,
    case when told.changes then 'change' else 'level' end         as measured,
    told.period_begin,
    told.period_end,
    told.value_exact,
    told.surface,
    hash(subjects.subject, told.kind, coalesce(units.dimension, told.unit_code), told.per_unit, told.changes,
        told.period_begin, told.period_end)                       as same
from told
join subjects
    using (subject_text)
left join units
    using (unit_code)
where subjects.subject <> ''
    and told.period_begin is not null;

-- Figures about which articles differ, each with its sentence and the words and names that say what it measures.
create macro disputed_figures(since, until) as table
with reported as materialized (
    from reported_figures(since, until)
),
several as (
    select same
    from reported
    group by same
    having count(*) between 2 and 100  -- more is a word like `people`, which tells nothing
        and min(hash(value_exact, surface)) <> max(hash(value_exact, surface))
        and min(hash(article_id)) <> max(hash(article_id))
),
meant as materialized (
    select
        reported.same,
        reported.subject,
        reported.dimension,
        reported.measured,
        f.*,
        coalesce(units.shift, 0) as shift,
        coalesce(units.factor, 1) * case when f.change_role = 'by' and f.direction = 'down' then -1 else 1 end as factor,
        written_step(f.value_exact, f.surface) as step
    from reported
    semi join several
        using (same)
    join figures f
        using (article_id, figure_no)
    left join units
        using (unit_code)
),
ranges as (
    select
        *,
        shift + factor * value as amount,
        shift + factor * case
            when factor < 0 then most_meant(value, low, high, bound, step)
            else least_meant(value, low, high, bound, step)
        end as amount_from,
        shift + factor * case
            when factor < 0 then least_meant(value, low, high, bound, step)
            else most_meant(value, low, high, bound, step)
        end as amount_to
    from meant
),
apart as materialized (
    from ranges
    qualify max(amount_from) over (partition by same) >= min(amount_to) over (partition by same)
),
cut as (
    select
        apart.*,
        s.start_char as sentence_start,
        s.end_char   as sentence_end,
        substr(a.text, s.start_char + 1, s.end_char - s.start_char) as sentence,
        a.headline,
        a.publisher,
        a.language,
        a.published_date,
        coalesce(a.published_at, a.published_date::timestamptz) as published_at,
        a.duplicate_of
    from apart
    join sentences s
        using (article_id, sentence_no)
    join articles a
        using (article_id)
),
beside as (
    select
        cut.article_id,
        cut.figure_no,
        max(other.end_char) filter (where other.end_char <= cut.start_char)   as figure_before,
        min(other.start_char) filter (where other.start_char >= cut.end_char) as figure_after
    from cut
    join figures other
        using (article_id, sentence_no)
    group by all
),
clauses as (
    select
        cut.*,
        substr(sentence, 1 + end_char - sentence_start, coalesce(figure_after, sentence_end) - end_char) as after,
        substr(
            sentence,
            1 + greatest(0, coalesce(figure_before, sentence_start) - sentence_start),
            start_char - coalesce(figure_before, sentence_start)
        ) as before,
        case
            when subject_start is null or subject_start >= end_char then ''
            else substr(
                sentence,
                1 + greatest(0, subject_end - sentence_start),
                start_char - greatest(subject_end, sentence_start)
            )
        end as between_them,
        coalesce(subject_start >= start_char and subject_end <= end_char, false) as counts_itself
    from cut
    join beside
        using (article_id, figure_no)
),
named as (
    select
        apart.article_id,
        apart.figure_no,
        list_sort(list(distinct m.entity_id) filter (where m.kind = 'place'))   as places,
        list_sort(list(distinct m.entity_id) filter (where m.kind <> 'person')) as things,
        list_sort(list(distinct m.entity_id))                                   as all_named
    from apart
    join entity_mentions m
        on m.article_id = apart.article_id
        and m.sentence_no = apart.sentence_no
        and m.rule <> 'dateline'
        and m.entity_id is distinct from apart.speaker_entity_id
    group by all
),
headed as (
    select b.article_id, list_sort(list(distinct m.entity_id)) as things
    from blocks b
    join entity_mentions m
        on m.article_id = b.article_id
        and m.start_char >= b.start_char
        and m.end_char <= b.end_char
        and m.kind <> 'person'
    where b.kind = 'title'
        and b.article_id in (select article_id from apart)
    group by b.article_id
),
superseded as (
    select other_id as article_id, max(article_id) as replaced_by
    from article_links
    where kind = 'revision'
    group by other_id
),
stories as materialized (
    select
        clauses.*,
        hash(
            same,
            case
                when subject_entity_id is not null or has_a_name(subject_text, language) then coalesce(places, [])
                when len(named.things) > 0 then named.things
                when len(all_named) > 0 then all_named
                else coalesce(headed.things, [clauses.article_id])
            end,
            case
                when counts_itself then coalesce(telling_words(after)[1:1], [])
                else list_sort(list_distinct(telling_words(between_them)))
            end,
            case when measured = 'change' then coalesce(nullif(change_basis(after), ''), change_basis(before)) else '' end,
            qualifiers(sentence)
        ) as story
    from clauses
    left join named
        using (article_id, figure_no)
    left join headed
        using (article_id)
)
select
    story,
    subject,
    kind,
    dimension,
    unit_code,
    per_unit,
    measured,
    direction,
    bound,
    surface,
    value,
    amount,
    amount_from,
    amount_to,
    period_begin,
    period_end,
    stance(sentence)        as stance,
    telling_words(regexp_extract(after, '^[^,;:.!?]*')) as scope,
    in_quote,
    speaker_entity_id,
    sentence,
    headline,
    publisher,
    language,
    published_date,
    published_at,
    confidence,
    article_id,
    figure_no,
    duplicate_of,
    replaced_by
from stories
semi join (
    select story
    from stories
    group by story
    having min(article_id) <> max(article_id)
)
    using (story)
left join superseded
    using (article_id);

-- One row for each subject, measure and period about which articles differ: every value, who reported it and when.
create macro disagreements(since, until) as table
with told as (
    select *, hash(story, stance = 'expected') as matter
    from disputed_figures(since, until)
    where stance <> 'denied'
        and duplicate_of is null
),
current as (
    select matter, any_value(dimension) as dimension, max(amount) - min(amount) as spread, max(abs(amount)) as most
    from told
    where replaced_by is null
    group by matter
)
select
    any_value(subject)                                             as subject,
    any_value(measured)                                            as measured,
    any_value(case when stance = 'expected' then 'expected' else 'told' end) as told_as,
    any_value(period_begin)                                        as period_begin,
    any_value(period_end)                                          as period_end,
    count(distinct publisher)                                      as sources,
    count(distinct article_id)                                     as articles,
    list(
        {
            'value': surface,
            'bound': bound,
            'publisher': publisher,
            'published': published_date,
            'article_id': article_id,
            'replaced_by': replaced_by
        }
        order by published_at, article_id, figure_no
    )                                                              as reported,
    any_value(current.spread)                                      as spread,
    any_value(current.dimension)                                   as spread_in,
    any_value(current.spread / nullif(current.most, 0))            as relative_spread,
    count(*) filter (where replaced_by is not null or stance = 'corrected') as corrections
from told
join current
    using (matter)
group by matter
having count(distinct article_id) > 1
    and max(amount_from) >= min(amount_to)
order by relative_spread desc, articles desc, subject, period_begin;

-- Pairs of figures of different articles that cannot both be true, the surest and widest apart first.
create macro contradictions(since, until) as table
with told as (
    from disputed_figures(since, until)
    where stance = ''
        and not in_quote
        and duplicate_of is null
        and replaced_by is null
        and coalesce(period_begin <= published_date, true)
    -- An article that tells of several such values means several things by the same words.
    qualify max(amount_from) over (partition by story, article_id) < min(amount_to) over (partition by story, article_id)
),
people as (
    select entity_id
    from entities
    where kind = 'person'
),
pairs as (
    select
        one.story,
        one,
        other,
        abs(one.amount - other.amount) / greatest(abs(one.amount), abs(other.amount)) as apart
    from told one
    join told other
        on other.story = one.story
        and (coalesce(other.published_at, timestamptz '1970-01-01 00:00:00+00'), other.article_id)
            > (coalesce(one.published_at, timestamptz '1970-01-01 00:00:00+00'), one.article_id)
        and other.article_id <> one.article_id
        and (other.amount_from >= one.amount_to - 1e-9 * abs(one.amount) or one.amount_from >= other.amount_to - 1e-9 * abs(one.amount))
    -- Tickets for adults and for students: what follows the figures is of one thing, or nothing follows either.
    where (
            len(one.scope) + len(other.scope) = 0
            or 2 * len(list_intersect(one.scope, other.scope)) > len(list_distinct(one.scope || other.scope))
        )
    -- What one says and another denies is between them.
        and (
            one.speaker_entity_id is not distinct from other.speaker_entity_id
            or not (
                one.speaker_entity_id in (from people)
                or other.speaker_entity_id in (from people)
                or (one.speaker_entity_id is not null and other.speaker_entity_id is not null)
            )
        )
)
select
    one.subject                                             as subject,
    one.measured                                            as measured,
    one.period_begin                                        as period_begin,
    one.period_end                                          as period_end,
    one.surface                                             as one_value,
    other.surface                                           as other_value,
    one.publisher                                           as one_publisher,
    other.publisher                                         as other_publisher,
    one.published_date                                      as one_published,
    other.published_date                                    as other_published,
    one.sentence                                            as one_sentence,
    other.sentence                                          as other_sentence,
    round(apart, 3)                                         as apart,
    round(one.confidence * other.confidence * (0.5 + least(apart, 0.5)), 3) as weight,
    one.article_id                                          as one_article,
    one.figure_no                                           as one_figure,
    other.article_id                                        as other_article,
    other.figure_no                                         as other_figure
from pairs
-- A count that grows with the days is brought up to date, not contradicted.
where not (
    one.kind in ('count', 'number')
    and other.published_date > one.published_date
    and other.amount > one.amount
    and (one.period_end is null or one.period_end - one.period_begin <= 7)
)
qualify row_number() over (
    partition by story, one.amount, other.amount
    order by one.published_at, other.published_at, one.article_id, other.article_id
) = 1
order by weight desc, one_article, one_figure, other_article;

-- Changes told with both of their ends, in one sentence and about one subject: `rose 5 percent to 210 from 200`.
create macro arithmetic(since, until) as table
with moved as (
    select article_id, sentence_no
    from figures
    where change_role in ('by', 'to', 'from')
        and value is not null
        and bound = 'exact'
    group by article_id, sentence_no
    having count(*) = 3
        and count(distinct change_role) = 3
),
told as (
    select f.*, a.published_date, a.headline, a.publisher, written_step(f.value_exact, f.surface) as step
    from figures f
    join moved
        using (article_id, sentence_no)
    join articles a
        using (article_id)
    where coalesce(a.published_date, date '1970-01-01') >= since
        and coalesce(a.published_date, date '1970-01-01') < until
        and f.change_role in ('by', 'to', 'from')
),
ends as (
    select change, ended, began
    from told change
    join told ended
        on ended.article_id = change.article_id
        and ended.sentence_no = change.sentence_no
        and ended.change_role = 'to'
        and ended.subject_text = change.subject_text
    join told began
        on began.article_id = change.article_id
        and began.sentence_no = change.sentence_no
        and began.change_role = 'from'
        and began.subject_text = change.subject_text
        and began.unit_code is not distinct from ended.unit_code
        and began.kind = ended.kind
    where change.change_role = 'by'
        and change.direction <> 'none'
),
reckoned as (
    select
        *,
        case when change.direction = 'down' then -1 else 1 end * change.value as said,
        case
            when change.kind = 'percent' and began.value > 0 then 'percent'
            when change.kind = 'percentage_point' and ended.kind = 'percent' then 'points'
            when change.kind = 'basis_point' and ended.kind = 'percent' then 'basis points'
            when change.unit_code is not distinct from ended.unit_code and change.kind = ended.kind then 'difference'
        end as reckoning
    from ends
),
checked as (
    select
        *,
        case reckoning
            when 'percent' then 100 * (ended.value / began.value - 1)
            when 'basis points' then 100 * (ended.value - began.value)
            else ended.value - began.value
        end as found,
        -- As far as rounding in all three can carry it.
        change.step / 2 + case reckoning
            when 'percent' then
                100 * ((ended.value + ended.step / 2) / greatest(began.value - began.step / 2, 1e-12) - ended.value / began.value)
            when 'basis points' then 50 * (ended.step + began.step)
            else (ended.step + began.step) / 2
        end as rounding
    from reckoned
    where reckoning is not null
)
select
    change.headline                                       as headline,
    change.publisher                                      as publisher,
    change.published_date                                 as published_date,
    change.subject_text                                   as subject,
    began.surface                                         as from_value,
    ended.surface                                         as to_value,
    change.surface                                        as said,
    round(found, 3)                                       as reckoned,
    reckoning,
    abs(found - checked.said) <= rounding * 1.001 + 1e-9 * abs(found) as holds,
    substr(a.text, s.start_char + 1, s.end_char - s.start_char) as sentence,
    change.article_id                                     as article_id,
    change.figure_no                                      as figure_no
from checked
join articles a
    on a.article_id = change.article_id
join sentences s
    on s.article_id = change.article_id
    and s.sentence_no = change.sentence_no
order by holds, abs(found - checked.said) / (rounding + 1e-9) desc, article_id, figure_no;

-- What each version says otherwise than the one before it: figures that were changed, added or taken out.
create macro changed_figures(since, until) as table
with versions as (
    select links.article_id, links.other_id
    from article_links links
    join articles a
        using (article_id)
    where links.kind = 'revision'
        and coalesce(a.published_date, date '1970-01-01') >= since
        and coalesce(a.published_date, date '1970-01-01') < until
),
sides as (
    select article_id, other_id, true as is_later, article_id as side
    from versions
    union all
    select article_id, other_id, false, other_id
    from versions
),
told as (
    select
        sides.article_id,
        sides.other_id,
        sides.is_later,
        f.* exclude (article_id),
        hash(f.kind, f.value_exact, f.low, f.high, f.bound, f.unit_code, f.per_unit, f.direction) as says
    from sides
    join figures f
        on f.article_id = sides.side
),
numbered as (
    select *, row_number() over (partition by article_id, other_id, is_later, says order by figure_no) as again
    from told
),
unmatched as (
    select
        one.*,
        subject_key(coalesce(one.subject_text, ''))                                        as subject,
        row_number() over (
            partition by one.article_id, one.other_id, one.is_later, lower(one.subject_text), one.kind, one.unit_code, one.change_role
            order by one.figure_no
        )                                                                                  as place
    from numbered one
    anti join numbered other
        on other.article_id = one.article_id
        and other.other_id = one.other_id
        and other.is_later = (not one.is_later)
        and other.says = one.says
        and other.again = one.again
),
compared as (
    select
        coalesce(after.article_id, before.article_id) as article_id,
        coalesce(after.other_id, before.other_id)     as other_id,
        coalesce(after.subject_text, before.subject_text) as subject,
        before,
        after
    from (from unmatched where not is_later) before
    full join (from unmatched where is_later) after
        on after.article_id = before.article_id
        and after.other_id = before.other_id
        and after.subject = before.subject
        and after.kind = before.kind
        and after.unit_code is not distinct from before.unit_code
        and after.change_role = before.change_role
        and after.place = before.place
)
select
    new.headline                                                   as headline,
    new.publisher                                                  as publisher,
    compared.subject                                               as subject,
    before.surface                                                 as before,
    after.surface                                                  as after,
    case when before.surface is null then 'added' when after.surface is null then 'removed' else 'changed' end as what,
    substr(old.text, s_old.start_char + 1, s_old.end_char - s_old.start_char) as sentence_before,
    substr(new.text, s_new.start_char + 1, s_new.end_char - s_new.start_char) as sentence_after,
    coalesce(new.modified_at, new.published_at, new.published_date::timestamptz) as changed_at,
    compared.article_id                                            as article_id,
    compared.other_id                                              as earlier_id
from compared
join articles new
    on new.article_id = compared.article_id
join articles old
    on old.article_id = compared.other_id
left join sentences s_old
    on s_old.article_id = old.article_id
    and s_old.sentence_no = before.sentence_no
left join sentences s_new
    on s_new.article_id = new.article_id
    and s_new.sentence_no = after.sentence_no
order by changed_at desc nulls last, article_id, coalesce(after.figure_no, before.figure_no);
