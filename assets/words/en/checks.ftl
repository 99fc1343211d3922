# The place Checks: consent, what can be asked, what came back.

scope-blocklists = ask blocklists
scope-dns = ask the DNS
scope-smtp = connect to the SMTP ports
scope-relay = relay tests up to RCPT
scope-hidden-auth = AUTH LOGIN, cancelled at once

consent-lacks-client = The client's name is missing.
consent-lacks-name = Who authorised it is missing.
consent-lacks-targets = No host, address or domain is named.
consent-lacks-scopes = Nothing is allowed yet.

refusal-no-consent = Nothing was contacted: no consent is recorded.
refusal-over = Nothing was contacted: the consent does not hold at this time.
refusal-not-in-scope = Nothing was contacted: the consent does not cover this ({ $scope }).
refusal-not-named = Nothing was contacted: the consent does not name { $target }.

check-blocklists = Blocklists
check-dns = DNS
check-smtp = SMTP
check-relay = Relay tests

severity-good = good
severity-note = note
severity-unclear = unclear
severity-medium = medium
severity-high = high
severity-critical = critical
