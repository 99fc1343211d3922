# English: playbook
