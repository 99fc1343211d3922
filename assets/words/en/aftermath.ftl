# English: aftermath
