update drops
set path = '(forgotten)',
    source = null,
    file_sha256 = null,
    outcome = 'ignored',
    reason = 'forgotten on request'
where file_sha256 = $file_sha256;
