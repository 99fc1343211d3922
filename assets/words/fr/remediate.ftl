# Français: remediate
