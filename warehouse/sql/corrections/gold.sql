select
    m.article_id,
    m.start_char,
    m.end_char,
    m.surface,
    m.kind,
    m.found_entity_id,
    m.entity_id,
    e.name,
    e.kind as entity_kind,
    substr(a.text, s.start_char + 1, s.end_char - s.start_char) as sentence,
    a.language
from entity_mentions m
join entities e
    using (entity_id)
join articles a
    on a.article_id = m.article_id
left join sentences s
    on s.article_id = m.article_id
    and s.sentence_no = m.sentence_no
where m.found_entity_id <> m.entity_id
    or m.entity_id in (select target_id from entity_corrections)
order by m.article_id, m.mention_no;
