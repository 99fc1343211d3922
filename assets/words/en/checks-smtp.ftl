# English: checks-smtp
