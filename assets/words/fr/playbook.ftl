# Français: playbook
