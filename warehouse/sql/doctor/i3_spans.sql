-- I3: Every mention's offsets are its surface.
select m.article_id || ' ' || m.what || ' ' || m.number
from (
    select article_id, 'name' as what, mention_no as number, start_char, end_char, surface
    from entity_mentions
    union all
    select article_id, 'date', mention_no, start_char, end_char, surface
    from date_mentions
    union all
    select article_id, 'figure', figure_no, start_char, end_char, surface
    from figures
) m
join articles a
    using (article_id)
where substr(a.text, m.start_char + 1, m.end_char - m.start_char) <> m.surface;
