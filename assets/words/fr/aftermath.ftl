# Français: aftermath
