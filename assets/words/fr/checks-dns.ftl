# Français: checks-dns
