# Français: checks-smtp
