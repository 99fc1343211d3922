# English: remediate
