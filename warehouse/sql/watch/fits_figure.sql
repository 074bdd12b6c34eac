-- Whether any figure of a load may be one that somebody watches: few loads have one, and to look closer takes 60 ms.
with watched as materialized (
    select unit, figure_kind, split_part(subject_key(about), ' ', 1) as first_word
    from watches
    where kind = 'figure'
        and removed_at is null
)
select exists (
    from figures f
    semi join arriving_news
        using (article_id)
    join watched w
        on contains(lower(coalesce(f.subject_text, '')), w.first_word)
        and (w.unit = '' or lower(w.unit) in (lower(f.unit_code), lower(f.unit_text)))
        and (w.figure_kind = '' or w.figure_kind = f.kind)
);
