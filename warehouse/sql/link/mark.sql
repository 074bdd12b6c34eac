-- What each article copies (the earliest of its kind) or revises, as its links say.
update articles
set duplicate_of = marks.duplicate_of,
    revision_of = marks.revision_of
from (
    select
        touched.article_id,
        min_by(links.other_id, (coalesce(others.published_at, others.published_date::timestamptz, others.loaded_at), links.other_id))
            filter (where links.kind <> 'revision') as duplicate_of,
        max(links.other_id) filter (where links.kind = 'revision') as revision_of
    from arriving_touched touched
    left join article_links links
        using (article_id)
    left join articles others
        on others.article_id = links.other_id
    group by touched.article_id
) marks
where articles.article_id = marks.article_id
    and (
        articles.duplicate_of is distinct from marks.duplicate_of
        or articles.revision_of is distinct from marks.revision_of
    );
