-- title: Data quality by language
-- description: How much is known of the articles of each language, and how much was left open.
select
    language,
    count(*)                                            as articles,
    round(avg(language_confidence), 3)                  as language_confidence,
    count(*) filter (where no_headline)                 as without_headline,
    count(*) filter (where no_published_date)           as without_date,
    sum(entity_mentions)                                as names,
    sum(date_mentions)                                  as dates,
    sum(dates_unresolved)                               as dates_unresolved,
    sum(figures)                                        as figures,
    sum(figures_without_subject)                        as figures_without_subject
from data_quality
group by language
order by articles desc, language;
