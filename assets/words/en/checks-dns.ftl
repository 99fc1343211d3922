# English: checks-dns
