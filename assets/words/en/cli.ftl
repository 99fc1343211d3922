# Words of the command line.

cli-how-sure = How sure: { $confidence }
cli-counts =
    { $messages ->
        [one] { $messages } message
       *[other] { $messages } messages
    } to { $recipients ->
        [one] { $recipients } recipient
       *[other] { $recipients } recipients
    } in { $sessions ->
        [one] { $sessions } SMTP session
       *[other] { $sessions } SMTP sessions
    }
cli-why = Why
cli-against = What speaks against it, or would contradict it
cli-suspects = Accounts, the most suspect first
cli-suspect =
    { $rank }. { $account } (weight { $weight }): { $failures } refused, { $successes } accepted{ $addresses ->
        [0] { "" }
       *[other] , from { $list }
    }
cli-findings = What was seen
cli-more = … and { $n } more
cli-queue = Highest queue depth: { $peak } messages on { $at } ({ $basis })
cli-noise = Set aside as harmless: { $n } authentications ({ $reasons })
cli-coverage = What these files cannot answer
cli-sources = What was read
cli-source-group =
    { $files ->
        [one] { $files } file
       *[other] { $files } files
    } of the kind { $format }: { $read } records, all read
cli-source = { $name }: { $format }; { $read } read, { $recovered } recovered, { $skipped } skipped, { $damaged } damaged, { $total } in all
cli-reading = Reading { $done } of { $total } MiB
cli-analysing = Comparing authentications with mail
cli-no-window = No window can be opened ({ $why }). The demo incident in words:
more-warnings =
    { $n ->
        [one] … and { $n } more warning
       *[other] … and { $n } more warnings
    }
story-account = The abused account is { $account }.
story-addresses = The abuser comes from { $list }.
story-success = First accepted { $first }, last { $last } (UTC).
story-queue = The queues peak at { $peak } messages on { $at } (UTC).
cli-no-file = No file was found.
cli-zone-assumed = { $files ->
    [one] One file states no zone; its times are read as { $zone } (--zone says otherwise)
   *[other] { $files } files state no zone; their times are read as { $zone } (--zone says otherwise)
}
cli-repeated = { $rows ->
    [one] One row stands in two files and counts once
   *[other] { $rows } rows stand in two files and count once
}
